import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { TimelineEntry } from '../../../shared/interact/activities.ts';
import type { PromiseView } from '../../../shared/interact/dealings/promises.ts';
import { partyQuery } from '../../identify/parties/queries.ts';
import { shownDay } from '../../identify/parties/time.ts';
import { When } from '../../identify/parties/When.tsx';
import { isOver } from '../../identify/record/values.ts';
import { tiesQuery } from '../../identify/ties/queries.ts';
import { tieWords } from '../../identify/ties/words.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { dealingsQuery } from '../dealings/queries.ts';
import { commentsQuery } from '../talk/queries.ts';
import { kinds } from '../timeline/kinds.ts';
import { timelineQuery } from '../timeline/queries.ts';

const mostContacts = 5;
const mostTies = 6;

/**
 * What somebody has to know before they look after a record: how to reach them, what was last, what is ahead
 * and open, who belongs to them. It is put together from what its reader sees, at the moment of reading.
 */
export function Brief({ kind, id }: { kind: PartyKind; id: string }) {
  const say = useWords();
  const { data: party, error } = useQuery(partyQuery(kind, id));
  const timeline = useInfiniteQuery(timelineQuery(kind, id, { show: null, month: null }));
  const { data: ties = [] } = useQuery(tiesQuery(kind, id));
  const { data: dealings } = useQuery(dealingsQuery(id));
  const comments = useInfiniteQuery(commentsQuery({ partyId: id }));
  if (error) return <p className="text-base text-text-3">{error.message}</p>;
  if (!party || timeline.isPending) return <Skeleton shape="text" rows={5} />;
  const now = Temporal.Now.instant();
  const entries = timeline.data?.pages.flatMap(({ rows }) => rows) ?? [];
  const isAhead = ({ occurredAt }: TimelineEntry) =>
    Temporal.Instant.compare(Temporal.Instant.from(occurredAt), now) > 0;
  const ahead = entries.filter((entry) => isAhead(entry) && !entry.cancelled).toReversed();
  const last = entries
    .filter((entry) => !isAhead(entry) && entry.touch === 'personal')
    .slice(0, mostContacts);
  const said = comments.data?.pages.flatMap(({ rows }) => rows) ?? [];
  const open = said.filter(
    ({ id: question, asked }) => asked && !said.some(({ answers }) => answers === question),
  );
  const promised = dealings?.promises.filter(({ settledOn }) => settledOn === null) ?? [];
  const notes = party.statements.filter(({ topic }) => topic === 'note');
  const lasting = ties.filter((tie) => !isOver(tie)).slice(0, mostTies);
  const reach = [party.email, party.phone, party.web].filter(Boolean).join(' · ');
  return (
    <div className="flex flex-col gap-12">
      <Part title={say('handover.brief.reach')}>
        {reach ? <p className="wrap-anywhere">{reach}</p> : null}
      </Part>
      <Part title={say('handover.brief.wishes')}>
        {notes.length > 0 ? (
          <ul className="flex flex-col gap-4">
            {notes.map((note) => (
              <li key={note.id} dir="auto" className="whitespace-pre-line wrap-anywhere">
                {String(note.value)}
              </li>
            ))}
          </ul>
        ) : null}
      </Part>
      <Part title={say('handover.brief.open')}>
        {promised.length + ahead.length + open.length > 0 ? (
          <ul className="flex flex-col gap-4">
            {promised.map((promise) => (
              <Promised key={promise.id} promise={promise} />
            ))}
            {ahead.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
            {open.map((question) => (
              <li key={question.id} className="flex items-baseline gap-8">
                <Icon name="help" className="translate-y-2 text-text-3" />
                <span className="min-w-0 wrap-anywhere">
                  {say('handover.brief.question', { name: question.author.name })}
                </span>
              </li>
            ))}
          </ul>
        ) : null}
      </Part>
      <Part title={say('handover.brief.last')}>
        {last.length > 0 ? (
          <ul className="flex flex-col gap-4">
            {last.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </ul>
        ) : null}
      </Part>
      <Part title={say('ties.title')}>
        {lasting.length > 0 ? (
          <ul className="flex flex-col gap-4">
            {lasting.map((tie) => (
              <li key={tie.id} className="wrap-anywhere">
                <span className="text-text-2">{tieWords(tie, say)}</span>{' '}
                <bdi>{tie.other.name}</bdi>
              </li>
            ))}
          </ul>
        ) : null}
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const say = useWords();
  return (
    <section className="flex flex-col gap-2 text-base">
      <h3 className="text-xs text-text-3">{title}</h3>
      {children ?? <p className="text-text-3">{say('handover.brief.nothing')}</p>}
    </section>
  );
}

/** What one side gave its word for; a late one stands out. */
function Promised({ promise: { direction, what, due, state } }: { promise: PromiseView }) {
  const say = useWords();
  const locale = useLocale();
  return (
    <li className="flex items-baseline gap-8">
      <Icon
        name={direction === 'ours' ? 'mailOut' : 'mailIn'}
        className="translate-y-2 text-text-3"
      />
      <span
        className={state === 'late' ? 'min-w-0 wrap-anywhere text-bad' : 'min-w-0 wrap-anywhere'}
      >
        {say('handover.brief.promise', { direction, what, day: shownDay(due, locale) })}
      </span>
    </li>
  );
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const say = useWords();
  return (
    <li className="flex items-baseline gap-8">
      <span className="shrink-0 text-xs text-text-3">
        <When at={entry.occurredAt} />
      </span>
      <span className="line-clamp-2 min-w-0 wrap-anywhere">
        {entry.subject?.trim() || entry.preview?.trim() || say(kinds[entry.kind].many)}
      </span>
    </li>
  );
}
