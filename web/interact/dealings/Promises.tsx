import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { PartyView } from '../../../shared/identify/parties.ts';
import type {
  PromiseOutcome,
  PromiseSettlement,
  PromiseView,
} from '../../../shared/interact/dealings/promises.ts';
import { api } from '../../app/api.ts';
import { shownDay } from '../../identify/parties/time.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { Section } from '../../ui/Page.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { useDealingFromMenu } from './changes.ts';
import { promiseWords } from './words.ts';

const PromiseDialog = onDemand(() => import('./PromiseDialog.tsx'));

export interface PromisesProps {
  party: PartyView;
  promises: readonly PromiseView[];
  mayNote: boolean;
  onAdd: () => void;
}

/** What we owe them and they owe us, by the day it is due; what is settled stands behind it. */
export function Promises({ party, promises, mayNote, onAdd }: PromisesProps) {
  const say = useWords();
  const [editing, setEditing] = useState<PromiseView | null>(null);
  const [showsSettled, setShowsSettled] = useState(false);
  const open = promises.filter(({ settledOn }) => settledOn === null);
  const settled = promises.filter(({ settledOn }) => settledOn !== null);
  const row = (promise: PromiseView) => (
    <PromiseRow key={promise.id} {...{ party, promise }} onEdit={() => setEditing(promise)} />
  );
  return (
    <Section
      title={say('dealings.promises')}
      actions={
        mayNote ? (
          <IconButton
            size="small"
            icon="add"
            label={say('dealings.promise.add')}
            keys="P"
            onPress={onAdd}
          />
        ) : undefined
      }
    >
      {open.length > 0 ? <ul className="-mx-8 flex flex-col">{open.map(row)}</ul> : null}
      {promises.length === 0 ? (
        <p className="text-base text-text-3">{say('dealings.promises.none')}</p>
      ) : null}
      {settled.length > 0 ? (
        <div className="-mx-8 flex flex-col items-start">
          <Button
            size="small"
            variant="quiet"
            iconAfter={showsSettled ? 'up' : 'down'}
            aria-expanded={showsSettled}
            onPress={() => setShowsSettled(!showsSettled)}
          >
            {say('dealings.promises.settled', { count: settled.length })}
          </Button>
          {showsSettled ? <ul className="flex w-full flex-col">{settled.map(row)}</ul> : null}
        </div>
      ) : null}
      {editing ? (
        <PromiseDialog partyId={party.id} promise={editing} onClose={() => setEditing(null)} />
      ) : null}
    </Section>
  );
}

const outcomes = {
  kept: { label: 'dealings.promise.act.kept', icon: 'check' },
  broken: { label: 'dealings.promise.act.broken', icon: 'close' },
  released: { label: 'dealings.promise.act.released', icon: 'minus' },
} as const;

function PromiseRow({
  party,
  promise,
  onEdit,
}: {
  party: PartyView;
  promise: PromiseView;
  onEdit: () => void;
}) {
  const say = useWords();
  const locale = useLocale();
  const act = useDealingFromMenu(party.id);
  const { id, version, direction, what, due, settledOn, keeper } = promise;
  const { message, tone } = promiseWords(promise, Temporal.Now.plainDateISO());
  const settle = (outcome: PromiseOutcome | null) => {
    const settlement: PromiseSettlement = { outcome, version };
    const told = outcome ? outcomes[outcome].label : 'dealings.promise.act.reopen';
    act(() => api.put(`/promises/${id}/settlement`, settlement), `${say(told)}: ${what}`);
  };
  const others = (Object.keys(outcomes) as PromiseOutcome[]).filter(
    (outcome) => outcome !== promise.state,
  );
  return (
    <li className="flex items-start gap-8 rounded-control px-8 py-4 hover:bg-sunken">
      <Icon
        name={direction === 'ours' ? 'mailOut' : 'mailIn'}
        className="mt-2 shrink-0 text-text-3"
        label={say(direction === 'ours' ? 'dealings.promise.ours' : 'dealings.promise.theirs')}
      />
      <span className="flex min-w-0 flex-1 flex-col gap-2">
        <bdi className={settledOn ? 'wrap-anywhere text-text-2' : 'wrap-anywhere'}>{what}</bdi>
        <span className="flex flex-wrap items-center gap-x-8 gap-y-2 text-xs text-text-2">
          <Badge tone={tone}>{say(message)}</Badge>
          <span>{shownDay(settledOn ?? due, locale)}</span>
          <bdi>{keeper.name}</bdi>
        </span>
        {promise.activityId ? (
          <Link
            to={party.kind === 'person' ? '/people/$id' : '/companies/$id'}
            params={{ id: party.id }}
            search={{ activity: promise.activityId }}
            className="text-xs text-accent-text hover:underline"
          >
            {say('identify.source.show')}
          </Link>
        ) : null}
      </span>
      {promise.can.edit ? (
        <span className="flex shrink-0">
          {settledOn ? null : (
            <IconButton
              size="small"
              icon="check"
              label={say('dealings.promise.keep', { what })}
              onPress={() => settle('kept')}
            />
          )}
          <Menu
            label={say('dealings.actsOf', { what })}
            placement="bottom end"
            trigger={
              <IconButton size="small" icon="more" label={say('dealings.actsOf', { what })} />
            }
            groups={[
              {
                entries: [
                  ...others.map((outcome) => ({
                    id: outcome,
                    label: say(outcomes[outcome].label),
                    icon: outcomes[outcome].icon,
                    onAction: () => settle(outcome),
                  })),
                  ...(settledOn
                    ? [
                        {
                          id: 'reopen',
                          label: say('dealings.promise.act.reopen'),
                          icon: 'undo' as const,
                          onAction: () => settle(null),
                        },
                      ]
                    : []),
                ],
              },
              {
                entries: [
                  { id: 'change', label: say('dealings.change'), icon: 'edit', onAction: onEdit },
                  {
                    id: 'remove',
                    label: say('dealings.remove'),
                    icon: 'remove',
                    onAction: () =>
                      act(
                        () => api.delete(`/promises/${id}?version=${String(version)}`),
                        say('dealings.promise.removed'),
                      ),
                  },
                ],
              },
            ]}
          />
        </span>
      ) : null}
    </li>
  );
}
