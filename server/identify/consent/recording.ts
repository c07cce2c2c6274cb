import { sql } from 'kysely';
import type { ConsentEntry, ConsentInput, ConsentsView } from '../../../shared/identify/consent.ts';
import { permissionFor } from '../../../shared/identify/consent.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { ReadOnly } from '../../platform/access/reach.ts';
import { violatedConstraint } from '../../platform/database/failures.ts';
import { nextId } from '../../platform/database/ids.ts';
import { instantText } from '../../platform/database/values.ts';
import { record } from '../../platform/events/events.ts';
import { workspaceZone } from '../../platform/workspaces/workspaces.ts';
import { InTrash, PartyMerged, PartyNotFound } from '../parties/errors.ts';
import { findParty, findStanding } from '../parties/parties.ts';
import {
  ConsentNotFound,
  ConsentRetracted,
  NothingToWithdraw,
  NotYetSaid,
  PurposeRetired,
  WordingNotFound,
} from './errors.ts';
import { maySend } from './permission.ts';
import { findPurpose, readPurposes } from './purposes.ts';

/** Writes down what a person said about being written to. Whoever sees the person may; it counts at once. */
export async function recordConsent(
  transaction: Transaction,
  partyId: string,
  input: ConsentInput,
): Promise<{ event: string }> {
  const { db, actor } = transaction;
  if (actor.kind === 'user' && (actor.readOnly || actor.level === 'reader')) throw new ReadOnly();
  const party = await findParty(transaction, 'person', partyId);
  if (!party) throw new PartyNotFound();
  if (party.merged_into) throw new PartyMerged();
  if (party.trashed_at) throw new InTrash();
  const purpose = await findPurpose(transaction, input.purpose);
  if (purpose.retiredAt && input.decision === 'given') throw new PurposeRetired();
  const wording = purpose.wordings.find(({ id }) => id === input.wordingId);
  if (input.wordingId && !wording) throw new WordingNotFound();
  if (input.decision === 'withdrawn') await requireConsent(transaction, partyId, input);
  const stated_at = await momentOf(transaction, input.on);
  const channels = [...new Set(input.channels)];
  const rows = channels.map((channel) => ({
    workspace_id: actor.workspaceId,
    id: nextId(),
    audience: party.audience,
    party_id: partyId,
    purpose: input.purpose,
    channel,
    decision: input.decision,
    ground: input.decision === 'given' ? (input.ground ?? 'consent') : null,
    wording_id: wording?.id ?? null,
    source: input.source,
    note: input.note,
    stated_at,
    recorded_by: actor.userId,
  }));
  await db.insertInto('consents').values(rows).execute();
  const [event] = await record(transaction, {
    subject: 'person',
    subjectId: partyId,
    audience: party.audience,
    verb: `consent ${input.decision}`,
    particulars: {
      purpose: input.purpose,
      ...(purpose.name ? { purposeName: purpose.name } : {}),
      channels,
      entries: rows.map(({ id }) => id),
    },
  });
  return { event: event! };
}

/** Says that entries were a mistake; they stay and no longer count. */
export async function retractConsents(
  transaction: Transaction,
  ids: readonly string[],
): Promise<{ event: string }> {
  const { db, actor } = transaction;
  if (actor.kind === 'user' && (actor.readOnly || actor.level === 'reader')) throw new ReadOnly();
  const entries = await db
    .selectFrom('consents')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', 'in', [...ids])
    .where('decision', '<>', 'retracted')
    .execute();
  const [first] = entries;
  if (!first || entries.length < ids.length) throw new ConsentNotFound();
  const now = Temporal.Now.instant();
  await db
    .insertInto('consents')
    .values(
      entries.map(({ id, workspace_id, audience, party_id, purpose, channel, source }) => ({
        workspace_id,
        id: nextId(),
        audience,
        party_id,
        purpose,
        channel,
        decision: 'retracted',
        source,
        stated_at: now,
        recorded_by: actor.userId,
        retracts: id,
      })),
    )
    .execute()
    .catch((error: unknown) => {
      if (violatedConstraint(error) === 'consents_are_retracted_once') throw new ConsentRetracted();
      throw error;
    });
  const [event] = await record(transaction, {
    subject: 'person',
    subjectId: first.party_id,
    audience: first.audience,
    verb: 'consent retracted',
    particulars: {
      purpose: first.purpose,
      channels: entries.map(({ channel }) => channel),
      entries: [...ids],
    },
  });
  return { event: event! };
}

/** What may be sent to somebody, and everything they said about it. */
export async function viewConsents(transaction: Transaction, asked: string): Promise<ConsentsView> {
  const { actor } = transaction;
  const party = await findStanding(transaction, 'person', asked);
  if (!party) throw new PartyNotFound();
  const purposes = await readPurposes(transaction);
  const entries = await entriesOf(transaction, party.id);
  const latest = new Map<string, ConsentEntry>();
  // Newest first by when it was said, so the first met is the latest.
  for (const entry of entries) {
    const key = `${entry.purpose} ${entry.channel}`;
    if (entry.isRetracted || entry.decision === 'retracted' || latest.has(key)) continue;
    latest.set(key, entry);
  }
  const permissions = purposes
    .filter(({ retiredAt }) => !retiredAt)
    .flatMap((purpose) =>
      purpose.channels.map((channel) =>
        permissionFor({
          purpose,
          channel,
          said: latest.get(`${purpose.key} ${channel}`),
          inTrash: party.trashed_at !== null,
        }),
      ),
    );
  const mayWrite = actor.kind === 'system' || (!actor.readOnly && actor.level !== 'reader');
  return { purposes, permissions, entries, can: { record: mayWrite && !party.trashed_at } };
}

/** Everything somebody said, in the order in which it counts: what was said last first. */
export async function entriesOf(
  { db, actor }: Transaction,
  partyId: string,
): Promise<ConsentEntry[]> {
  const { rows } = await sql<Omit<ConsentEntry, 'wording'> & WordingColumns>`
    select c.id, c.purpose, c.channel, c.decision, c.ground, c.source, c.note,
      c.stated_at::text as "statedAt", c.recorded_at::text as "recordedAt", u.name as "recordedBy",
      w.id as wording_id, w.version as wording_version, w.text as wording_text,
      exists (select from consents r where r.workspace_id = c.workspace_id and r.retracts = c.id)
        as "isRetracted"
    from consents c
      left join users u on u.workspace_id = c.workspace_id and u.id = c.recorded_by
      left join consent_wordings w on w.workspace_id = c.workspace_id and w.id = c.wording_id
    where c.workspace_id = ${actor.workspaceId} and c.party_id = ${partyId}
    order by c.stated_at desc, c.decision = 'given', c.id desc`.execute(db);
  return rows.map(({ wording_id, wording_version, wording_text, ...entry }) => ({
    ...entry,
    statedAt: instantText(entry.statedAt),
    recordedAt: instantText(entry.recordedAt),
    wording: wording_id ? { id: wording_id, version: wording_version!, text: wording_text! } : null,
  }));
}

interface WordingColumns {
  wording_id: string | null;
  wording_version: number | null;
  wording_text: string | null;
}

async function requireConsent(
  transaction: Transaction,
  partyId: string,
  { purpose, channels }: ConsentInput,
): Promise<void> {
  for (const channel of channels) {
    const asked = { partyIds: [partyId], purpose, channel };
    const given = (await maySend(transaction, asked)).get(partyId);
    if (!given || !['agreed', 'entry'].includes(given.reason)) throw new NothingToWithdraw();
  }
}

/** A day that was named stands for its noon: what was said on the same day and was a "no" wins over it. */
async function momentOf(
  transaction: Transaction,
  on: string | undefined,
): Promise<Temporal.Instant> {
  const now = Temporal.Now.instant();
  if (!on) return now;
  const zone = await workspaceZone(transaction);
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const day = Temporal.PlainDate.from(on);
  const order = Temporal.PlainDate.compare(day, today);
  if (order > 0) throw new NotYetSaid();
  if (order === 0) return now;
  return day.toZonedDateTime({ timeZone: zone, plainTime: '12:00' }).toInstant();
}
