import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { HandoverView } from '../../../shared/interact/handovers.ts';
import { api } from '../../app/api.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { EditBox } from '../../ui/EditBox.tsx';
import { TextArea } from '../../ui/Field.tsx';
import { useShortcuts } from '../../ui/keys/Shortcuts.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { toast } from '../../ui/toast.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { complain } from '../talk/changes.ts';
import { Brief } from './Brief.tsx';
import { Introduction } from './Introduction.tsx';
import { handoverQuery } from './queries.ts';
import { states, termWords } from './words.ts';

/** What goes over to whom, what they have to know, and their word on it. */
export function HandoverPage() {
  const { id } = useParams({ from: '/shell/handovers/$id' });
  const say = useWords();
  const { data: handover, error } = useQuery(handoverQuery(id));
  if (error && !handover)
    return (
      <Page title={say('handover.title')} width="reading">
        <Notice tone="bad">{error.message}</Notice>
      </Page>
    );
  if (!handover)
    return (
      <Page title={say('handover.title')} width="reading">
        <Skeleton rows={5} />
      </Page>
    );
  return <Loaded handover={handover} />;
}

function Loaded({ handover }: { handover: HandoverView }) {
  const say = useWords();
  const locale = useLocale();
  const client = useQueryClient();
  const [isDeclining, setDeclining] = useState(false);
  const [opened, setOpened] = useState<string | null>(
    handover.items.length === 1 ? (handover.items[0]?.partyId ?? null) : null,
  );
  const { can, items, version } = handover;
  const act = async (work: () => Promise<{ event: string }>, done: string) => {
    try {
      const { event } = await work();
      await client.invalidateQueries({ queryKey: ['handovers'] });
      toast(done, {
        tone: 'good',
        undo: async () => {
          await api.post(`/events/${event}/undo`);
          await client.invalidateQueries({ queryKey: ['handovers'] });
        },
      });
    } catch (problem) {
      complain(problem);
      await client.invalidateQueries({ queryKey: ['handovers'] });
    }
  };
  const path = `/handovers/${handover.id}`;
  const accept = () =>
    void act(() => api.post(`${path}/acceptance`, { version }), say('handover.accepted'));
  const decline = (answer: string) =>
    act(() => api.post(`${path}/refusal`, { version, answer }), say('handover.declined'));
  useShortcuts([
    {
      id: 'handover.accept',
      keys: 'Y',
      label: say('handover.accept'),
      group: say('handover.title'),
      isDisabled: !can.answer,
      run: accept,
    },
    {
      id: 'handover.decline',
      keys: 'N',
      label: say('handover.decline'),
      group: say('handover.title'),
      isDisabled: !can.answer,
      run: () => setDeclining(true),
    },
  ]);
  return (
    <Page
      title={say('handover.fromTo', { from: handover.from.name, to: handover.to.name })}
      width="reading"
      toolbar={
        <p className="flex flex-wrap items-center gap-8 text-base text-text-2">
          <Badge tone={states[handover.state].tone}>{say(states[handover.state].label)}</Badge>
          {termWords(handover, { say, locale })}
        </p>
      }
    >
      <div className="flex flex-col gap-24">
        {handover.note ? (
          <p dir="auto" className="text-md whitespace-pre-line wrap-anywhere">
            {handover.note}
          </p>
        ) : null}
        {handover.answer ? (
          <Notice tone="info" title={handover.to.name}>
            {handover.answer}
          </Notice>
        ) : null}
        {isDeclining && can.answer ? (
          <Declining
            onClose={() => setDeclining(false)}
            onDecline={(answer) => void decline(answer).then(() => setDeclining(false))}
          />
        ) : can.answer || can.withdraw || can.end ? (
          <span className="flex flex-wrap gap-8">
            {can.answer ? (
              <>
                <Button variant="primary" icon="check" keys="Y" onPress={accept}>
                  {say('handover.accept')}
                </Button>
                <Button keys="N" onPress={() => setDeclining(true)}>
                  {say('handover.decline')}
                </Button>
              </>
            ) : null}
            {can.withdraw ? (
              <Button
                icon="close"
                onPress={() =>
                  void act(
                    () => api.delete(`${path}?version=${String(version)}`),
                    say('handover.withdrawn'),
                  )
                }
              >
                {say('handover.withdraw')}
              </Button>
            ) : null}
            {can.end ? (
              <Button
                icon="undo"
                onPress={() =>
                  void act(() => api.post(`${path}/end`, { version }), say('handover.ended'))
                }
              >
                {say('handover.end')}
              </Button>
            ) : null}
          </span>
        ) : null}
        <Section title={say('handover.records', { count: handover.records })}>
          <ul className="flex flex-col gap-8">
            {items.map(({ partyId, kind, name, taken }) => (
              <li key={partyId} className="rounded-control border border-border bg-surface">
                <div className="flex flex-wrap items-center gap-8 px-card-x py-card-y">
                  <Avatar name={name} kind={kind} />
                  <Link
                    to={kind === 'company' ? '/companies/$id' : '/people/$id'}
                    params={{ id: partyId }}
                    className="min-w-0 flex-1 text-accent-text wrap-anywhere hover:underline"
                  >
                    <bdi>{name}</bdi>
                  </Link>
                  {taken ? <Badge tone="good">{say('handover.taken')}</Badge> : null}
                  <Button
                    size="small"
                    variant="quiet"
                    iconAfter={opened === partyId ? 'up' : 'down'}
                    aria-expanded={opened === partyId}
                    onPress={() => setOpened(opened === partyId ? null : partyId)}
                  >
                    {say('handover.brief')}
                  </Button>
                </div>
                {opened === partyId ? (
                  <div className="flex flex-col gap-16 border-t border-border px-card-x py-12">
                    <Brief kind={kind} id={partyId} />
                    <Introduction handover={handover} kind={kind} id={partyId} />
                  </div>
                ) : null}
              </li>
            ))}
          </ul>
          {items.length < handover.records ? (
            <p className="text-sm text-text-3">
              {say('handover.unseen', { count: handover.records - items.length })}
            </p>
          ) : null}
        </Section>
      </div>
    </Page>
  );
}

/** A word with the refusal, which need not be given. */
function Declining({
  onDecline,
  onClose,
}: {
  onDecline: (answer: string) => void;
  onClose: () => void;
}) {
  const say = useWords();
  const [answer, setAnswer] = useState('');
  return (
    <EditBox
      label={say('handover.decline')}
      onSave={() => onDecline(answer)}
      onCancel={onClose}
      className="flex flex-col gap-8 p-0!"
    >
      <TextArea
        label={say('handover.answer')}
        value={answer}
        onChange={setAnswer}
        rows={2}
        autoFocus
      />
      <span className="flex gap-8">
        <Button variant="primary" size="small" keys="Mod+Enter" onPress={() => onDecline(answer)}>
          {say('handover.decline')}
        </Button>
        <Button size="small" variant="quiet" onPress={onClose}>
          {say('ui.cancel')}
        </Button>
      </span>
    </EditBox>
  );
}
