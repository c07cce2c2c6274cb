import { sql } from 'kysely';
import type { FormLanguage, FormView } from '../../../shared/interact/forms.ts';
import { FormField, FormPurpose } from '../../../shared/interact/forms.ts';
import { asActor, systemActor, type Transaction } from '../../platform/access/actor.ts';
import { placeOf, tokenOf } from '../../platform/hooks/hooks.ts';
import type { House } from '../../platform/house.ts';

export const formPath = '/form';

/** A form as it stands in its table. */
export type FormRow = NonNullable<Awaited<ReturnType<typeof findForm>>>;

/** What a row holds, in its shape. */
export interface Asked {
  fields: FormField[];
  purposes: FormPurpose[];
  language: FormLanguage;
}

export function askedBy(row: Pick<FormRow, 'fields' | 'purposes' | 'language'>): Asked {
  return {
    fields: FormField.array().parse(row.fields),
    purposes: FormPurpose.array().parse(row.purposes),
    language: row.language as FormLanguage,
  };
}

/** Finds a form among those of what the actor sees, removed or not. */
export function findForm({ db, actor }: Transaction, id: string) {
  return db
    .selectFrom('forms')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The form to which an address leads, for whoever stands before it. */
export async function formAt({ db }: House, token: string): Promise<FormRow | undefined> {
  const place = placeOf(token);
  if (!place) return undefined;
  return asActor(
    db,
    systemActor(place.workspaceId),
    (transaction) =>
      transaction.db
        .selectFrom('forms')
        .selectAll()
        .where('workspace_id', '=', place.workspaceId)
        .where('key', '=', place.key)
        .where('removed_at', 'is', null)
        .executeTakeFirst(),
    3,
    'read only',
  );
}

export const addressOfForm = ({ publicUrl }: House, workspaceId: string, key: string): string =>
  `${publicUrl}${formPath}/${tokenOf(workspaceId, key)}`;

/** The forms the actor sees, newest first, with what came through them lately. */
export async function listForms({ db, actor }: Transaction, house: House): Promise<FormView[]> {
  const { rows } = await sql<
    FormRow & { taken: number; doubtful: number; last_at: Temporal.Instant | null }
  >`
    select f.*, coalesce(s.taken, 0) as taken, coalesce(s.doubtful, 0) as doubtful, s.last_at
    from forms f
      left join lateral (
        select max(arrived_at) as last_at, count(*) filter (where state = 'taken')::int as taken,
          count(*) filter (where state = 'doubtful')::int as doubtful
        from form_submissions x where x.workspace_id = f.workspace_id and x.form_id = f.id) s on true
    where f.workspace_id = ${actor.workspaceId} and f.removed_at is null
    order by f.id desc`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    intro: row.intro,
    thanks: row.thanks,
    ...askedBy(row),
    role: row.role,
    visibility: row.visibility as FormView['visibility'],
    teamId: row.visibility === 'team' ? row.audience : null,
    keeperId: row.keeper_id,
    told: row.told,
    origins: row.origins,
    confirmFrom: row.confirm_from,
    address: addressOfForm(house, actor.workspaceId, row.key),
    pausedAt: row.paused_at?.toString() ?? null,
    taken: row.taken,
    doubtful: row.doubtful,
    lastAt: row.last_at?.toString() ?? null,
    version: row.version,
  }));
}
