import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RelationshipRow } from '../../shared/interact/dealings/relationships.ts';
import type { TodayView } from '../../shared/interact/today/today.ts';
import type { SessionView } from '../../shared/platform/workspace.ts';
import { type Caller, type Colleague, type Company, openCompany } from '../testing/company.ts';
import { rowHash } from '../testing/installation.ts';

let company: Company;
let olga: Colleague;
beforeAll(async () => {
  company = await openCompany();
  olga = company.olga;
}, 60_000);
afterAll(() => company.close());

const make = async (who: Caller) => (await who.send<{ id: string }>('PUT', 'sample')).body.id;
const turnTo = (who: Caller, id: string) =>
  who.post('/api/auth/switch-workspace', { id }).then(({ status }) => status);
const within = (id: string) => ({ headers: { 'x-workspace': id } });
const session = async (who: Caller) => (await who.get<SessionView>('session')).body;
const people = async (who: Caller, headers: Record<string, string> = {}) =>
  (await who.send<{ rows: { name: string }[] }>('GET', 'people', { headers })).body.rows;

describe('the sample company', () => {
  test('is made once, with people and a past, and its maker is an owner there', async () => {
    const [one, another] = await Promise.all([make(olga), make(olga)]);
    expect(another).toBe(one);
    expect(await session(olga)).toMatchObject({
      workspace: { id: company.workspaces.kettle, kind: 'company' },
      workspaces: [{ id: company.workspaces.kettle }, { id: one, kind: 'sample' }],
    });
    expect((await people(olga)).length).toBe(0);
    expect((await people(olga, { 'x-workspace': one })).length).toBe(50);
    const view = await olga.send<SessionView>('GET', 'session', within(one));
    expect(view.body.user.level).toBe('owner');
  });

  test('has a supplier and a partner with something between them and us', async () => {
    const id = await make(olga);
    for (const role of ['supplier', 'partner']) {
      const { body } = await olga.send<{ rows: RelationshipRow[] }>(
        'GET',
        `relationships/${role}?sort=-openPromises`,
        within(id),
      );
      const [first] = body.rows;
      expect(first!.openPromises).toBeGreaterThan(0);
      expect(first!.supplyCount).toBeGreaterThan(0);
      expect(first!.openOffers).toBe(1);
    }
  });

  test('has a day for whoever looks around: promises, tasks, and meetings to confirm', async () => {
    const id = await make(olga);
    const { body } = await olga.send<TodayView>('GET', 'today?zone=UTC', within(id));
    expect(body.promises.map(({ direction }) => direction)).toEqual(['ours', 'ours', 'theirs']);
    expect(body.tasks).toHaveLength(4);
    expect(body.tasks.filter(({ given }) => given !== null)).toHaveLength(1);
    expect(body.upcoming).toHaveLength(1);
    expect(body.confirm.map(({ sure }) => sure)).toEqual([true, true]);
    expect(body.team.length).toBeGreaterThan(0);
  });

  test('is one’s own: a colleague knows nothing of it and makes another', async () => {
    const mine = await make(olga);
    const { max } = company;
    expect((await session(max)).workspaces).toHaveLength(1);
    expect(await make(max)).not.toBe(mine);
    expect((await max.send('GET', 'people', within(mine))).status).toBe(403);
  });

  test('goes without a trace, and the own company stays as it is', async () => {
    const { nora } = company;
    const before = await rowHash(company);
    const id = await make(nora);
    await nora.send('POST', 'people', { ...within(id), body: { name: 'Mine' } });
    await nora.send('POST', 'imports', { ...within(id), body: {} });
    await turnTo(nora, id);
    expect((await nora.send('DELETE', 'sample', within(id))).status).toBe(204);
    expect((await session(nora)).workspace.id).toBe(company.workspaces.kettle);
    expect((await nora.send('GET', 'people', within(id))).status).toBe(403);
    expect(await rowHash(company)).toBe(before);
  });

  test('alone can be thrown away, not the company one works for', async () => {
    expect(await olga.delete('sample')).toMatchObject({
      status: 409,
      body: { code: 'sample.not-one' },
    });
  });

  test('is neither made nor removed by a program', async () => {
    const program = await olga.program('full');
    expect((await program.send('PUT', 'sample')).status).toBe(403);
    expect((await program.send('DELETE', 'sample')).status).toBe(403);
  });
});

describe('turning to another workspace', () => {
  test('holds for the session, and for no other of the same person', async () => {
    const sample = await make(olga);
    expect(await turnTo(olga, sample)).toBe(204);
    expect((await session(olga)).workspace.id).toBe(sample);
    expect((await people(olga)).length).toBe(50);
    const program = await olga.program('full');
    expect((await session(program)).workspace.id).toBe(company.workspaces.kettle);
    expect(await turnTo(olga, company.workspaces.kettle)).toBe(204);
    expect((await people(olga)).length).toBe(0);
  });

  test('is refused where one has no place, and says the same of what does not exist', async () => {
    const nowhere = crypto.randomUUID();
    for (const id of [company.workspaces.teapot, nowhere]) {
      expect(await turnTo(olga, id)).toBe(403);
      expect(await olga.send('GET', 'people', within(id))).toMatchObject({
        status: 403,
        body: { code: 'workspace.not-yours' },
      });
      expect((await olga.get(`people?workspace=${id}`)).status).toBe(403);
      expect((await olga.get(`events/stream?workspace=${id}`)).status).toBe(403);
    }
    expect((await session(olga)).workspace.id).toBe(company.workspaces.kettle);
  });

  test('leaves a page that is still open where it is', async () => {
    const sample = await make(olga);
    await turnTo(olga, sample);
    const open = within(company.workspaces.kettle);
    const { body } = await olga.send<{ id: string }>('POST', 'people', {
      ...open,
      body: { name: 'Written in the open page' },
    });
    expect((await olga.send('GET', `people/${body.id}`, open)).status).toBe(200);
    expect((await olga.get(`people/${body.id}`)).status).toBe(404);
    await turnTo(olga, company.workspaces.kettle);
  });

  test('is nothing for a token: it stays in its workspace whatever it names', async () => {
    const sample = await make(olga);
    const program = await olga.program('full');
    expect(await turnTo(program, sample)).toBe(401);
    const { body } = await program.send<SessionView>('GET', 'session', within(sample));
    expect(body.workspace.id).toBe(company.workspaces.kettle);
    expect(body.workspaces).toEqual([
      { id: company.workspaces.kettle, name: 'Kettle', kind: 'company' },
    ]);
  });

  test('whoever is shut out of a workspace is back in their own', async () => {
    const { nora, otto, workspaces } = company;
    const { sql } = company;
    await sql(
      `insert into users (workspace_id, id, name, email, level) values ($1, $2, 'Nora', 'nora@teapot.example', 'member')`,
      [workspaces.teapot, nora.id],
    );
    expect(await turnTo(nora, workspaces.teapot)).toBe(204);
    expect((await session(nora)).workspace.name).toBe('Teapot');
    await sql('update users set disabled_at = now() where workspace_id = $1 and id = $2', [
      workspaces.teapot,
      nora.id,
    ]);
    company.house.actors.forget();
    expect((await session(nora)).workspace.name).toBe('Kettle');
    expect((await session(nora)).workspaces).toHaveLength(1);
    expect(await turnTo(nora, workspaces.teapot)).toBe(403);
    expect((await session(otto)).workspace.name).toBe('Teapot');
  });
});

test('the statement that removes a sample refuses everything else', async () => {
  const { sql } = company;
  const sample = await make(olga);
  const remove = (settings: Record<string, string>) =>
    sql(
      `select ${Object.entries(settings)
        .map(([name, value]) => `set_config('rapport.${name}', '${value}', false),`)
        .join('')} remove_sample()`,
    );
  const asOwner = { actor: 'user', level: 'owner', workspace: sample };
  for (const wrong of [
    { ...asOwner, level: 'member' },
    { ...asOwner, actor: 'system' },
    { ...asOwner, workspace: company.workspaces.kettle },
    { ...asOwner, workspace: '' },
  ]) {
    await expect(remove(wrong)).rejects.toThrow('Only an owner removes a sample company.');
  }
});
