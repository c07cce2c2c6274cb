import { sql } from 'kysely';
import { type ConsentChannel, yieldsToRefusal } from '../../../shared/identify/consent.ts';
import { recordConsent, viewConsents } from '../../identify/consent/recording.ts';
import { addActivity } from '../../interact/activities/writing.ts';
import { notify } from '../../interact/notifications/telling.ts';
import { columnsOf, placeOf } from '../../interact/tasks/terms.ts';
import { asActor, systemActor, type Transaction } from '../../platform/access/actor.ts';
import { sees } from '../../platform/access/readers.ts';
import { nextId } from '../../platform/database/ids.ts';
import { record } from '../../platform/events/events.ts';
import type { House } from '../../platform/house.ts';
import { workspaceCountry, workspaceZone } from '../../platform/workspaces/workspaces.ts';
import type { OpenPage } from './links.ts';
import { objectsToPersonal } from './objections.ts';
import type { PageDeed } from './tickets.ts';

export type Outcome = 'done' | 'again' | 'stale';

interface Done {
  name: string;
  deed: PageDeed;
  /** What is right instead. */
  said?: string;
}

/**
 * What the person behind a link does. It is the house's act, for nobody here did it; it counts once, whatever is
 * pressed how often, and whoever looks after the record is told.
 */
export async function performDeed(house: House, page: OpenPage, done: Done): Promise<Outcome> {
  const seen = await asActor(
    house.db,
    page.maker,
    (transaction) => isSeen(transaction, page, done.deed),
    3,
    'read only',
  );
  return asActor(house.db, systemActor(page.maker.workspaceId), async (transaction) => {
    const { db, actor } = transaction;
    // Of two at once the second waits and finds what the first has done.
    const party = await db
      .selectFrom('parties')
      .select(['id', 'audience', 'assigned_to', 'owner_id'])
      .where('workspace_id', '=', actor.workspaceId)
      .where('id', '=', page.partyId)
      .where('trashed_at', 'is', null)
      .where('merged_into', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (!party) return 'stale';
    const before = await db
      .selectFrom('page_acts')
      .select('id')
      .where('workspace_id', '=', actor.workspaceId)
      .where('page_id', '=', page.id)
      .where('ticket', '=', done.name)
      .executeTakeFirst();
    if (before) return 'again';
    if (!seen) return 'stale';
    const outcome = await takeEffect(transaction, page, done.deed);
    if (outcome !== 'done') return outcome;
    const { deed } = done;
    const id = nextId();
    await db
      .insertInto('page_acts')
      .values({
        workspace_id: actor.workspaceId,
        id,
        audience: party.audience,
        party_id: party.id,
        page_id: page.id,
        ticket: done.name,
        kind: deed.kind,
        statement_id: deed.kind === 'correct' ? deed.statement : null,
        said: done.said ?? '',
        purpose: deed.kind === 'withdraw' ? deed.purpose : deed.kind === 'object' ? deed.to : null,
        channel: deed.kind === 'withdraw' ? deed.channel : null,
        at: Temporal.Now.instant(),
      })
      .execute();
    await record(transaction, {
      subject: 'person',
      subjectId: party.id,
      audience: party.audience,
      verb: 'page act',
      particulars: { act: id, kind: deed.kind, ...(deed.kind === 'object' ? { to: deed.to } : {}) },
    });
    const owner = isForOwner(deed) ? await ownerFor(transaction, page, party.audience) : undefined;
    if (owner) await giveTask(transaction, party.id, owner, deed.kind);
    if (deed.kind !== 'download')
      await notify(transaction, {
        kind: 'page',
        because: 'page',
        to: [party.assigned_to ?? party.owner_id, page.maker.userId, ...(owner ? [owner] : [])],
        audience: party.audience,
        partyId: party.id,
        bundle: party.id,
      });
    return 'done';
  });
}

const isForOwner = ({ kind }: PageDeed) => kind === 'erase' || kind === 'everything';

/** Whether what is to be corrected is still what the page showed, and shown by it at all. */
async function isSeen(
  { db, actor }: Transaction,
  { partyId }: OpenPage,
  deed: PageDeed,
): Promise<boolean> {
  if (deed.kind !== 'correct') return true;
  const said = await db
    .selectFrom('statements')
    .select('value_key')
    .where('workspace_id', '=', actor.workspaceId)
    .where('party_id', '=', partyId)
    .where('id', '=', deed.statement)
    .where('superseded_at', 'is', null)
    .executeTakeFirst();
  return said?.value_key === deed.seen;
}

/** What counts at once, counts here; the rest waits for somebody. */
async function takeEffect(
  transaction: Transaction,
  page: OpenPage,
  deed: PageDeed,
): Promise<Outcome> {
  if (deed.kind === 'object' && deed.to === 'personal')
    return (await objectsToPersonal(transaction, page.partyId)) ? 'again' : 'done';
  if (deed.kind === 'withdraw' || deed.kind === 'object') {
    const { permissions } = await viewConsents(transaction, page.partyId);
    const stopped = permissions.filter(
      ({ purpose, channel, allowed, ground }) =>
        allowed &&
        ground !== null &&
        yieldsToRefusal(ground) &&
        (deed.kind === 'object' || (purpose === deed.purpose && channel === deed.channel)),
    );
    for (const { purpose, channel, reason } of stopped)
      await recordConsent(transaction, page.partyId, {
        purpose,
        channels: [channel satisfies ConsentChannel],
        decision: reason === 'agreed' || reason === 'entry' ? 'withdrawn' : 'refused',
        source: 'form',
        note: '',
      });
    return stopped.length > 0 ? 'done' : 'again';
  }
  if (isForOwner(deed)) {
    const { db, actor } = transaction;
    const open = await db
      .selectFrom('page_acts')
      .select('id')
      .where('workspace_id', '=', actor.workspaceId)
      .where('party_id', '=', page.partyId)
      .where('kind', '=', deed.kind)
      .where('outcome', 'is', null)
      .executeTakeFirst();
    return open ? 'again' : 'done';
  }
  return 'done';
}

/** An owner who sees the record; of one that only its maker sees, its maker. */
async function ownerFor(
  { db, actor }: Transaction,
  { maker }: OpenPage,
  audience: string,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select u.id from users u
    where u.workspace_id = ${actor.workspaceId} and u.level = 'owner' and u.disabled_at is null
      and ${sees(audience)}
    order by u.id = ${maker.userId} desc, u.id limit 1`.execute(db);
  return rows[0]?.id ?? maker.userId;
}

/** The law gives a month (GDPR, Article 12). */
async function giveTask(
  transaction: Transaction,
  partyId: string,
  keeperId: string,
  kind: PageDeed['kind'],
): Promise<void> {
  const { db, actor } = transaction;
  const zone = await workspaceZone(transaction);
  const now = Temporal.Now.instant();
  const on = now.toZonedDateTimeISO(zone).toPlainDate().add({ months: 1 }).toString();
  const isGerman = ['DE', 'AT', 'CH', 'LI'].includes(await workspaceCountry(transaction));
  const title = taskTitles[kind === 'erase' ? 'erase' : 'everything'][isGerman ? 'de' : 'en'];
  const terms = {
    title,
    note: '',
    due: { on, time: null },
    zone,
    keeperId,
    repeats: null,
    reminder: null,
  };
  const { at, allDay } = placeOf(terms, now);
  const { id, audience } = await addActivity(transaction, keeperId, {
    kind: 'task',
    partyIds: [partyId],
    subject: title,
    text: '',
    occurredAt: at.toString(),
    allDay,
    visibility: 'everyone',
  });
  await db
    .insertInto('tasks')
    .values({
      workspace_id: actor.workspaceId,
      activity_id: id,
      audience,
      ...columnsOf(terms),
      given_by: null,
    })
    .execute();
}

const taskTitles = {
  erase: {
    en: 'Answer the request to be erased',
    de: 'Das Verlangen nach Löschung beantworten',
  },
  everything: {
    en: 'Give them a complete copy of what we hold',
    de: 'Eine vollständige Kopie der Daten geben',
  },
} as const;
