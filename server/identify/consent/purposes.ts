import { createHash } from 'node:crypto';
import {
  isUsualPurpose,
  type PurposeChange,
  type PurposeInput,
  type PurposeView,
  type UsualPurpose,
  usualPurposes,
} from '../../../shared/identify/consent.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { ChangedMeanwhile } from '../../platform/access/reach.ts';
import { violatedConstraint } from '../../platform/database/failures.ts';
import { nextId } from '../../platform/database/ids.ts';
import { record } from '../../platform/events/events.ts';
import { PurposeExists, PurposeNotFound } from './errors.ts';

interface PurposeRow {
  key: string;
  name: string | null;
  about: string;
  ground: string;
  channels: string[];
  retired_at: Temporal.Instant | null;
  version: number;
}

/** What this company writes to people for: what every company does, as changed here, and its own. */
export async function readPurposes({ db, actor }: Transaction): Promise<PurposeView[]> {
  const rows: PurposeRow[] = await db
    .selectFrom('consent_purposes')
    .select(['key', 'name', 'about', 'ground', 'channels', 'retired_at', 'version'])
    .where('workspace_id', '=', actor.workspaceId)
    .orderBy('created_at')
    .orderBy('key')
    .execute();
  const wordings = await db
    .selectFrom('consent_wordings')
    .select(['id', 'purpose', 'version', 'text', 'sha256', 'created_at'])
    .where('workspace_id', '=', actor.workspaceId)
    .orderBy('version', 'desc')
    .execute();
  const changed = new Map(rows.map((row) => [row.key, row]));
  const keys = [
    ...Object.keys(usualPurposes),
    ...rows.map(({ key }) => key).filter((key) => !isUsualPurpose(key)),
  ];
  return keys.map((key) => {
    const row = changed.get(key) ?? usualRow(key as UsualPurpose);
    return {
      key,
      name: row.name,
      about: row.about,
      ground: row.ground as PurposeView['ground'],
      channels: row.channels as PurposeView['channels'],
      retiredAt: row.retired_at?.toString() ?? null,
      version: row.version,
      wordings: wordings
        .filter(({ purpose }) => purpose === key)
        .map(({ id, version, text, sha256, created_at }) => ({
          id,
          version,
          text,
          sha256,
          createdAt: created_at.toString(),
        })),
    };
  });
}

function usualRow(key: UsualPurpose): PurposeRow {
  const { ground, channels } = usualPurposes[key];
  return {
    key,
    name: null,
    about: '',
    ground,
    channels: [...channels],
    retired_at: null,
    version: 0,
  };
}

export async function findPurpose(transaction: Transaction, key: string): Promise<PurposeView> {
  const purpose = (await readPurposes(transaction)).find((one) => one.key === key);
  if (!purpose) throw new PurposeNotFound();
  return purpose;
}

export async function addPurpose(
  transaction: Transaction,
  input: PurposeInput,
): Promise<{ key: string; event: string; version: number }> {
  const { db, actor } = transaction;
  const id = nextId();
  await db
    .insertInto('consent_purposes')
    .values({ workspace_id: actor.workspaceId, key: id, id, ...input })
    .execute()
    .catch(translateExisting);
  const event = await tell(transaction, id, 'added', { after: { ...input } });
  return { key: id, event, version: 1 };
}

export async function changePurpose(
  transaction: Transaction,
  key: string,
  { version, retired, ...change }: PurposeChange,
  undoes?: string,
): Promise<{ key: string; event: string; version: number }> {
  const { db, actor } = transaction;
  const before = await findPurpose(transaction, key);
  if (before.version !== version) throw new ChangedMeanwhile();
  const after = {
    name: change.name === undefined ? before.name : change.name,
    about: change.about ?? before.about,
    ground: change.ground ?? before.ground,
    channels: change.channels ?? before.channels,
  };
  const isRetired = retired ?? before.retiredAt !== null;
  const values = {
    ...after,
    retired_at: isRetired
      ? before.retiredAt
        ? Temporal.Instant.from(before.retiredAt)
        : Temporal.Now.instant()
      : null,
    version: version + 1,
  };
  const { id } = await db
    .insertInto('consent_purposes')
    .values({ workspace_id: actor.workspaceId, key, id: nextId(), ...values })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'key'])
        .doUpdateSet(values)
        .where('consent_purposes.version', '=', version),
    )
    .returning('id')
    .executeTakeFirstOrThrow(() => new ChangedMeanwhile())
    .catch(translateExisting);
  const told = ({ name, about, ground, channels }: typeof after) => ({
    name,
    about,
    ground,
    channels,
  });
  const event = await tell(transaction, id, 'changed', {
    particulars: { key, ...(undoes ? { undoes } : {}) },
    before: { ...told(before), retired: before.retiredAt !== null },
    after: { ...told(after), retired: isRetired },
  });
  return { key, event, version: version + 1 };
}

/** A new version of the words in which people are asked; earlier ones stay as they were shown. */
export async function addWording(
  transaction: Transaction,
  key: string,
  text: string,
): Promise<{ id: string; version: number; event: string }> {
  const { db, actor } = transaction;
  const purpose = await findPurpose(transaction, key);
  const id = nextId();
  const version = (purpose.wordings[0]?.version ?? 0) + 1;
  await db
    .insertInto('consent_wordings')
    .values({
      workspace_id: actor.workspaceId,
      id,
      purpose: key,
      version,
      text,
      sha256: createHash('sha256').update(text).digest('hex'),
      created_by: actor.userId,
    })
    .execute()
    .catch((error: unknown) => {
      if (violatedConstraint(error) === 'consent_wordings_workspace_id_purpose_version_key')
        throw new ChangedMeanwhile();
      throw error;
    });
  const event = await tell(transaction, id, 'wording added', { particulars: { key, version } });
  return { id, version, event };
}

/** For which purpose each of these wordings asks. */
export async function wordingsOf(
  { db, actor }: Transaction,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('consent_wordings')
    .select(['id', 'purpose'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ id, purpose }) => [id, purpose]));
}

async function tell(
  transaction: Transaction,
  subjectId: string,
  verb: 'added' | 'changed' | 'wording added',
  what: { particulars?: object; before?: object; after?: object },
): Promise<string> {
  const [event] = await record(transaction, {
    subject: 'consent purpose',
    subjectId,
    audience: transaction.actor.workspaceId,
    verb,
    ...what,
  });
  return event!;
}

function translateExisting(error: unknown): never {
  if (violatedConstraint(error) === 'consent_purposes_by_name') throw new PurposeExists(error);
  throw error;
}
