import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import {
  type HookChange,
  HookExtension,
  type HookInput,
  type HookMade,
} from '../../../shared/platform/hooks.ts';
import { Id } from '../../../shared/platform/values.ts';
import type { Transaction } from '../access/actor.ts';
import { ChangedMeanwhile } from '../access/reach.ts';
import { seal } from '../auth/sealing.ts';
import { nextId } from '../database/ids.ts';
import { record } from '../events/events.ts';
import { actsName, type Past, undoable } from '../events/undo.ts';
import type { House } from '../house.ts';
import { userExists } from '../workspaces/workspaces.ts';
import { HookNotFound, NoSuchColleague } from './errors.ts';
import { addressOf, findHook } from './hooks.ts';

/** What seals the secrets of doors; sealed for one door they open in no other. */
export const sealedFor = 'hook secret';
/** Time to bring a new secret to the other system. */
const earlierHours = 24;

interface Kept {
  event: string;
  version: number;
}

/** A new door. Its secret is in the answer and nowhere else, ever. */
export async function makeHook(
  transaction: Transaction,
  house: House,
  { name, purpose, keeperId }: HookInput,
): Promise<HookMade> {
  const { db, actor } = transaction;
  const id = nextId();
  const key = randomBytes(18).toString('base64url');
  const secret = randomBytes(32);
  const keeper = keeperId ?? actor.userId!;
  if (!(await userExists(transaction, keeper))) throw new NoSuchColleague();
  await db
    .insertInto('hooks')
    .values({
      workspace_id: actor.workspaceId,
      id,
      key,
      name,
      purpose,
      keeper_id: keeper,
      secret: seal(house.auth.secret, sealedFor, id, secret),
      created_by: actor.userId,
    })
    .execute();
  const event = await tell(transaction, id, 'made', { name, purpose });
  return {
    id,
    event,
    address: addressOf(house, actor.workspaceId, key),
    secret: secretText(secret),
  };
}

/** As the Standard Webhooks specification writes a secret. */
function secretText(secret: Buffer): string {
  return `whsec_${secret.toString('base64')}`;
}

/** Another secret; the one before counts for a day, so that nothing is lost meanwhile. */
export async function rotateSecret(
  transaction: Transaction,
  house: House,
  id: string,
  version: number,
): Promise<Kept & { secret: string }> {
  const hook = await hookToChange(transaction, id, version);
  const secret = randomBytes(32);
  await write(transaction, id, version, {
    secret: seal(house.auth.secret, sealedFor, id, secret),
    earlier_secret: hook.secret,
    earlier_until: Temporal.Now.instant().add({ hours: earlierHours }),
  });
  const event = await tell(transaction, id, 'secret changed', { name: hook.name });
  return { event, version: version + 1, secret: secretText(secret) };
}

/** Renames a door, pauses it, or says whose telephone is which. */
export async function changeHook(
  transaction: Transaction,
  id: string,
  { version, name, keeperId, paused, extensions }: HookChange,
): Promise<Kept> {
  const hook = await hookToChange(transaction, id, version);
  const { db, actor } = transaction;
  for (const userId of new Set([keeperId, ...(extensions ?? []).map((one) => one.userId)])) {
    if (userId && !(await userExists(transaction, userId))) throw new NoSuchColleague();
  }
  const before = await stateOf(transaction, hook);
  await write(transaction, id, version, {
    ...(name === undefined ? {} : { name }),
    ...(keeperId === undefined ? {} : { keeper_id: keeperId }),
    ...(paused === undefined ? {} : { paused_at: paused ? Temporal.Now.instant() : null }),
  });
  if (extensions) {
    await db
      .deleteFrom('hook_extensions')
      .where('workspace_id', '=', actor.workspaceId)
      .where('hook_id', '=', id)
      .execute();
    if (extensions.length > 0) {
      await db
        .insertInto('hook_extensions')
        .values(
          extensions.map(({ extension, userId }) => ({
            workspace_id: actor.workspaceId,
            hook_id: id,
            extension,
            user_id: userId,
          })),
        )
        .execute();
    }
  }
  const given = Object.fromEntries(
    Object.entries({ name, keeperId, paused, extensions }).filter(
      ([, value]) => value !== undefined,
    ),
  );
  const event = await tell(
    transaction,
    id,
    paused === undefined ? 'changed' : paused ? 'paused' : 'resumed',
    { name: hook.name },
    Object.fromEntries(Object.keys(given).map((key) => [key, before[key as keyof State]])),
    given,
  );
  return { event, version: version + 1 };
}

/** Nothing comes through a removed door; what came stays. */
export async function removeHook(
  transaction: Transaction,
  id: string,
  version: number,
): Promise<Kept> {
  const { name } = await hookToChange(transaction, id, version);
  await write(transaction, id, version, { removed_at: Temporal.Now.instant() });
  return { event: await tell(transaction, id, 'removed', { name }), version: version + 1 };
}

async function restoreHook(transaction: Transaction, id: string): Promise<Kept> {
  const hook = await findHook(transaction, id);
  if (!hook?.removed_at) throw new HookNotFound();
  await write(transaction, id, hook.version, { removed_at: null });
  return {
    event: await tell(transaction, id, 'restored', { name: hook.name }),
    version: hook.version + 1,
  };
}

const State = z.object({
  name: z.string().optional(),
  keeperId: Id.optional(),
  paused: z.boolean().optional(),
  extensions: z.array(HookExtension).optional(),
});
type State = z.infer<typeof State>;

/** A secret that was changed stays changed: whoever had the old one may be the reason. */
export function registerHookUndo(): void {
  const back = async (transaction: Transaction, { subjectId, before }: Past) => {
    const { version } = await standing(transaction, subjectId);
    return changeHook(transaction, subjectId, { ...State.parse(before ?? {}), version });
  };
  const remove = async (transaction: Transaction, { subjectId }: Past) => {
    const { version } = await standing(transaction, subjectId);
    return removeHook(transaction, subjectId, version);
  };
  undoable('hook', 'changed', back);
  undoable('hook', 'paused', back, 'resumed');
  undoable('hook', 'resumed', back, 'paused');
  undoable('hook', 'made', remove, 'removed');
  undoable('hook', 'restored', remove, 'removed');
  undoable(
    'hook',
    'removed',
    (transaction, { subjectId }) => restoreHook(transaction, subjectId),
    'restored',
  );
  actsName('hook', async ({ db, actor }, ids) => {
    const rows = await db
      .selectFrom('hooks')
      .select(['id', 'name'])
      .where('workspace_id', '=', actor.workspaceId)
      .where('id', 'in', ids)
      .execute();
    return new Map(rows.map(({ id, name }) => [id, name]));
  });
}

async function standing(transaction: Transaction, id: string) {
  const hook = await findHook(transaction, id);
  if (!hook || hook.removed_at) throw new HookNotFound();
  return hook;
}

async function hookToChange(transaction: Transaction, id: string, version: number) {
  const hook = await standing(transaction, id);
  if (hook.version !== version) throw new ChangedMeanwhile();
  return hook;
}

type Hook = Awaited<ReturnType<typeof standing>>;

async function stateOf({ db, actor }: Transaction, hook: Hook): Promise<Required<State>> {
  const rows = await db
    .selectFrom('hook_extensions')
    .select(['extension', 'user_id'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('hook_id', '=', hook.id)
    .orderBy('extension')
    .execute();
  return {
    name: hook.name,
    keeperId: hook.keeper_id,
    paused: hook.paused_at !== null,
    extensions: rows.map(({ extension, user_id }) => ({ extension, userId: user_id })),
  };
}

async function write(
  { db, actor }: Transaction,
  id: string,
  version: number,
  change: Partial<Omit<Hook, 'version'>>,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('hooks')
    .set({ ...change, version: version + 1 })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new ChangedMeanwhile();
}

async function tell(
  transaction: Transaction,
  id: string,
  verb: string,
  particulars: object,
  before?: object,
  after?: object,
): Promise<string> {
  const [event] = await record(transaction, {
    subject: 'hook',
    subjectId: id,
    audience: transaction.actor.workspaceId,
    verb,
    particulars,
    ...(before ? { before } : {}),
    ...(after ? { after } : {}),
  });
  return event!;
}
