import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { About, CommentView, Listener, Listeners } from '../../../shared/interact/comments.ts';
import { asStored, asTyped, callNames, mentionedIn } from '../../../shared/interact/mentions.ts';
import { newKey } from '../../app/api.ts';
import { matching } from '../../app/palette.ts';
import { Button } from '../../ui/Button.tsx';
import { EditBox } from '../../ui/EditBox.tsx';
import { Checkbox } from '../../ui/Field.tsx';
import { NamingArea } from '../../ui/NamingArea.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useWords } from '../../ui/words.ts';
import { listenersQuery } from './queries.ts';

/** To whom a record is opened so that a colleague can read what is said of it. */
export type Share = (change: {
  visibility: 'everyone' | 'team';
  teamId?: string;
}) => Promise<unknown>;

export interface CommentBoxProps {
  about: About;
  label: string;
  placeholder?: string;
  /** The comment that is put in other words. */
  comment?: CommentView;
  save: string;
  /** With whom it is put to, where it may be a question and is one. */
  onSave: (text: string, sending: { idempotencyKey: string }, asks: string[]) => Promise<void>;
  /** It may be put to those it names as a question. */
  mayAsk?: boolean;
  onCancel?: () => void;
  onShare?: Share;
  autoFocus?: boolean;
}

const mostOffered = 6;
const nobody: Listeners = { rows: [], canShare: false };

/** Words to colleagues: `@` names one of them, Mod+Enter says it. */
export function CommentBox(props: CommentBoxProps) {
  const { data: listeners } = useQuery(listenersQuery(props.about));
  // What is changed is written with names, which have to be known first.
  if (props.comment && !listeners) return <Skeleton shape="text" rows={2} />;
  return <Box {...props} listeners={listeners ?? nobody} />;
}

function Box({
  about,
  label,
  placeholder,
  comment,
  listeners,
  save,
  onSave,
  onCancel,
  onShare,
  autoFocus,
  mayAsk = false,
}: CommentBoxProps & { listeners: Listeners }) {
  const say = useWords();
  // Whoever is named already may have left since.
  const names = new Map([
    ...(comment?.mentioned ?? []).map(({ id, name }) => [id, name] as const),
    ...callNames(listeners.rows),
  ]);
  const [asked, setAsked] = useState<string | null>(null);
  const [typed, setTyped] = useState(comment ? asTyped(comment.text, names) : '');
  const [problem, setProblem] = useState<string>();
  const [isQuestion, setQuestion] = useState(false);
  const [isWorking, setWorking] = useState(false);
  const key = useRef(newKey());
  const stored = asStored(typed, names);
  const named = listeners.rows.filter(({ id }) => mentionedIn(stored).includes(id));
  const asks = mayAsk && isQuestion ? named.map(({ id }) => id) : [];
  const blind = listeners.rows.filter(({ id, sees }) => !sees && mentionedIn(stored).includes(id));

  const offeredFor = (name: string) =>
    matching(
      listeners.rows.map(({ id, sees }) => ({
        id,
        label: names.get(id) ?? '',
        ...(sees ? {} : { warning: say('talk.cannotSee') }),
      })),
      name,
    )
      .toSorted((one, other) => Number('warning' in one) - Number('warning' in other))
      .slice(0, mostOffered);

  const send = async () => {
    if (isWorking || blind.length > 0) return;
    if (!typed.trim()) {
      setProblem(say('talk.empty'));
      return;
    }
    setWorking(true);
    setProblem(undefined);
    try {
      await onSave(stored.trim(), { idempotencyKey: key.current }, asks);
      key.current = newKey();
      setTyped('');
      setQuestion(false);
    } catch (error) {
      // The words stay; sent again after a lost answer they are said once.
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setWorking(false);
    }
  };
  return (
    <EditBox
      label={label}
      onSave={() => void send()}
      onCancel={() => (onCancel ? onCancel() : setTyped(''))}
      className="flex flex-col gap-8 p-0!"
    >
      {problem ? (
        <Notice tone="bad" isUrgent>
          {problem}
        </Notice>
      ) : null}
      <NamingArea
        label={label}
        placeholder={placeholder}
        value={typed}
        onChange={setTyped}
        onAsk={setAsked}
        offered={asked === null ? [] : offeredFor(asked)}
        autoFocus={autoFocus}
      />
      {blind.length > 0 ? (
        <CannotSee {...{ about, blind, listeners, onShare, onProblem: setProblem }} />
      ) : null}
      {mayAsk && named.length > 0 ? (
        <Checkbox isSelected={isQuestion} onChange={setQuestion}>
          {say('talk.asAQuestion', { names: named.map(({ name }) => name).join(', ') })}
        </Checkbox>
      ) : null}
      {typed.trim() === '' && !onCancel ? null : (
        <span className="flex flex-wrap justify-end gap-8">
          {onCancel ? (
            <Button size="small" variant="quiet" onPress={onCancel}>
              {say('ui.cancel')}
            </Button>
          ) : null}
          <Button
            size="small"
            variant="primary"
            keys="Mod+Enter"
            isWorking={isWorking}
            isDisabled={blind.length > 0}
            onPress={() => void send()}
          >
            {asks.length > 0 ? say('talk.ask') : save}
          </Button>
        </span>
      )}
    </EditBox>
  );
}

/** That somebody named here would never read it, and what can be done about it. */
function CannotSee({
  about,
  blind,
  listeners,
  onShare,
  onProblem,
}: {
  about: About;
  blind: readonly Listener[];
  listeners: Listeners;
  onShare: Share | undefined;
  onProblem: (problem: string) => void;
}) {
  const say = useWords();
  const client = useQueryClient();
  const [first] = blind;
  /** A team of one's own that all of them are in. */
  const teams = (first?.through ?? []).filter(({ id }) =>
    blind.every(({ through }) => through.some((team) => team.id === id)),
  );
  const share = (change: Parameters<Share>[0]) => {
    void onShare?.(change)
      .then(() => client.invalidateQueries({ queryKey: listenersQuery(about).queryKey }))
      .catch((error: unknown) => onProblem(error instanceof Error ? error.message : String(error)));
  };
  const names = blind.map(({ name }) => name).join(', ');
  const mayShare = listeners.canShare && onShare !== undefined;
  return (
    <Notice
      tone="warn"
      actions={
        mayShare ? (
          <>
            {teams.map(({ id, name }) => (
              <Button
                key={id}
                size="small"
                onPress={() => share({ visibility: 'team', teamId: id })}
              >
                {say('talk.shareWithTeam', { team: name })}
              </Button>
            ))}
            <Button size="small" onPress={() => share({ visibility: 'everyone' })}>
              {say('talk.shareWithAll')}
            </Button>
          </>
        ) : undefined
      }
    >
      {say(mayShare ? 'talk.blind.share' : 'talk.blind.ask', { names, count: blind.length })}
    </Notice>
  );
}
