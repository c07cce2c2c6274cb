import { sql } from 'kysely';
import {
  type CallMessage,
  type CallMoments,
  callSpan,
  callState,
  withMessage,
} from '../../../shared/interact/calls.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { announce } from '../../platform/events/events.ts';
import { addActivity } from '../activities/writing.ts';
import { refreshLastContact } from '../timeline/last-contact.ts';
import { momentsOf } from './among.ts';
import { knownUnder, numberAsKept } from './calls.ts';

interface Standing {
  id: string;
  ownerId: string;
  visibility: string;
  moments: CallMoments;
}

/**
 * Takes what a telephone system tells of a call, as the colleague whose telephone it is: the call is one entry
 * on the timeline of whoever is known under the number, whatever is told of it and in whichever order.
 */
export async function receiveCall(
  transaction: Transaction,
  hookId: string,
  message: CallMessage,
): Promise<void> {
  const { db, actor } = transaction;
  const userId = actor.userId!;
  const ref = message.call;
  // All telephones of a group ring at the same moment, and each tells of it.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${hookId} ${ref}`}, 0))`.execute(db);
  const number = await numberAsKept(transaction, message.number);
  const standing = await asHouse(transaction, (house) => findCall(house, hookId, ref));
  const call = standing ?? (await begin(transaction, { hookId, message, number }));
  const moments = withMessage(call.moments, message);
  const isTheirs = message.event === 'answered' && call.visibility !== 'private';
  await asHouse(transaction, (house) =>
    keep(house, { ...call, moments, ...(isTheirs ? { ownerId: userId } : {}) }, message),
  );
  await announce(transaction, {
    subject: 'call',
    id: call.id,
    audience: userId,
    verb: callState(moments),
  });
  await announce(transaction, {
    subject: 'activity',
    id: call.id,
    audience: call.visibility === 'everyone' ? actor.workspaceId : userId,
    verb: 'called',
  });
}

async function findCall(
  { db, actor }: Transaction,
  hookId: string,
  ref: string,
): Promise<Standing | undefined> {
  const row = await db
    .selectFrom('calls')
    .innerJoin('activities', (join) =>
      join
        .onRef('activities.workspace_id', '=', 'calls.workspace_id')
        .onRef('activities.id', '=', 'calls.activity_id'),
    )
    .select([
      'activities.id',
      'owner_id',
      'visibility',
      'direction',
      'rang_at',
      'answered_at',
      'ended_at',
      'missed_at',
    ])
    .where('calls.workspace_id', '=', actor.workspaceId)
    .where('hook_id', '=', hookId)
    .where('ref', '=', ref)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    id: row.id,
    ownerId: row.owner_id,
    visibility: row.visibility,
    moments: momentsOf(row.direction, row),
  };
}

/** Its first message makes the entry. Of several who share the number nobody is taken for the caller. */
async function begin(
  transaction: Transaction,
  { hookId, message, number }: { hookId: string; message: CallMessage; number: string },
): Promise<Standing> {
  const userId = transaction.actor.userId!;
  const known = (await knownUnder(transaction, [number])).get(number) ?? [];
  const [caller] = known.length === 1 ? known : [];
  return asHouse(transaction, async (house) => {
    const { id, audience } = await addActivity(house, userId, {
      kind: 'call',
      direction: message.direction,
      partyIds: caller ? [caller.id] : [],
      ...(caller ? {} : { unknown: number }),
      text: '',
      occurredAt: message.at,
      visibility: 'everyone',
    });
    await house.db
      .insertInto('calls')
      .values({
        workspace_id: house.actor.workspaceId,
        activity_id: id,
        audience,
        number,
        extension: message.extension,
        hook_id: hookId,
        ref: message.call,
        waits_for: userId,
      })
      .execute();
    const { visibility } = await house.db
      .selectFrom('activities')
      .select('visibility')
      .where('workspace_id', '=', house.actor.workspaceId)
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return {
      id,
      ownerId: userId,
      visibility,
      moments: {
        direction: message.direction,
        rangAt: null,
        answeredAt: null,
        endedAt: null,
        missedAt: null,
      },
    };
  });
}

async function keep(
  house: Transaction,
  { id, ownerId, moments }: Standing,
  { event, extension }: CallMessage,
): Promise<void> {
  const { db, actor } = house;
  const { from, to } = callSpan(moments);
  await db
    .updateTable('calls')
    .set({
      rang_at: moments.rangAt,
      answered_at: moments.answeredAt,
      ended_at: moments.endedAt,
      missed_at: moments.missedAt,
      ...(event === 'answered' && extension ? { extension } : {}),
      waits_for: sql<string | null>`case when waits_for is not null then ${ownerId}::uuid end`,
    })
    .where('workspace_id', '=', actor.workspaceId)
    .where('activity_id', '=', id)
    .execute();
  await db
    .updateTable('activities')
    .set({ owner_id: ownerId, occurred_at: from!, ends_at: to })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .execute();
  for (const part of ['activity_texts', 'participants'] as const) {
    await db
      .updateTable(part)
      .set({ occurred_at: from! })
      .where('workspace_id', '=', actor.workspaceId)
      .where('activity_id', '=', id)
      .execute();
  }
  const parties = await db
    .selectFrom('participants')
    .select('party_id')
    .where('workspace_id', '=', actor.workspaceId)
    .where('activity_id', '=', id)
    .where('party_id', 'is not', null)
    .execute();
  await refreshLastContact(
    house,
    parties.map((party) => party.party_id!),
  );
}
