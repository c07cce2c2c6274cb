import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Colleague, Company } from '../../testing/company.ts';
import type { OtherDoor, RecordDoor } from './rule.ts';

const newTeam = async ({ olga }: Company) => {
  const { body } = await olga.post('teams', { name: crypto.randomUUID() });
  return body.id;
};

const newInvitation = async ({ olga }: Company) => {
  const email = `${crypto.randomUUID()}@guest.example`;
  const { body } = await olga.post('invitations', { email, level: 'reader' });
  return body.id;
};

/** An address met in mail that everyone, or only its owner, may see. */
const someProvider = () => ({
  issuer: 'https://login.kettle.example',
  clientId: 'rapport',
  secret: 'between the two',
  domains: ['kettle.example'],
  newcomers: 'refused',
  level: 'member',
  only: false,
});

const provider = async ({ sql }: Company, workspaceId: string) => {
  const { issuer, clientId, domains } = someProvider();
  await sql(
    `insert into auth.providers (workspace_id, issuer, client_id, secret, domains, newcomers, level)
     values ($1, $2, $3, 'sealed', $4, 'refused', 'member') on conflict do nothing`,
    [workspaceId, issuer, clientId, domains],
  );
};

const connectedUser = async (company: Company, workspaceId: string, userId: string) => {
  await provider(company, workspaceId);
  await company.sql(
    `insert into auth.identities (workspace_id, issuer, subject, user_id, email)
     values ($1, $2, $3::text, $3::uuid, '') on conflict do nothing`,
    [workspaceId, someProvider().issuer, userId],
  );
};

const newHook = async (by: Colleague) =>
  (await by.post('hooks', { name: 'Our exchange', purpose: 'telephone' })).body.id;

/** The doors to one connection with another system, which are the owners' alone. */
function hookDoor(
  method: string,
  rest: string,
  sent: { query?: string; body?: object } = {},
): Record<string, OtherDoor> {
  const to = (id: string) => ({
    path: `hooks/${id}${rest}${sent.query ?? ''}`,
    ...(sent.body ? { body: sent.body } : {}),
  });
  return {
    [`${method} /api/v1/hooks/:id${rest}`]: {
      asks: 'owner',
      use: async ({ olga }) => to(await newHook(olga)),
      elsewhere: async ({ otto }) => to(await newHook(otto)),
    },
  };
}

const newNote = async (asker: Colleague) =>
  (await asker.post('help/notes', { text: 'Where is the filter?', page: '/people' })).body.id;

const importDoors: Record<string, RecordDoor> = {
  'GET /api/v1/imports/:id': {
    on: 'import',
    asks: 'see',
    use: ({ id }) => ({ path: `imports/${id}` }),
  },
  'GET /api/v1/imports/:id/problems': {
    on: 'import',
    asks: 'see',
    use: ({ id }) => ({ path: `imports/${id}/problems` }),
  },
  'GET /api/v1/imports/:id/writers': {
    on: 'import',
    asks: 'see',
    forWriters: true,
    use: ({ id }) => ({ path: `imports/${id}/writers` }),
  },
  'GET /api/v1/imports/:id/tables': {
    on: 'import',
    asks: 'see',
    forWriters: true,
    use: ({ id }) => ({ path: `imports/${id}/tables` }),
  },
  'PUT /api/v1/imports/:id/mappings': {
    on: 'import',
    asks: 'steer',
    use: ({ id }) => ({ path: `imports/${id}/mappings`, body: { mappings: [] } }),
  },
  'GET /api/v1/imports/:id/doubts': {
    on: 'import',
    asks: 'steer',
    forWriters: true,
    use: ({ id }) => ({ path: `imports/${id}/doubts` }),
  },
  'PUT /api/v1/imports/:id/doubts': {
    on: 'import',
    asks: 'steer',
    use: ({ id }) => ({
      path: `imports/${id}/doubts`,
      body: {
        place: { fileId: id, entry: null, line: 2, part: 1 },
        recordId: id,
        decision: 'not same',
      },
    }),
  },
  'PUT /api/v1/imports/:id/corrections': {
    on: 'import',
    asks: 'steer',
    use: ({ id }) => ({
      path: `imports/${id}/corrections`,
      body: { place: { fileId: id, entry: null, line: 2, part: 1 }, column: 0, value: 'Ada' },
    }),
  },
  'GET /api/v1/imports/:id/grounds': {
    on: 'import',
    asks: 'steer',
    forWriters: true,
    use: ({ id }) => ({ path: `imports/${id}/grounds` }),
  },
  'PUT /api/v1/imports/:id/grounds': {
    on: 'import',
    asks: 'steer',
    use: ({ id }) => ({ path: `imports/${id}/grounds`, body: { grounds: [] } }),
  },
  'POST /api/v1/imports/:id/check': {
    on: 'import',
    asks: 'steer',
    use: ({ id }) => ({ path: `imports/${id}/check` }),
    // There is no file in it.
    answers: 409,
  },
  'GET /api/v1/imports/:id/undo': {
    on: 'import',
    asks: 'preview',
    use: ({ id }) => ({ path: `imports/${id}/undo` }),
  },
  'PATCH /api/v1/imports/:id': {
    on: 'import',
    asks: 'steer',
    use: ({ id }) => ({ path: `imports/${id}`, body: { country: 'AT' } }),
  },
  'PUT /api/v1/imports/:id/files': {
    on: 'import',
    asks: 'steer',
    use: ({ id }) => ({
      path: `imports/${id}/files?name=a.csv`,
      body: 'name\nAda\n',
      headers: { 'content-type': 'application/octet-stream' },
    }),
  },
  'POST /api/v1/imports/:id/start': {
    on: 'import',
    asks: 'steer',
    use: ({ id }) => ({ path: `imports/${id}/start` }),
    // There is no file in it.
    answers: 409,
  },
  'POST /api/v1/imports/:id/cancellation': {
    on: 'import',
    asks: 'steer',
    use: ({ id }) => ({ path: `imports/${id}/cancellation` }),
  },
  'POST /api/v1/imports/:id/undo': {
    on: 'import',
    asks: 'steer',
    use: ({ id }) => ({ path: `imports/${id}/undo` }),
    // It has not run.
    answers: 409,
  },
};

const eventDoors: Record<string, RecordDoor> = {
  'POST /api/v1/events/:id/undo': {
    on: 'person',
    asks: 'undo',
    use: ({ event }) => ({ path: `events/${event}/undo` }),
    answers: 409,
  },
};

export const records: Record<string, RecordDoor> = {
  ...importDoors,
  ...eventDoors,
};

export const others: Record<string, OtherDoor> = {
  'GET /api/v1/session': { asks: 'reader', use: () => ({ path: 'session' }) },
  'PATCH /api/v1/session': {
    asks: 'member',
    use: (_, { name }) => ({ path: 'session', body: { name: `${name} II` } }),
  },
  'PUT /api/v1/sample': { asks: 'member', use: () => ({ path: 'sample' }) },
  'DELETE /api/v1/sample': {
    asks: 'owner',
    use: async (_, asker) => {
      const { body } = await asker.send<{ id: string }>('PUT', 'sample');
      return { path: 'sample', headers: { 'x-workspace': body.id } };
    },
  },
  'PATCH /api/v1/workspace': {
    asks: 'owner',
    use: () => ({ path: 'workspace', body: { country: 'AT' } }),
  },
  'GET /api/v1/teams': { asks: 'reader', use: () => ({ path: 'teams' }) },
  'POST /api/v1/teams': {
    asks: 'owner',
    use: () => ({ path: 'teams', body: { name: crypto.randomUUID() } }),
  },
  'PATCH /api/v1/teams/:id': {
    asks: 'owner',
    use: ({ teams }) => ({ path: `teams/${teams.north}`, body: { name: crypto.randomUUID() } }),
    elsewhere: ({ teams }) => ({ path: `teams/${teams.brown}`, body: { name: 'Ours' } }),
  },
  'DELETE /api/v1/teams/:id': {
    asks: 'owner',
    use: async (company) => ({ path: `teams/${await newTeam(company)}` }),
    elsewhere: ({ teams }) => ({ path: `teams/${teams.brown}` }),
  },
  'PUT /api/v1/teams/:id/users/:userId': {
    asks: 'owner',
    use: async (company) => ({
      path: `teams/${await newTeam(company)}/users/${company.nora.id}`,
    }),
    elsewhere: ({ teams, tilda }) => ({ path: `teams/${teams.north}/users/${tilda.id}` }),
  },
  'DELETE /api/v1/teams/:id/users/:userId': {
    asks: 'owner',
    use: async (company) => ({
      path: `teams/${await newTeam(company)}/users/${company.nora.id}`,
    }),
    elsewhere: ({ teams, tilda }) => ({ path: `teams/${teams.brown}/users/${tilda.id}` }),
  },
  'GET /api/v1/users': { asks: 'reader', use: () => ({ path: 'users' }) },
  'PATCH /api/v1/users/:id': {
    asks: 'owner',
    use: ({ tom }) => ({ path: `users/${tom.id}`, body: { level: 'member' } }),
    elsewhere: ({ tilda }) => ({ path: `users/${tilda.id}`, body: { disabled: true } }),
  },
  'GET /api/v1/users/protection': { asks: 'owner', use: () => ({ path: 'users/protection' }) },
  'PUT /api/v1/users/second-factor': {
    asks: 'owner',
    use: () => ({ path: 'users/second-factor', body: { graceDays: 30 } }),
  },
  'DELETE /api/v1/users/:id/second-factor': {
    asks: 'owner',
    use: async ({ tom, sql }) => {
      await sql(
        `insert into auth.authenticators (user_id, secret, confirmed_at) values ($1, 'x', now())
         on conflict (user_id) do nothing`,
        [tom.id],
      );
      return { path: `users/${tom.id}/second-factor` };
    },
    elsewhere: ({ tilda }) => ({ path: `users/${tilda.id}/second-factor` }),
  },
  'GET /api/v1/invitations': { asks: 'owner', use: () => ({ path: 'invitations' }) },
  'POST /api/v1/invitations': {
    asks: 'owner',
    use: () => ({
      path: 'invitations',
      body: { email: `${crypto.randomUUID()}@guest.example`, level: 'reader' },
    }),
  },
  'DELETE /api/v1/invitations/:id': {
    asks: 'owner',
    use: async (company) => ({ path: `invitations/${await newInvitation(company)}` }),
    elsewhere: async ({ otto }) => {
      const email = `${crypto.randomUUID()}@guest.example`;
      const { body } = await otto.post('invitations', { email, level: 'reader' });
      return { path: `invitations/${body.id}` };
    },
  },
  'GET /api/v1/hooks': { asks: 'owner', use: () => ({ path: 'hooks' }) },
  'POST /api/v1/hooks': {
    asks: 'owner',
    use: () => ({ path: 'hooks', body: { name: 'Our exchange', purpose: 'telephone' } }),
  },
  ...hookDoor('PATCH', '', { body: { paused: true, version: 1 } }),
  ...hookDoor('DELETE', '', { query: '?version=1' }),
  ...hookDoor('POST', '/secret', { body: { version: 1 } }),
  ...hookDoor('GET', '/deliveries'),
  'GET /api/v1/tokens': { asks: 'reader', use: () => ({ path: 'tokens' }) },
  'POST /api/v1/tokens': {
    asks: 'member',
    use: () => ({ path: 'tokens', body: { name: 'Sync', scope: 'read' } }),
  },
  'DELETE /api/v1/tokens/:id': {
    asks: 'member',
    use: async (_, asker) => {
      const { body } = await asker.post('tokens', { name: 'Old', scope: 'read' });
      return { path: `tokens/${body?.id ?? crypto.randomUUID()}` };
    },
    elsewhere: async ({ tilda }) => {
      const { body } = await tilda.post('tokens', { name: 'Hers', scope: 'read' });
      return { path: `tokens/${body.id}` };
    },
  },
  'GET /api/v1/single-sign-on': { asks: 'owner', use: () => ({ path: 'single-sign-on' }) },
  'PUT /api/v1/single-sign-on': {
    asks: 'owner',
    use: () => ({ path: 'single-sign-on', body: someProvider() }),
  },
  'POST /api/v1/single-sign-on/test': {
    asks: 'owner',
    use: () => {
      // Refused before anybody is asked: no test leaves this machine.
      const { clientId, secret } = someProvider();
      return {
        path: 'single-sign-on/test',
        body: { issuer: 'https://10.0.0.1', clientId, secret },
      };
    },
  },
  'DELETE /api/v1/single-sign-on/connections/:id': {
    asks: 'owner',
    use: async (company) => {
      await connectedUser(company, company.workspaces.kettle, company.tom.id);
      return { path: `single-sign-on/connections/${company.tom.id}` };
    },
    elsewhere: async (company) => {
      await connectedUser(company, company.workspaces.teapot, company.tilda.id);
      return { path: `single-sign-on/connections/${company.tilda.id}` };
    },
  },
  'DELETE /api/v1/single-sign-on': {
    asks: 'owner',
    use: async (company) => {
      await provider(company, company.workspaces.kettle);
      return { path: 'single-sign-on' };
    },
  },
  'GET /api/v1/events/mine': { asks: 'reader', use: () => ({ path: 'events/mine' }) },
  'GET /api/v1/help/notes': { asks: 'reader', use: () => ({ path: 'help/notes' }) },
  'POST /api/v1/help/notes': {
    asks: 'member',
    use: () => ({ path: 'help/notes', body: { text: 'Where is the filter?', page: '/people' } }),
  },
  'DELETE /api/v1/help/notes/:id': {
    asks: 'owner',
    use: async ({ olga }) => ({ path: `help/notes/${await newNote(olga)}` }),
    elsewhere: async ({ otto }) => ({ path: `help/notes/${await newNote(otto)}` }),
  },
  // Nobody of this company practises: that is done in a sample company.
  'GET /api/v1/help/practice': {
    asks: 'reader',
    use: () => ({ path: 'help/practice' }),
    answers: 409,
  },
  'PATCH /api/v1/help/practice': {
    asks: 'member',
    use: () => ({ path: 'help/practice', body: { skip: 'why' } }),
    answers: 409,
  },
  'GET /api/v1/exports': { asks: 'reader', use: () => ({ path: 'exports' }) },
  'POST /api/v1/exports': { asks: 'member', use: () => ({ path: 'exports', body: {} }) },
  'GET /api/v1/exports/:id/content': {
    asks: 'reader',
    use: async ({ sql, house }, { id, workspaceId }) => {
      const [row] = await sql<{ id: string }>(
        `insert into exports (workspace_id, id, audience, owner_id, language, status, expires_at)
         values ($1, gen_random_uuid(), $2, $2, 'en', 'done', now() + interval '1 day') returning id`,
        [workspaceId, id],
      );
      const file = house.files.archive(row!.id);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, 'PK');
      return { path: `exports/${row!.id}/content` };
    },
    elsewhere: async (company) => {
      const { body } = await company.tilda.post('exports', {});
      return { path: `exports/${body.id}/content` };
    },
  },
  'GET /api/v1/audit': { asks: 'owner', use: () => ({ path: 'audit' }) },
  'GET /api/v1/audit/verification': {
    asks: 'owner',
    use: () => ({ path: 'audit/verification' }),
  },
  'GET /api/v1/catalog': { asks: 'reader', use: () => ({ path: 'catalog' }) },
  'GET /api/v1/imports': { asks: 'reader', use: () => ({ path: 'imports' }) },
  'POST /api/v1/imports': { asks: 'member', use: () => ({ path: 'imports', body: {} }) },
  'DELETE /api/v1/imports/mappings/:id': {
    asks: 'member',
    use: () => ({ path: `imports/mappings/${crypto.randomUUID()}` }),
  },
  'GET /api/v1/events': { asks: 'reader', use: () => ({ path: 'events' }) },
  'GET /api/v1/events/stream': { asks: 'reader', use: () => ({ path: 'events/stream' }) },
};
