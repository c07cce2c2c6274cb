import { sql } from 'kysely';
import type { TopicValue } from '../../../shared/identify/statements.ts';
import { type BriefFact, type BriefView, briefTopics } from '../../../shared/understand/brief.ts';
import type { Fact } from '../../../shared/understand/facts.ts';
import { PartyNotFound } from '../../identify/parties/errors.ts';
import { findStanding, type Party } from '../../identify/parties/parties.ts';
import { viewStatement } from '../../identify/statements/reading.ts';
import { madeOffersTo } from '../../interact/dealings/offers.ts';
import { promisesWith } from '../../interact/dealings/promises.ts';
import { findStandingSide } from '../../interact/dealings/sides.ts';
import { tasksAbout } from '../../interact/tasks/tasks.ts';
import { timelinePage } from '../../interact/timeline/timeline.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { mayEdit } from '../../platform/access/reach.ts';
import { instantText } from '../../platform/database/values.ts';
import { listAssumptions } from '../assumptions/assumptions.ts';
import { factsOf, viewFact } from '../facts/facts.ts';
import { viewCommonGround } from '../interests/ground.ts';
import { newsFor } from '../interests/news.ts';

/** So many of each are worth reading before one rings. */
const most = { entries: 3, assumptions: 3, fading: 3, tasks: 5, offers: 5, waiting: 3, news: 3 };
/** An entry further down is no last contact to speak of. */
const entriesRead = 20;
const greetingWishes: readonly string[] = ['form of address', 'language'];
const contactKinds: readonly string[] = ['email', 'call', 'meeting', 'message'];

/** Everything to know before a contact with somebody, in the order of a conversation. */
export async function briefFor(
  transaction: Transaction,
  asked: string,
  zone: string,
  now = Temporal.Now.instant(),
): Promise<BriefView> {
  const { actor } = transaction;
  const person = await findStanding(transaction, 'person', asked);
  if (!person) throw new PartyNotFound();
  const { id } = person;
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const side = await findStandingSide(transaction, id);
  const { facts, rows } = await factsOf(transaction, { id, kind: 'person' });
  const view = (fact: Fact): BriefFact => ({
    statement: viewStatement(rows.get(fact.current[0]!.id)!),
    trust: viewFact(fact, now),
  });
  const of = (topic: Fact['topic']) => facts.filter((fact) => fact.topic === topic);
  const kindOf = (fact: Fact) => (fact.current[0]!.value as TopicValue<'wish'>).kind;
  const isGreeting = (fact: Fact) => greetingWishes.includes(kindOf(fact));
  const needs = of('need').toSorted(
    (one, other) => priorityOf(one) - priorityOf(other) || other.credence - one.credence,
  );
  const { rows: entries } = await timelinePage(transaction, 'person', id, {
    kinds: undefined,
    limit: entriesRead,
  });
  const past = entries.filter(
    ({ occurredAt, cancelled }) =>
      !cancelled && Temporal.Instant.compare(Temporal.Instant.from(occurredAt), now) <= 0,
  );
  const last = past.find(({ kind, touch }) => contactKinds.includes(kind) && touch === 'personal');
  const ground = await viewCommonGround(transaction, id);
  const promises = (await promisesWith(transaction, side, today)).filter(
    ({ settledOn }) => settledOn === null,
  );
  const offers = (await madeOffersTo(transaction, side, today)).filter(
    ({ state, series }) => state === 'open' && series.at === series.of,
  );
  const waiting = await waitingFrom(transaction, id);
  const assumptions = await listAssumptions(transaction, id);
  const isBusiness = ({ topic }: { topic: Fact['topic'] }) =>
    briefTopics.some((one) => one === topic);
  const promised = ({ id: of, what, due, state, keeper, version }: (typeof promises)[number]) => ({
    id: of,
    what,
    due,
    state,
    keeper: keeper.name,
    version,
  });
  return {
    person: {
      id,
      name: person.name,
      title: person.title,
      company: person.company_name ? { id: person.company_id, name: person.company_name } : null,
    },
    greeting: {
      lastContact: last
        ? {
            activityId: last.id,
            kind: last.kind,
            at: last.occurredAt,
            words: last.subject || last.preview,
          }
        : null,
      wishes: of('wish').filter(isGreeting).map(view),
    },
    volunteer: {
      nodes: ground.nodes,
      seeds: ground.seeds,
      news: (await newsFor(transaction, id, today)).slice(0, most.news),
    },
    matter: {
      waiting: waiting.slice(0, most.waiting),
      offers: offers.slice(0, most.offers).map(({ id: of, what, price, date, validUntil }) => ({
        id: of,
        what,
        price,
        date,
        validUntil,
      })),
      tasks: (await tasksAbout(transaction, id))
        .slice(0, most.tasks)
        .map(({ id: of, title, due }) => ({ id: of, title, due: due?.on ?? null })),
      needs: needs.map(view),
      entries: past
        .slice(0, most.entries)
        .map(({ id: of, kind, occurredAt, subject, preview }) => ({
          id: of,
          kind,
          at: occurredAt,
          words: subject || preview,
        })),
    },
    doubts: {
      assumptions: assumptions.filter(isBusiness).slice(0, most.assumptions),
      fading: facts
        .filter((fact) => fact.line === 'fading' && !fact.isAssumption && isBusiness(fact))
        .toSorted((one, other) => one.credence - other.credence)
        .slice(0, most.fading)
        .map(view),
    },
    wishes: of('wish')
      .filter((fact) => !isGreeting(fact))
      .map(view),
    promises: {
      ours: promises.filter(({ direction }) => direction === 'ours').map(promised),
      theirs: promises.filter(({ direction }) => direction === 'theirs').map(promised),
      next: nextPromise(today, { waiting, offers, needs }),
    },
    can: {
      write: actor.kind === 'user' && !actor.readOnly && actor.level !== 'reader',
      edit: mayEdit(transaction, person as Party) && !person.trashed_at,
    },
  };
}

const priorityOf = (fact: Fact) => (fact.current[0]!.value as TopicValue<'need'>).priority ?? 2;

/** What is worth promising: whoever waits is answered first, then what we offered, then what they need. */
function nextPromise(
  today: Temporal.PlainDate,
  {
    waiting,
    offers,
    needs,
  }: {
    waiting: readonly { subject: string | null }[];
    offers: readonly { what: string }[];
    needs: readonly Fact[];
  },
): BriefView['promises']['next'] {
  const due = (days: number) => {
    let day = today.add({ days });
    // Nobody is promised anything for a Sunday.
    while (day.dayOfWeek > 5) day = day.add({ days: 1 });
    return day.toString();
  };
  const [mail] = waiting;
  if (mail) return { kind: 'answer', words: mail.subject ?? '', due: due(1) };
  const [offer] = offers;
  if (offer) return { kind: 'offer', words: offer.what, due: due(7) };
  const met = needs
    .map((fact) => (fact.current[0]!.value as TopicValue<'need'>).offering)
    .find(Boolean);
  return met ? { kind: 'need', words: met, due: due(3) } : null;
}

/** Mails of theirs that nobody has answered, the longest waiting first. */
async function waitingFrom(
  { db, actor }: Transaction,
  personId: string,
): Promise<BriefView['matter']['waiting']> {
  const { rows } = await sql<{ id: string; subject: string | null; since: string }>`
    select c.newest_id as id, t.subject, c.waits_since::text as since
    from party_emails e
    join seen_addresses s on s.workspace_id = e.workspace_id and s.address = e.address
    cross join lateral (
      select x.activity_id from participants x
      where x.workspace_id = ${actor.workspaceId} and x.address_id = s.id and x.role = 'from'
        and x.kind = 'email'
      order by x.occurred_at desc, x.activity_id desc limit 20) x
    join conversations c on c.workspace_id = ${actor.workspaceId} and c.newest_id = x.activity_id
      and c.waits_since > '-infinity'
    left join activity_texts t on t.workspace_id = c.workspace_id and t.activity_id = c.newest_id
    where e.workspace_id = ${actor.workspaceId} and e.party_id = ${personId}
    order by c.waits_since, c.id`.execute(db);
  return rows.map(({ id, subject, since }) => ({
    activityId: id,
    subject,
    since: instantText(since),
  }));
}
