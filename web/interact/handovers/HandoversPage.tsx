import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { HandoverRow } from '../../../shared/interact/handovers.ts';
import { sessionQuery } from '../../app/session.ts';
import { When } from '../../identify/parties/When.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { handoversQuery } from './queries.ts';
import { states, termWords } from './words.ts';

const HandoverDialog = onDemand(() => import('./HandoverDialog.tsx'));

/** What is to go from whom to whom, and what did? */
export function HandoversPage() {
  const say = useWords();
  const { data: rows, error } = useQuery(handoversQuery);
  const { data: session } = useQuery(sessionQuery);
  const [isAdding, setAdding] = useState(false);
  const mayWrite = session !== undefined && session?.user.level !== 'reader';
  const add = mayWrite ? (
    <Button variant="primary" icon="swap" onPress={() => setAdding(true)}>
      {say('handover.all')}
    </Button>
  ) : undefined;
  const waiting = (rows ?? []).filter(({ can }) => can.answer);
  const others = (rows ?? []).filter(({ can }) => !can.answer);
  return (
    <Page title={say('handover.title')} width="reading" actions={add}>
      {error ? <Notice tone="bad">{error.message}</Notice> : null}
      {rows === undefined && !error ? <Skeleton rows={4} /> : null}
      {rows?.length === 0 ? (
        <EmptyState icon="swap" title={say('handover.none')}>
          {say('handover.none.words')}
        </EmptyState>
      ) : null}
      <div className="flex flex-col gap-24">
        {waiting.length > 0 ? (
          <Section title={say('handover.waiting')}>
            <Rows rows={waiting} />
          </Section>
        ) : null}
        {others.length > 0 ? (
          <Section title={say('handover.others')}>
            <Rows rows={others} />
          </Section>
        ) : null}
      </div>
      {isAdding ? <HandoverDialog onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}

function Rows({ rows }: { rows: readonly HandoverRow[] }) {
  const say = useWords();
  const locale = useLocale();
  return (
    <ul className="flex flex-col gap-8">
      {rows.map((row) => (
        <li key={row.id}>
          <Link
            to="/handovers/$id"
            params={{ id: row.id }}
            className="flex flex-wrap items-center gap-8 rounded-control border border-border bg-surface px-card-x py-card-y text-text no-underline hover:bg-sunken"
          >
            <span className="flex min-w-[200px] flex-1 flex-col">
              <b className="font-medium wrap-anywhere">
                {say('handover.fromTo', { from: row.from.name, to: row.to.name })}
              </b>
              <span className="text-sm text-text-2">
                {say('handover.records', { count: row.records })} ·{' '}
                {termWords(row, { say, locale })} · <When at={row.proposedAt} />
              </span>
            </span>
            <Badge tone={states[row.state].tone}>{say(states[row.state].label)}</Badge>
          </Link>
        </li>
      ))}
    </ul>
  );
}
