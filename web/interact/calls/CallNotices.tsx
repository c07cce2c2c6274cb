import { useQueries } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { CallView } from '../../../shared/interact/calls.ts';
import { askToLog, type Calling, closeNotice, forgetCall, useCalling } from '../../app/calling.ts';
import NewPartyDialog from '../../identify/parties/NewPartyDialog.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useShortcuts } from '../../ui/keys/Shortcuts.tsx';
import { useWords } from '../../ui/words.ts';
import { callQuery } from './queries.ts';
import { stateWords } from './words.ts';

/** What stands above the page while somebody calls, and after one has called: never in the way of the keys. */
export default function CallNotices() {
  const { live, begun } = useCalling();
  const [newNumber, setNewNumber] = useState<string | null>(null);
  const answers = useQueries({ queries: live.map(callQuery) });
  const calls = answers.flatMap(({ data }) => data ?? []);
  return (
    <>
      <div className="pointer-events-none fixed inset-x-0 top-0 z-toast flex flex-col items-center gap-8 p-12">
        {calls.map((call) => (
          <Notice key={call.id} call={call} isFirst={call === calls[0]} onNew={setNewNumber} />
        ))}
        {begun?.isBack ? <Offer begun={begun} /> : null}
      </div>
      {newNumber === null ? null : (
        <NewPartyDialog kind="person" phone={newNumber} onClose={() => setNewNumber(null)} />
      )}
    </>
  );
}

const box =
  'pointer-events-auto flex w-full max-w-[560px] flex-wrap items-center gap-8 rounded-control border border-border bg-surface px-card-x py-8 shadow-float';

function Notice({
  call: { id, state, direction, number, people },
  isFirst,
  onNew,
}: {
  call: CallView;
  isFirst: boolean;
  onNew: (number: string) => void;
}) {
  const say = useWords();
  const navigate = useNavigate();
  const [first] = people;
  const open = ({ kind, id: party }: CallView['people'][number]) => {
    closeNotice(id);
    void navigate({
      to: kind === 'person' ? '/people/$id' : '/companies/$id',
      params: { id: party },
    });
  };
  const unknown = first ? null : number;
  useShortcuts(
    isFirst && (first || unknown)
      ? [
          {
            id: 'call.open',
            keys: 'Shift+L',
            label: say('calls.open'),
            group: say('calls.title'),
            run: () => (first ? open(first) : onNew(unknown!)),
          },
        ]
      : [],
  );
  const who = people.length === 1 ? first!.name : (number ?? say('calls.withheld'));
  return (
    <section role="alert" aria-label={say('calls.notice')} className={box}>
      <Icon name="call" />
      <span className="flex min-w-0 flex-1 flex-col">
        <b className="truncate font-medium">
          {say(direction === 'in' ? 'calls.from' : 'calls.to', { who })}
        </b>
        <span className="text-sm text-text-2">
          {[say(stateWords[state]), people.length > 1 ? say('calls.several') : null]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      {people.map((one) => (
        <Button key={one.id} size="small" onPress={() => open(one)}>
          {people.length === 1 ? say('ui.keys.open') : one.name}
        </Button>
      ))}
      {unknown ? (
        <Button size="small" icon="add" onPress={() => onNew(unknown)}>
          {say('calls.newPerson')}
        </Button>
      ) : null}
      {state === 'missed' ? <Badge tone="warn">{say('interact.call.missed')}</Badge> : null}
      <IconButton
        size="small"
        icon="close"
        label={say('ui.close')}
        onPress={() => closeNotice(id)}
      />
    </section>
  );
}

/** Whoever pressed a number and comes back from the telephone has something to tell. */
function Offer({ begun }: { begun: NonNullable<Calling['begun']> }) {
  const say = useWords();
  useShortcuts([
    {
      id: 'call.log',
      keys: 'L',
      label: say('calls.log'),
      group: say('calls.title'),
      run: () => askToLog(begun),
    },
  ]);
  return (
    <section role="status" aria-label={say('calls.offer')} className={box}>
      <Icon name="call" />
      <b className="min-w-0 flex-1 truncate font-medium">
        {say('calls.called', { name: begun.name })}
      </b>
      <Button size="small" keys="L" onPress={() => askToLog(begun)}>
        {say('calls.log')}
      </Button>
      <IconButton size="small" icon="close" label={say('ui.close')} onPress={forgetCall} />
    </section>
  );
}
