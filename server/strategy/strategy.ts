import { sensibleDefault } from '../../shared/strategy/defaults.ts';
import type { StrategyVersion, StrategyView } from '../../shared/strategy/strategy.ts';
import { StrategyChoices } from '../../shared/strategy/strategy.ts';
import type { Transaction } from '../platform/access/actor.ts';
import { VersionNotFound } from './errors.ts';

/** How long an adoption can be taken back. */
export const takeBackDays = 30;

/** A version as it is stored. 0 is the default, which nobody has adopted and no row holds. */
export interface StoredVersion extends StrategyVersion {
  choices: StrategyChoices;
  eventId: string | null;
  adoptedById: string | null;
}

const columns = [
  'version',
  'strategies.name',
  'note',
  'undoes',
  'adopted_at',
  'adopted_by',
  'event_id',
  'choices',
  'users.name as adopter',
] as const;

const usual: StoredVersion = {
  version: 0,
  // In English, as it is stored when it is adopted again; screens name the default in their own language.
  name: sensibleDefault.name.en,
  note: '',
  adoptedAt: null,
  adoptedBy: null,
  adoptedById: null,
  undoes: null,
  eventId: null,
  choices: sensibleDefault.choices,
};

/** What an older version did not know yet follows the default. */
export function readChoices(stored: unknown): StrategyChoices {
  const known = stored as Partial<StrategyChoices>;
  return StrategyChoices.parse({
    ...sensibleDefault.choices,
    ...known,
    constants: { ...sensibleDefault.choices.constants, ...known.constants },
  });
}

const versions = ({ db, actor }: Transaction) =>
  db
    .selectFrom('strategies')
    .leftJoin('users', (join) =>
      join
        .onRef('users.workspace_id', '=', 'strategies.workspace_id')
        .onRef('users.id', '=', 'strategies.adopted_by'),
    )
    .where('strategies.workspace_id', '=', actor.workspaceId)
    .orderBy('version', 'desc');

/** The version in force: the newest one adopted, or the named default. */
export async function versionInForce(transaction: Transaction): Promise<StoredVersion> {
  const row = await versions(transaction).select(columns).limit(1).executeTakeFirst();
  return row ? stored(row) : usual;
}

/** The company's choices in force, as every room above reads them. */
export async function currentChoices(transaction: Transaction): Promise<StrategyChoices> {
  return (await versionInForce(transaction)).choices;
}

export async function findVersion(
  transaction: Transaction,
  version: number,
): Promise<StoredVersion> {
  if (version === 0) return usual;
  const row = await versions(transaction)
    .select(columns)
    .where('version', '=', version)
    .executeTakeFirst();
  if (!row) throw new VersionNotFound();
  return stored(row);
}

/** Every version ever adopted, newest first, with the default at the end. */
export async function listVersions(transaction: Transaction): Promise<StrategyVersion[]> {
  const rows = await versions(transaction)
    .select(['version', 'strategies.name', 'note', 'undoes', 'adopted_at', 'users.name as adopter'])
    .limit(500)
    .execute();
  return [
    ...rows.map(({ adopted_at, adopter, ...row }) => ({
      ...row,
      adoptedAt: adopted_at.toString(),
      adoptedBy: adopter,
    })),
    versionOf(usual),
  ];
}

/** A version with what whoever asks may do about it. */
export function viewVersion(
  { actor }: Transaction,
  one: StoredVersion,
  isInForce: boolean,
): StrategyView {
  const writes = actor.kind === 'user' && !actor.readOnly;
  const adopts = writes && actor.level === 'owner';
  const isOwn = one.adoptedById !== null && one.adoptedById === actor.userId;
  return {
    ...versionOf(one),
    choices: one.choices,
    can: {
      draft: adopts || (writes && actor.level === 'manager'),
      adopt: adopts,
      undo: adopts && isOwn && isInForce && isRecent(one) ? one.eventId : null,
    },
  };
}

export function isRecent({ adoptedAt }: Pick<StrategyVersion, 'adoptedAt'>): boolean {
  if (adoptedAt === null) return false;
  const last = Temporal.Instant.from(adoptedAt).add({ hours: 24 * takeBackDays });
  return Temporal.Instant.compare(Temporal.Now.instant(), last) <= 0;
}

function versionOf({
  version,
  name,
  note,
  adoptedAt,
  adoptedBy,
  undoes,
}: StoredVersion): StrategyVersion {
  return { version, name, note, adoptedAt, adoptedBy, undoes };
}

function stored(row: {
  version: number;
  name: string;
  note: string;
  undoes: number | null;
  adopted_at: Temporal.Instant;
  adopted_by: string | null;
  event_id: string | null;
  choices: unknown;
  adopter: string | null;
}): StoredVersion {
  const { adopted_at, adopted_by, event_id, adopter, choices, ...rest } = row;
  return {
    ...rest,
    adoptedAt: adopted_at.toString(),
    adoptedBy: adopter,
    adoptedById: adopted_by,
    eventId: event_id,
    choices: readChoices(choices),
  };
}
