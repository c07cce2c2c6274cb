import type { Caller, Colleague, Company } from '../testing/company.ts';

export const kinds = ['person', 'company', 'activity', 'import'] as const;
export type Kind = (typeof kinds)[number];

export const doorOf: Record<Kind, string> = {
  person: 'people',
  company: 'companies',
  activity: 'activities',
  import: 'imports',
};

/** Whose a record is, seen from the one who asks. */
export const relations = [
  'one’s own',
  'assigned to one',
  'a teammate’s, seen by everyone',
  'a stranger’s, seen by everyone',
  'one’s team’s',
  'another team’s',
  'private to another',
  'another company’s',
  'one’s own, in the trash',
] as const;
export type Relation = (typeof relations)[number];

/** A record with a word in it that stands nowhere else. */
export interface Specimen {
  kind: Kind;
  id: string;
  /** The event of its creation, whose actor is whoever made it. */
  event: string;
  version: number;
  mark: string;
}

const tables: Record<Kind, string> = {
  person: 'parties',
  company: 'parties',
  activity: 'activities',
  import: 'imports',
};

let made = 0;

/** A record standing to `asker` in this relation, made as people make it and handed over where needed. */
export async function makeSpecimen(
  company: Company,
  kind: Kind,
  relation: Relation,
  asker: Colleague,
): Promise<Specimen> {
  const { nora, tom, otto, teams, sql } = company;
  const [maker, reach] = ((): [Colleague, { visibility: string; teamId?: string }] => {
    switch (relation) {
      case 'a teammate’s, seen by everyone':
        return [tom, { visibility: 'everyone' }];
      case 'one’s team’s':
        return [tom, { visibility: 'team', teamId: teams.north }];
      case 'another team’s':
        return [nora, { visibility: 'team', teamId: teams.south }];
      case 'private to another':
        return [nora, { visibility: 'private' }];
      case 'another company’s':
        return [otto, { visibility: 'everyone' }];
      default:
        return [nora, { visibility: 'everyone' }];
    }
  })();
  const mark = `Quillfeather${made++}x`;
  const { id, event } = await make(company, maker, kind, mark, reach);
  let version = 1;
  if (relation === 'one’s own, in the trash' && kind !== 'import') {
    const trashed = await maker.delete(`${doorOf[kind]}/${id}?version=1`);
    version = trashed.body.version;
  }
  if (relation === 'one’s own' || relation === 'one’s own, in the trash') {
    await sql(`update ${tables[kind]} set owner_id = $1 where id = $2`, [asker.id, id]);
  }
  if (relation === 'assigned to one') {
    await sql(`update ${tables[kind]} set assigned_to = $1 where id = $2`, [asker.id, id]);
  }
  return { kind, id, event, version, mark };
}

async function make(
  company: Company,
  maker: Caller,
  kind: Kind,
  mark: string,
  reach: { visibility: string; teamId?: string },
): Promise<{ id: string; event: string }> {
  if (kind === 'import') {
    const { body } = await maker.post('imports', { ...reach, zone: mark });
    return { id: body.id, event: '' };
  }
  if (kind === 'activity') {
    const { body: about } = await maker.post('people', { name: `About ${mark}`, ...reach });
    const note = { kind: 'note', partyIds: [about.id], text: `${mark} said`, subject: mark };
    const { body } = await maker.post('activities', { ...note, ...reach });
    await attach(company, body.id, mark);
    return body;
  }
  const email = `${mark.toLowerCase()}@${mark.toLowerCase()}.example`;
  const party = { name: mark, emails: [email], roles: [{ role: 'customer' }], ...reach };
  return (await maker.post(doorOf[kind], party)).body;
}

/** A text in HTML and a file, as a mail brings them. */
async function attach({ house, sql }: Company, activityId: string, mark: string): Promise<void> {
  const [activity] = await sql<{ workspace_id: string }>(
    `update activity_texts set html = '<p>' || $2 || '</p>' where activity_id = $1 returning workspace_id`,
    [activityId, mark],
  );
  const sha256 = await house.files.put(activity!.workspace_id, Buffer.from(mark));
  await sql(
    `insert into attachments (workspace_id, id, activity_id, audience, name, media_type, bytes, sha256)
     select workspace_id, gen_random_uuid(), id, audience, $2, 'text/plain', 20, $3
     from activities where id = $1`,
    [activityId, `${mark}.txt`, sha256],
  );
}
