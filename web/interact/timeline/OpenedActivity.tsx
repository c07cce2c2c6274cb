import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ActivityView } from '../../../shared/interact/activities.ts';
import { api } from '../../app/api.ts';
import { inShownWorkspace } from '../../app/workspace.ts';
import { openComposer, sendersQuery } from '../../app/writing.ts';
import { enterRoom } from '../../locales/language.ts';
import { Button } from '../../ui/Button.tsx';
import { EditBox } from '../../ui/EditBox.tsx';
import { TextArea } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { toast } from '../../ui/toast.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { CommentsOfEntry } from '../talk/CommentsOfEntry.tsx';
import { isAnswerable } from './answerable.ts';
import { MessageHtml } from './MessageHtml.tsx';
import { activityQuery } from './queries.ts';
import { shownSize } from './size.ts';

const Proposals = onDemand(async () => {
  const [block] = await Promise.all([import('../proposals/Proposals.tsx'), enterRoom('proposals')]);
  return block;
});

/** The whole text of an entry, its files, and what can be done with it. */
export default function OpenedActivity({ id, onClose }: { id: string; onClose: () => void }) {
  const say = useWords();
  const locale = useLocale();
  const client = useQueryClient();
  const { data: activity, error } = useQuery(activityQuery(id));
  const { data: senders } = useQuery(sendersQuery);
  const [isEditing, setEditing] = useState(false);
  const [isAsSent, setAsSent] = useState(false);
  if (error && !activity) return <Notice tone="bad">{error.message}</Notice>;
  if (!activity) return <Skeleton shape="text" rows={3} />;

  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['timeline'] }),
      client.invalidateQueries({ queryKey: ['activity', id] }),
    ]);
  const putAway = async () => {
    try {
      await api.delete(`/activities/${id}?version=${String(activity.version)}`);
      onClose();
      await refresh();
      toast(say('interact.trashed'), {
        undo: async () => {
          await api.post(`/activities/${id}/restoration`);
          await refresh();
        },
      });
    } catch (problem) {
      toast(problem instanceof Error ? problem.message : String(problem), { tone: 'bad' });
    }
  };
  const canAnswer = isAnswerable(activity) && (senders?.length ?? 0) > 0;
  const files = activity.files.filter(({ inline }) => !inline);
  if (isEditing)
    return (
      <EditText
        activity={activity}
        onDone={() => {
          setEditing(false);
          void refresh();
        }}
        onCancel={() => setEditing(false)}
      />
    );
  return (
    <div className="flex flex-col gap-12">
      {isAsSent ? (
        <MessageHtml id={id} />
      ) : (
        <div data-activity={id}>
          <Body parts={activity.body} />
        </div>
      )}
      {activity.forward ? <Forwarded {...activity.forward} /> : null}
      {files.length > 0 ? (
        <ul aria-label={say('interact.files')} className="flex flex-wrap gap-8">
          {files.map((file) => (
            <li key={file.id} className="max-w-full">
              <a
                href={inShownWorkspace(`/api/v1/attachments/${file.id}`)}
                download={file.name || true}
                className="inline-flex min-h-control max-w-full items-center gap-8 rounded-control border border-border bg-surface px-8 text-sm text-text no-underline hover:bg-sunken"
              >
                <Icon name="attachment" className="text-text-3" />
                <bdi className="truncate">{file.name || say('interact.file.unnamed')}</bdi>
                <span className="tabular shrink-0 text-xs text-text-3">
                  {shownSize(file.bytes, locale)}
                </span>
              </a>
            </li>
          ))}
        </ul>
      ) : null}
      {activity.hasHtml || activity.can.edit || canAnswer ? (
        <div className="-ms-8 flex flex-wrap gap-4">
          {canAnswer ? (
            <>
              <Button
                size="small"
                variant="quiet"
                icon="reply"
                keys="R"
                onPress={() => openComposer({ answers: id, all: false })}
              >
                {say('interact.reply')}
              </Button>
              {activity.participants.length > 2 ? (
                <Button
                  size="small"
                  variant="quiet"
                  icon="reply"
                  keys="Shift+R"
                  onPress={() => openComposer({ answers: id, all: true })}
                >
                  {say('interact.replyAll')}
                </Button>
              ) : null}
            </>
          ) : null}
          {activity.hasHtml ? (
            <Button
              size="small"
              variant="quiet"
              icon={isAsSent ? 'document' : 'globe'}
              aria-pressed={isAsSent}
              onPress={() => setAsSent(!isAsSent)}
            >
              {say(isAsSent ? 'interact.asText' : 'interact.asSent')}
            </Button>
          ) : null}
          {activity.can.edit && activity.kind !== 'email' ? (
            <Button size="small" variant="quiet" icon="edit" onPress={() => setEditing(true)}>
              {say('identify.edit')}
            </Button>
          ) : null}
          {activity.can.edit ? (
            <Button size="small" variant="quiet" icon="remove" onPress={() => void putAway()}>
              {say('identify.trash')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {activity.kind === 'email' ? <Proposals activityId={id} /> : null}
      <CommentsOfEntry activity={activity} />
    </div>
  );
}

/** Who handed a mail on to us, or why what was handed on stayed what it is. */
function Forwarded({ by, trouble }: NonNullable<ActivityView['forward']>) {
  const say = useWords();
  if (trouble) return <Notice tone="info">{say(`interact.forward.${trouble}`)}</Notice>;
  return <p className="text-sm text-text-2">{say('interact.forward.by', { name: by })}</p>;
}

type BodyPart = ActivityView['body'][number];

/** Own words in full; what was quoted, signed and appended is folded. */
function Body({ parts }: { parts: readonly BodyPart[] }) {
  const say = useWords();
  if (parts.every(({ text }) => text.trim() === ''))
    return <p className="text-text-3">{say('interact.noText')}</p>;
  const pieces: { isFolded: boolean; parts: BodyPart[] }[] = [];
  for (const part of parts) {
    const isFolded = part.part !== 'new';
    const last = pieces.at(-1);
    if (last?.isFolded === isFolded) last.parts.push(part);
    else pieces.push({ isFolded, parts: [part] });
  }
  return (
    <>
      {pieces.map((piece, at) =>
        piece.isFolded ? (
          <Folded key={String(at)} parts={piece.parts} />
        ) : (
          <p key={String(at)} className="whitespace-pre-line wrap-anywhere" dir="auto">
            {piece.parts.map(({ text }) => text.trim()).join('\n\n')}
          </p>
        ),
      )}
    </>
  );
}

function Folded({ parts }: { parts: readonly BodyPart[] }) {
  const say = useWords();
  const [isOpen, setOpen] = useState(false);
  const isQuote = parts.some(({ part }) => part === 'quoted');
  return (
    <div className="flex flex-col gap-8">
      <span className="-ms-8">
        <Button
          size="small"
          variant="quiet"
          icon="more"
          aria-expanded={isOpen}
          onPress={() => setOpen(!isOpen)}
        >
          {say(isQuote ? 'interact.quoted' : 'interact.signature')}
        </Button>
      </span>
      {isOpen ? (
        <p
          dir="auto"
          className="border-s-2 border-border ps-12 text-base whitespace-pre-line wrap-anywhere text-text-2"
        >
          {parts.map(({ text }) => text.trim()).join('\n')}
        </p>
      ) : null}
    </div>
  );
}

/** Corrects what somebody wrote down by hand. */
function EditText({
  activity,
  onDone,
  onCancel,
}: {
  activity: ActivityView;
  onDone: () => void;
  onCancel: () => void;
}) {
  const say = useWords();
  const [text, setText] = useState(activity.body.map((part) => part.text).join('\n'));
  const [problem, setProblem] = useState<string>();
  const [isWorking, setWorking] = useState(false);
  const save = async () => {
    if (!text.trim()) {
      setProblem(say('interact.log.empty'));
      return;
    }
    setWorking(true);
    try {
      await api.patch(`/activities/${activity.id}`, { text, version: activity.version });
      onDone();
      toast(say('interact.edited'), { tone: 'good' });
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      setWorking(false);
    }
  };
  return (
    <EditBox
      label={say('interact.edit')}
      onSave={() => void save()}
      onCancel={onCancel}
      className="px-0"
    >
      <Form onSubmit={() => void save()} problem={problem} className="gap-8">
        <TextArea label={say('interact.log.text')} value={text} onChange={setText} autoFocus />
        <span className="flex gap-8">
          <Button type="submit" size="small" variant="primary" isWorking={isWorking}>
            {say('identify.save')}
          </Button>
          <Button size="small" variant="quiet" onPress={onCancel}>
            {say('ui.cancel')}
          </Button>
        </span>
      </Form>
    </EditBox>
  );
}
