import { sql } from 'kysely';
import type { Transaction } from '../../platform/access/actor.ts';
import { strikeOut, struckOut } from './needles.ts';
import { file } from './parties.ts';
import { type Disclosed, type Leavings, type Person, registerPersonalData } from './registry.ts';

/** What the ground floor keeps of people: the stream, the audit log, what imports and exports leave behind. */
export function registerHouseData(): void {
  registerPersonalData({
    tables: {
      events:
        'What was done to the record; disclosed, deleted. What the stream tells of others is struck.',
      audit_entries: 'Names of that moment; taken out, the chain stays whole.',
      import_changes: 'How a record stood before an import; disclosed, deleted, others struck.',
      import_problems: 'Lines that could not be read; struck.',
      import_files: 'Names of files; struck.',
      imports:
        'Samples and counts of a check; struck. What was said of single rows goes when it ends. Files that wait to be imported are discarded.',
      import_mappings: 'What columns become; no person.',
      exports: 'Archives that lie about are removed.',
      idempotency_keys: 'Answers kept for repetition; deleted where they name the person.',
      help_notes: 'What colleagues tell about the tool; deleted where it names them.',
      practices: 'How far colleagues are with the practice; no person.',
      saved_views: 'A filter may hold an address; struck.',
      view_pins: 'Which views stand in a sidebar; no person.',
      own_addresses: 'Addresses of the company itself.',
      users: 'Colleagues; their account is ended in the team.',
      teams: 'Names of teams; no person.',
      team_users: 'Who is in which team; no person outside.',
      workspaces: 'The company itself.',
      strategies: 'Written choices; no person.',
      strategy_drafts: 'Written choices; no person.',
      migrations: 'Names of migrations.',
    },
    disclose,
    erase,
  });
}

async function erase(
  { db, actor }: Transaction,
  { partyIds, needles }: Person,
  { subjects, uploads, archives }: Leavings,
): Promise<Record<string, number>> {
  const house = { db, actor };
  const { workspaceId } = actor;
  const gone = [...subjects];
  const { pattern } = needles;
  const { rows: erased } = await sql<{ count: number }>`
    select erase_events(${gone}::uuid[]) as count`.execute(db);
  if (pattern) {
    await sql`select strike_events(${needles.likes}::text[], ${pattern}, ${struckOut})`.execute(db);
  }
  // An entry that is not sealed yet keeps its salt for the seal.
  await sql`
    update audit_entries set said = null, salt = case when position is null then salt end
    where workspace_id = ${workspaceId} and said is not null
      and (subject_id = any (${gone}::uuid[])
        ${pattern ? sql`or (said ilike any (${needles.likes}::text[]) and said ~* ${pattern})` : sql``})`.execute(
    db,
  );
  await sql`
    delete from import_changes where workspace_id = ${workspaceId}
      and record_id = any (${gone}::uuid[])`.execute(db);
  let struck = 0;
  for (const place of [
    { table: 'import_changes', json: ['before'] },
    { table: 'import_problems', texts: ['entry', 'field', 'message'], json: ['cell'] },
    { table: 'import_files', texts: ['name'], json: ['about', 'counts'] },
    { table: 'imports', texts: ['error'], json: ['options', 'mappings', 'checked', 'grounds'] },
    { table: 'saved_views', texts: ['name'], json: ['filter'] },
  ]) {
    struck += await strikeOut(house, needles, place);
  }
  if (pattern) {
    await sql`
      delete from help_notes where workspace_id = ${workspaceId}
        and text ilike any (${needles.likes}::text[]) and text ~* ${pattern}`.execute(db);
  }
  const names = pattern ? sql`or response ~* ${pattern}` : sql``;
  await sql`
    delete from idempotency_keys where workspace_id = ${workspaceId}
      and (response ~ ${partyIds.join('|')} ${names})`.execute(db);
  const { rows: staged } = await sql<{ id: string }>`
    update imports set status = 'cancelled', finished_at = now(),
      doubts = '[]', decisions = '[]', corrections = '[]'
    where workspace_id = ${workspaceId} and status = 'collecting' returning id`.execute(db);
  for (const { id } of staged) uploads.add(id);
  const { rows: made } = await sql<{ id: string }>`
    update exports set status = 'expired' where workspace_id = ${workspaceId} and status = 'done'
    returning id`.execute(db);
  for (const { id } of made) archives.add(id);
  return {
    events: erased[0]!.count,
    struck,
    uploads: staged.length,
    archives: made.length,
  };
}

async function* disclose(
  { db, actor }: Transaction,
  { partyIds }: Person,
): AsyncGenerator<Disclosed> {
  const { workspaceId } = actor;
  const among = sql`any (${partyIds}::uuid[])`;
  const { rows: events } = await sql`
    select e.at, coalesce(u.name, e.actor) as by, e.verb, e.particulars, e.before, e.after
    from events e left join users u on u.workspace_id = e.workspace_id and u.id = e.actor_id
    where e.workspace_id = ${workspaceId} and e.subject_id = ${among} order by e.id`.execute(db);
  yield file('history.json', events, {
    en: 'What was done to your record, when and by whom.',
    de: 'Was an Ihrem Eintrag wann und von wem geändert wurde.',
  });
  const { rows: before } = await sql`
    select c.before, i.started_at as imported_at from import_changes c
      join imports i on i.workspace_id = c.workspace_id and i.id = c.import_id
    where c.workspace_id = ${workspaceId} and c.record_id = ${among}`.execute(db);
  yield file('before-imports.json', before, {
    en: 'How your record stood before imports that changed it, kept so that they can be taken back.',
    de: 'Wie Ihr Eintrag vor Importen stand, die ihn geändert haben; aufbewahrt, damit sie zurückgenommen werden können.',
  });
}
