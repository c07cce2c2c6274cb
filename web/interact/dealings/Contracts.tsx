import { useState } from 'react';
import type { ContractView } from '../../../shared/interact/dealings/contracts.ts';
import { api } from '../../app/api.ts';
import { shownDay } from '../../identify/parties/time.ts';
import type { MessageId } from '../../locales/ids.ts';
import type { Tone } from '../../ui/Badge.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { Section } from '../../ui/Page.tsx';
import { type Say, useLocale, useWords } from '../../ui/words.ts';
import { useDealingFromMenu } from './changes.ts';
import { DealingRow } from './DealingRow.tsx';

const ContractDialog = onDemand(() => import('./ContractDialog.tsx'));

export interface ContractsProps {
  partyId: string;
  contracts: readonly ContractView[];
  mayEdit: boolean;
  onAdd: () => void;
}

/** What was agreed with them for a time, each with the next day that matters. */
export function Contracts({ partyId, contracts, mayEdit, onAdd }: ContractsProps) {
  const say = useWords();
  const locale = useLocale();
  const act = useDealingFromMenu(partyId);
  const [editing, setEditing] = useState<ContractView | null>(null);
  const giveNotice = ({ id, version }: ContractView, noticeGivenOn: string | null) =>
    act(
      () => api.patch(`/contracts/${id}`, { noticeGivenOn, version }),
      say(noticeGivenOn ? 'dealings.contract.given' : 'dealings.contract.changed'),
    );
  return (
    <Section
      title={say('dealings.contracts')}
      actions={
        mayEdit ? (
          <IconButton
            size="small"
            icon="add"
            label={say('dealings.contract.add')}
            onPress={onAdd}
          />
        ) : undefined
      }
    >
      {contracts.length === 0 ? (
        <p className="text-base text-text-3">{say('dealings.contracts.none')}</p>
      ) : (
        <ul className="-mx-8 flex flex-col">
          {contracts.map((contract) => (
            <DealingRow
              key={contract.id}
              what={contract.what}
              figure={
                contract.next
                  ? say(nextWords[contract.next.kind], { day: shownDay(contract.next.on, locale) })
                  : contract.state === 'ended'
                    ? ''
                    : say('dealings.contract.open')
              }
              state={stateOf(contract, say)}
              isOver={contract.state === 'ended'}
              details={[
                contract.number,
                termOf(contract, say, locale),
                contract.notice &&
                  say(periodWords[contract.notice.unit], { count: contract.notice.count }),
                contract.renewsMonths !== null &&
                  say('dealings.contract.renewing', { count: contract.renewsMonths }),
              ]}
              acts={
                contract.state === 'ended'
                  ? []
                  : contract.noticeGivenOn
                    ? [
                        {
                          id: 'takeBack',
                          label: say('dealings.contract.takeBack'),
                          icon: 'undo' as const,
                          onAction: () => giveNotice(contract, null),
                        },
                      ]
                    : [
                        {
                          id: 'give',
                          label: say('dealings.contract.give'),
                          icon: 'close' as const,
                          onAction: () =>
                            giveNotice(contract, Temporal.Now.plainDateISO().toString()),
                        },
                      ]
              }
              onEdit={mayEdit ? () => setEditing(contract) : undefined}
              onRemove={() =>
                act(
                  () => api.delete(`/contracts/${contract.id}?version=${String(contract.version)}`),
                  say('dealings.contract.removed'),
                )
              }
            />
          ))}
        </ul>
      )}
      {editing ? (
        <ContractDialog partyId={partyId} contract={editing} onClose={() => setEditing(null)} />
      ) : null}
    </Section>
  );
}

const nextWords = {
  begins: 'dealings.contract.next.begins',
  notice: 'dealings.contract.next.notice',
  ends: 'dealings.contract.next.ends',
} as const satisfies Record<string, MessageId>;

const periodWords = {
  days: 'dealings.contract.periodDays',
  weeks: 'dealings.contract.periodWeeks',
  months: 'dealings.contract.period',
} as const satisfies Record<string, MessageId>;

function stateOf({ state, noticeGivenOn }: ContractView, say: Say): { label: string; tone: Tone } {
  if (state === 'ended') return { label: say('dealings.contract.ended'), tone: 'neutral' };
  if (noticeGivenOn) return { label: say('dealings.contract.noticed'), tone: 'warn' };
  return state === 'ahead'
    ? { label: say('dealings.contract.ahead'), tone: 'info' }
    : { label: say('dealings.contract.running'), tone: 'good' };
}

function termOf({ from, endsOn }: ContractView, say: Say, locale: string): string | null {
  if (!from && !endsOn) return null;
  const day = (date: string | null) => (date ? shownDay(date, locale) : '…');
  return say('dealings.contract.term', { from: day(from), to: day(endsOn) });
}
