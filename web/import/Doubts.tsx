import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import {
  type DoubtView,
  keyOfDoubt,
  keyOfPlace,
  type RowDecision,
} from '../../shared/identify/importing/doubts.ts';
import { inWeight, likelihoodWords, reasonWords } from '../identify/duplicates/words.ts';
import { RecordLink } from '../identify/parties/RecordLink.tsx';
import { Badge } from '../ui/Badge.tsx';
import { SegmentedField } from '../ui/Field.tsx';
import { useShortcuts } from '../ui/keys/Shortcuts.tsx';
import { Card, Section } from '../ui/Page.tsx';
import { toast } from '../ui/toast.ts';
import { useWords } from '../ui/words.ts';
import { useFigures } from './figures.ts';
import { answerDoubt, doubtsQuery, importQuery } from './imports.ts';

/** Rows that may be somebody who is here already: the same, another, or to be decided later. */
export function Doubts({ importId, checkedAt }: { importId: string; checkedAt: string }) {
  const say = useWords();
  const client = useQueryClient();
  const query = doubtsQuery(importId, checkedAt);
  const { data } = useQuery(query);
  const [at, setAt] = useState(0);
  const cards = useRef(new Map<string, HTMLElement>());
  const doubts = data?.rows ?? [];
  const active = doubts[Math.min(at, doubts.length - 1)];
  const answer = useMutation({
    // One after the other: each is kept beside all earlier ones.
    scope: { id: `doubts ${importId}` },
    mutationFn: ({ doubt, decision }: { doubt: DoubtView; decision: RowDecision | null }) =>
      answerDoubt(importId, { place: doubt.place, recordId: doubt.record.id, decision }),
    onMutate: ({ doubt, decision }) => {
      client.setQueryData(
        query.queryKey,
        (list) => list && { rows: decided(list.rows, doubt, decision) },
      );
    },
    onSuccess: (view) => client.setQueryData(importQuery(importId).queryKey, view),
    onError: (error) => {
      toast(error.message, { tone: 'bad' });
      void client.invalidateQueries({ queryKey: query.queryKey });
    },
  });
  const go = (to: number) => {
    const next = Math.max(0, Math.min(doubts.length - 1, to));
    const card = doubts[next] && cards.current.get(keyOfDoubt(doubts[next]));
    setAt(next);
    card?.focus({ preventScroll: true });
    card?.scrollIntoView({ block: 'nearest' });
  };
  const decide = (decision: RowDecision) => {
    if (!active) return;
    answer.mutate({ doubt: active, decision });
    go(at + 1);
  };
  const group = say('import.doubts');
  const isDisabled = doubts.length === 0;
  useShortcuts([
    {
      id: 'import.doubts.same',
      keys: 'Y',
      label: say('import.doubts.same'),
      group,
      isDisabled,
      run: () => decide('same'),
    },
    {
      id: 'import.doubts.other',
      keys: 'N',
      label: say('import.doubts.other'),
      group,
      isDisabled,
      run: () => decide('not same'),
    },
    {
      id: 'import.doubts.next',
      keys: 'J',
      label: say('import.doubts.next'),
      group,
      isDisabled,
      run: () => go(at + 1),
    },
    {
      id: 'import.doubts.previous',
      keys: 'K',
      label: say('import.doubts.previous'),
      group,
      isDisabled,
      run: () => go(at - 1),
    },
  ]);
  if (doubts.length === 0) return null;
  return (
    <Section title={say('import.doubts')}>
      <p className="text-text-2">{say('import.doubts.words')}</p>
      <ol className="flex flex-col gap-12" aria-label={say('import.doubts')}>
        {doubts.map((doubt, index) => {
          const key = keyOfDoubt(doubt);
          return (
            <li key={key} onFocusCapture={() => setAt(index)}>
              <DoubtCard
                doubt={doubt}
                isActive={doubt === active}
                onDecide={(decision) => answer.mutate({ doubt, decision })}
                ref={(card) => {
                  if (card) cards.current.set(key, card);
                  else cards.current.delete(key);
                }}
              />
            </li>
          );
        })}
      </ol>
    </Section>
  );
}

/** One row is one record's at most: said of one, it is no longer said of another. */
function decided(rows: DoubtView[], doubt: DoubtView, decision: RowDecision | null): DoubtView[] {
  return rows.map((row) => {
    if (keyOfDoubt(row) === keyOfDoubt(doubt)) return { ...row, decision };
    const isOfRow = keyOfPlace(row.place) === keyOfPlace(doubt.place);
    return isOfRow && decision === 'same' && row.decision === 'same'
      ? { ...row, decision: null }
      : row;
  });
}

function DoubtCard({
  doubt,
  isActive,
  onDecide,
  ref,
}: {
  doubt: DoubtView;
  isActive: boolean;
  onDecide: (decision: RowDecision | null) => void;
  ref: (card: HTMLElement | null) => void;
}) {
  const say = useWords();
  const { count } = useFigures();
  const { place, file, kind, row, record, judgement, decision } = doubt;
  const { pro, contra } = inWeight(judgement);
  const line = place.line ?? place.part;
  const where = [
    place.entry ?? file,
    line === null ? '' : say('import.problems.atLine', { line: count(line) }),
  ]
    .filter(Boolean)
    .join(' · ');
  return (
    <article
      ref={ref}
      tabIndex={-1}
      data-doubt=""
      aria-current={isActive ? 'true' : undefined}
      aria-label={say('duplicates.pair', { one: row.name, other: record.name })}
      className="rounded-control outline-none aria-[current=true]:ring-1 aria-[current=true]:ring-border-strong"
    >
      <Card className="flex flex-col gap-12">
        <div className="grid gap-12 tablet:grid-cols-2">
          <Side title={where} {...row} name={row.name || say('duplicates.noName')} />
          <Side
            title={say('import.doubts.here')}
            {...record}
            name={
              <RecordLink
                kind={kind}
                id={record.id}
                className="font-medium text-accent-text hover:underline"
              >
                <bdi>{record.name || say('duplicates.noName')}</bdi>
              </RecordLink>
            }
          />
        </div>
        <p className="flex flex-wrap items-center gap-x-12 gap-y-4 text-sm text-text-2">
          <Badge tone="info">{likelihoodWords(judgement, say)}</Badge>
          {[...pro, ...contra].map((reason) => (
            <span key={reason.field}>{reasonWords(reason, say)}</span>
          ))}
        </p>
        <SegmentedField
          label={say('import.doubts.question', { row: row.name, record: record.name })}
          hideLabel
          options={[
            { id: 'same', label: say('import.doubts.same') },
            { id: 'not same', label: say('import.doubts.other') },
            { id: 'later', label: say('import.doubts.later') },
          ]}
          value={decision ?? 'later'}
          onChange={(chosen) => onDecide(chosen === 'later' ? null : chosen)}
        />
      </Card>
    </article>
  );
}

function Side({
  title,
  name,
  email,
  phone,
  companyName,
  city,
}: {
  title: string;
  name: React.ReactNode;
  email: string | null;
  phone: string | null;
  companyName: string | null;
  city: string | null;
}) {
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <span className="text-xs text-text-2 wrap-anywhere">{title}</span>
      <span className="text-base wrap-anywhere">{name}</span>
      <span className="text-sm text-text-2 wrap-anywhere">
        {[companyName, email, phone, city].filter(Boolean).join(' · ')}
      </span>
    </div>
  );
}
