import { hash, randomUUID } from 'node:crypto';
import type { Proposals } from '../../../shared/interact/proposals/proposals.ts';
import { bring, letter } from '../../interact/importing/testing.ts';
import type { Colleague, Company } from '../../testing/company.ts';
import type { OtherDoor, RecordDoor, Sent } from './rule.ts';

/** What a colleague hands over to the asker; of a reader, who takes nothing over, what they hand over. */
async function newHandover({ olga, mara, nora }: Company, asker: Colleague): Promise<string> {
  const giver = asker === olga ? mara : olga;
  const { body: given } = await giver.post('people', { name: 'Given' });
  const isReader = asker.level === 'reader';
  if (isReader) await giver.patch(`people/${given.id}`, { assignedTo: asker.id, version: 1 });
  const to = isReader ? nora.id : asker.id;
  const { body } = await giver.post('handovers', { partyIds: [given.id], to, reason: 'other' });
  return body.id;
}

/** One of another company. */
async function handoverElsewhere({ otto, tilda }: Company): Promise<string> {
  const { body: given } = await otto.post('people', { name: 'Given' });
  const to = tilda.id;
  const { body } = await otto.post('handovers', { partyIds: [given.id], to, reason: 'other' });
  return body.id;
}

const someTask = { title: 'To call back', zone: 'Europe/Vienna' };

/** A task of the asker's own, or of the owner’s where the asker may not write. */
async function newTask({ olga }: Company, asker: Colleague): Promise<string> {
  const by = asker.level === 'reader' ? olga : asker;
  const { body } = await by.post('tasks', someTask);
  return `tasks/${body.id}`;
}

/** A meeting of the asker's own, or of the owner’s where the asker may not write. */
async function newMeeting({ olga }: Company, asker: Colleague): Promise<string> {
  const by = asker.level === 'reader' ? olga : asker;
  const { body: party } = await by.post('people', { name: 'Met' });
  const meeting = { kind: 'meeting', partyIds: [party.id], text: 'Hello' };
  return (await by.post('activities', meeting)).body.id;
}

/** A comment of the asker's own, or of the owner’s where the asker may not write. */
async function newComment(by: Colleague): Promise<string> {
  const { body: about } = await by.post('people', { name: 'Talked about' });
  const { body } = await by.post('comments', { about: { partyId: about.id }, text: 'Hello' });
  return body.id;
}

/** A call somebody wrote down. */
async function newCall(by: Colleague): Promise<string> {
  const { body: party } = await by.post('people', { name: 'Called' });
  const call = { kind: 'call', partyIds: [party.id], text: 'Hello', outcome: 'reached' };
  return (await by.post('activities', call)).body.id;
}

/** The company was named where everybody reads it. */
async function newMention(
  { sql }: Company,
  { workspaceId, id: userId }: Colleague,
): Promise<string> {
  const id = randomUUID();
  await sql(
    `insert into activities (workspace_id, id, kind, audience, visibility, owner_id, occurred_at, touch, direction)
     values ($1, $2, 'mention', $1, 'everyone', $3, now(), 'personal', 'in')`,
    [workspaceId, id, userId],
  );
  await sql(
    `insert into mentions (workspace_id, activity_id, audience, at, source, ref)
     values ($1, $2, $1, now(), 'News', $3)`,
    [workspaceId, id, hash('sha256', id)],
  );
  return id;
}

/** Yes to somebody new, whom a mail that `bringer` brought names in its signature. */
async function answeredMail(company: Company, bringer: Colleague): Promise<Sent> {
  const address = `ada-${randomUUID()}@berg.example`;
  const text = 'Hello\n\n-- \nAda Berg\nHead of Sales\n+43 1 2345678';
  const at = new Date().toUTCString();
  const mail = letter({
    from: `Ada Berg <${address}>`,
    to: 'x@y.example',
    subject: 'Hi',
    at,
    text,
  });
  await bring(company, bringer, { 'mail.eml': mail });
  const [met] = await company.sql<{ activity_id: string }>(
    `select p.activity_id from participants p join seen_addresses s on s.id = p.address_id
     where s.address = $1`,
    [address],
  );
  const path = `activities/${met!.activity_id}/proposals`;
  const zone = 'Europe/Vienna';
  const { body } = await bringer.get<Proposals>(`${path}?zone=${zone}`);
  return { path, body: { key: body.rows[0]!.key, accepts: true, zone } };
}

const metAddress = async ({ sql }: Company, { workspaceId }: Colleague, audience: string) => {
  const [row] = await sql<{ id: string }>(
    `insert into seen_addresses (workspace_id, id, audience, address, mailable)
     values ($1, gen_random_uuid(), $2, 'someone@' || gen_random_uuid() || '.example', true) returning id`,
    [workspaceId, audience],
  );
  return row!.id;
};

/** What is said of a record is read, and said, by whoever sees it. */
const talkDoors: Record<string, RecordDoor> = {
  'GET /api/v1/comments': {
    on: 'person',
    asks: 'see',
    use: ({ id }) => ({ path: `comments?party=${id}` }),
  },
  'GET /api/v1/comments/count': {
    on: 'company',
    asks: 'see',
    use: ({ id }) => ({ path: `comments/count?party=${id}` }),
  },
  'GET /api/v1/comments/listeners': {
    on: 'activity',
    asks: 'see',
    use: ({ id }) => ({ path: `comments/listeners?activity=${id}` }),
  },
  'POST /api/v1/comments': {
    on: 'person',
    asks: 'see',
    forWriters: true,
    use: ({ id }) => ({ path: 'comments', body: { about: { partyId: id }, text: 'Hello' } }),
    inTrash: 409,
  },
  'GET /api/v1/tasks': {
    on: 'person',
    asks: 'see',
    use: ({ id }) => ({ path: `tasks?party=${id}` }),
  },
  'POST /api/v1/tasks': {
    on: 'person',
    asks: 'see',
    forWriters: true,
    use: ({ id }) => ({ path: 'tasks', body: { ...someTask, partyIds: [id] } }),
    inTrash: 404,
  },
  'GET /api/v1/follows': {
    on: 'activity',
    asks: 'see',
    use: ({ id }) => ({ path: `follows?activity=${id}` }),
  },
  'PUT /api/v1/follows': {
    on: 'company',
    asks: 'see',
    forOneself: true,
    use: ({ id }) => ({ path: 'follows', body: { about: { partyId: id }, following: true } }),
  },
  'POST /api/v1/presence': {
    on: 'person',
    asks: 'see',
    forOneself: true,
    use: ({ id }) => ({ path: 'presence', body: { partyId: id, here: true } }),
  },
};

const activityDoors: Record<string, RecordDoor> = {
  'GET /api/v1/activities/:id': {
    on: 'activity',
    asks: 'see',
    use: ({ id }) => ({ path: `activities/${id}` }),
    inTrash: 404,
  },
  'GET /api/v1/activities/:id/html': {
    on: 'activity',
    asks: 'see',
    use: ({ id }) => ({ path: `activities/${id}/html` }),
    inTrash: 404,
  },
  'GET /api/v1/attachments/:id': {
    on: 'activity',
    asks: 'see',
    use: async ({ id }, { sql }) => {
      const [row] = await sql<{ id: string }>('select id from attachments where activity_id = $1', [
        id,
      ]);
      return { path: `attachments/${row!.id}` };
    },
    inTrash: 404,
  },
  'GET /api/v1/activities/:id/proposals': {
    on: 'activity',
    asks: 'see',
    use: ({ id }) => ({ path: `activities/${id}/proposals?zone=Europe/Vienna` }),
    inTrash: 404,
  },
  'PATCH /api/v1/activities/:id': {
    on: 'activity',
    asks: 'change',
    use: ({ id, version }) => ({ path: `activities/${id}`, body: { text: 'Otherwise', version } }),
    inTrash: 404,
  },
  'DELETE /api/v1/activities/:id': {
    on: 'activity',
    asks: 'change',
    use: ({ id, version }) => ({ path: `activities/${id}?version=${version}` }),
    inTrash: 404,
  },
  'POST /api/v1/activities/:id/restoration': {
    on: 'activity',
    asks: 'change',
    use: ({ id }) => ({ path: `activities/${id}/restoration` }),
  },
};

export const records: Record<string, RecordDoor> = {
  ...talkDoors,
  ...activityDoors,
};

export const others: Record<string, OtherDoor> = {
  'POST /api/v1/mailboxes/discovery': {
    asks: 'member',
    // Its servers are known: nobody else is asked.
    use: () => ({ path: 'mailboxes/discovery', body: { address: 'ada@gmail.com' } }),
  },
  'PATCH /api/v1/comments/:id': {
    asks: 'member',
    use: async ({ olga }, asker) => ({
      path: `comments/${await newComment(asker.level === 'reader' ? olga : asker)}`,
      body: { text: 'In other words', version: 1 },
    }),
    elsewhere: async ({ otto }) => ({
      path: `comments/${await newComment(otto)}`,
      body: { text: 'In other words', version: 1 },
    }),
  },
  'DELETE /api/v1/comments/:id': {
    asks: 'member',
    use: async ({ olga }, asker) => ({
      path: `comments/${await newComment(asker.level === 'reader' ? olga : asker)}?version=1`,
    }),
    elsewhere: async ({ otto }) => ({ path: `comments/${await newComment(otto)}?version=1` }),
  },
  'POST /api/v1/comments/:id/restoration': {
    asks: 'member',
    use: async ({ olga }, asker) => ({
      path: `comments/${await newComment(asker.level === 'reader' ? olga : asker)}/restoration`,
    }),
    elsewhere: async ({ otto }) => ({ path: `comments/${await newComment(otto)}/restoration` }),
  },
  'GET /api/v1/today': {
    asks: 'reader',
    use: () => ({ path: 'today?zone=Europe/Vienna' }),
  },
  'PUT /api/v1/today/snoozes': {
    asks: 'reader',
    forOneself: true,
    use: async (_, asker) => ({
      path: 'today/snoozes',
      body: { itemId: asker.id, until: '2036-03-14T09:00:00Z' },
    }),
  },
  'POST /api/v1/today/confirmations': {
    asks: 'member',
    use: async (company, asker) => ({
      path: 'today/confirmations',
      body: { meetings: [{ id: await newMeeting(company, asker), version: 1 }] },
    }),
    elsewhere: async (company) => ({
      path: 'today/confirmations',
      body: { meetings: [{ id: await newMeeting(company, company.otto), version: 1 }] },
    }),
  },
  'PUT /api/v1/today/meetings/:id/outcome': {
    asks: 'member',
    use: async (company, asker) => ({
      path: `today/meetings/${await newMeeting(company, asker)}/outcome`,
      body: { tookPlace: true, version: 1 },
    }),
    elsewhere: async (company) => ({
      path: `today/meetings/${await newMeeting(company, company.otto)}/outcome`,
      body: { tookPlace: true, version: 1 },
    }),
  },
  'GET /api/v1/agenda': {
    asks: 'reader',
    use: () => ({ path: 'agenda?from=2026-03-02T00:00:00Z&to=2026-03-09T00:00:00Z' }),
  },
  'POST /api/v1/agenda/:id/cancellation': {
    asks: 'member',
    use: async (company, asker) => ({
      path: `agenda/${await newMeeting(company, asker)}/cancellation`,
      body: { cancelled: true, version: 1 },
    }),
    elsewhere: async (company) => ({
      path: `agenda/${await newMeeting(company, company.otto)}/cancellation`,
      body: { cancelled: true, version: 1 },
    }),
  },
  'POST /api/v1/agenda/:id/series': {
    asks: 'member',
    // No time of a series; calendars.test.ts has one.
    answers: 409,
    use: async (company, asker) => ({
      path: `agenda/${await newMeeting(company, asker)}/series`,
      body: { cancelled: true, version: 1 },
    }),
    elsewhere: async (company) => ({
      path: `agenda/${await newMeeting(company, company.otto)}/series`,
      body: { cancelled: true, version: 1 },
    }),
  },
  'GET /api/v1/tasks/:id': {
    asks: 'reader',
    use: async (company, asker) => ({ path: await newTask(company, asker) }),
    elsewhere: async (company) => ({ path: await newTask(company, company.otto) }),
  },
  'PATCH /api/v1/tasks/:id': {
    asks: 'member',
    use: async (company, asker) => ({
      path: await newTask(company, asker),
      body: { title: 'To write', version: 1 },
    }),
    elsewhere: async (company) => ({
      path: await newTask(company, company.otto),
      body: { title: 'To write', version: 1 },
    }),
  },
  'PUT /api/v1/tasks/:id/settlement': {
    asks: 'member',
    use: async (company, asker) => ({
      path: `${await newTask(company, asker)}/settlement`,
      body: { outcome: 'done', version: 1 },
    }),
    elsewhere: async (company) => ({
      path: `${await newTask(company, company.otto)}/settlement`,
      body: { outcome: 'done', version: 1 },
    }),
  },
  'PUT /api/v1/tasks/:id/answer': {
    asks: 'member',
    use: async (company, asker) => {
      const giver = asker === company.olga ? company.mara : company.olga;
      const keeperId = asker.level === 'reader' ? company.nora.id : asker.id;
      const { body } = await giver.post('tasks', { ...someTask, keeperId });
      return { path: `tasks/${body.id}/answer`, body: { accepts: true, version: 1 } };
    },
    elsewhere: async (company) => ({
      path: `${await newTask(company, company.otto)}/answer`,
      body: { accepts: true, version: 1 },
    }),
  },
  'GET /api/v1/handovers': { asks: 'reader', use: () => ({ path: 'handovers' }) },
  'POST /api/v1/handovers': {
    asks: 'member',
    use: async ({ nora, olga }, asker) => {
      const giver = asker.level === 'reader' ? olga : asker;
      const { body } = await giver.post('people', { name: 'Given' });
      const given = { partyIds: [body.id], to: nora.id, reason: 'other' };
      return { path: 'handovers', body: given };
    },
    elsewhere: async ({ otto, nora }) => {
      const { body } = await otto.post('people', { name: 'Given' });
      const given = { partyIds: [body.id], to: nora.id, reason: 'other' };
      return { path: 'handovers', body: given };
    },
  },
  'GET /api/v1/handovers/:id': {
    asks: 'reader',
    use: async (company, asker) => ({ path: `handovers/${await newHandover(company, asker)}` }),
    elsewhere: async (company) => ({ path: `handovers/${await handoverElsewhere(company)}` }),
  },
  'DELETE /api/v1/handovers/:id': {
    asks: 'member',
    use: async ({ nora, olga }, asker) => {
      const giver = asker.level === 'reader' ? olga : asker;
      const { body } = await giver.post('people', { name: 'Given' });
      const given = { partyIds: [body.id], to: nora.id, reason: 'other' };
      const proposed = await giver.post('handovers', given);
      return { path: `handovers/${proposed.body.id}?version=1` };
    },
    elsewhere: async (company) => ({
      path: `handovers/${await handoverElsewhere(company)}?version=1`,
    }),
  },
  'POST /api/v1/handovers/:id/acceptance': {
    asks: 'member',
    use: async (company, asker) => ({
      path: `handovers/${await newHandover(company, asker)}/acceptance`,
      body: { version: 1 },
    }),
    elsewhere: async (company) => ({
      path: `handovers/${await handoverElsewhere(company)}/acceptance`,
      body: { version: 1 },
    }),
  },
  'POST /api/v1/handovers/:id/refusal': {
    asks: 'member',
    use: async (company, asker) => ({
      path: `handovers/${await newHandover(company, asker)}/refusal`,
      body: { version: 1 },
    }),
    elsewhere: async (company) => ({
      path: `handovers/${await handoverElsewhere(company)}/refusal`,
      body: { version: 1 },
    }),
  },
  'POST /api/v1/handovers/:id/end': {
    asks: 'member',
    use: async (company, asker) => {
      const id = await newHandover(company, asker);
      await asker.post(`handovers/${id}/acceptance`, { version: 1 });
      return { path: `handovers/${id}/end`, body: { version: 2 } };
    },
    elsewhere: async (company) => ({
      path: `handovers/${await handoverElsewhere(company)}/end`,
      body: { version: 1 },
    }),
  },
  'GET /api/v1/notifications': { asks: 'reader', use: () => ({ path: 'notifications' }) },
  'GET /api/v1/notifications/count': {
    asks: 'reader',
    use: () => ({ path: 'notifications/count' }),
  },
  'PUT /api/v1/notifications/read': {
    asks: 'reader',
    forOneself: true,
    use: () => ({ path: 'notifications/read', body: { read: true } }),
  },
  'GET /api/v1/notifications/choices': {
    asks: 'reader',
    use: () => ({ path: 'notifications/choices' }),
  },
  'PUT /api/v1/notifications/choices': {
    asks: 'reader',
    forOneself: true,
    use: () => ({ path: 'notifications/choices', body: { silent: ['changed'] } }),
  },
  'GET /api/v1/activities/export': {
    asks: 'reader',
    use: () => ({ path: 'activities/export?format=ics' }),
  },
  'POST /api/v1/activities': {
    asks: 'member',
    use: async ({ olga }) => {
      const { body } = await olga.post('people', { name: 'Ada' });
      return { path: 'activities', body: { kind: 'note', partyIds: [body.id], text: 'Hello' } };
    },
    elsewhere: async ({ otto }) => {
      const { body } = await otto.post('people', { name: 'Ada' });
      return { path: 'activities', body: { kind: 'note', partyIds: [body.id], text: 'Hello' } };
    },
  },
  'GET /api/v1/mentions': { asks: 'reader', use: () => ({ path: 'mentions' }) },
  'PATCH /api/v1/mentions/:id': {
    asks: 'member',
    use: async (company, asker) => ({
      path: `mentions/${await newMention(company, asker.level === 'reader' ? company.olga : asker)}`,
      body: { judgement: 'good', version: 1 },
    }),
    elsewhere: async (company) => ({
      path: `mentions/${await newMention(company, company.otto)}`,
      body: { judgement: 'good', version: 1 },
    }),
  },
  'GET /api/v1/calls/waiting': { asks: 'reader', use: () => ({ path: 'calls/waiting' }) },
  'GET /api/v1/calls/:id': {
    asks: 'reader',
    use: async ({ olga }) => ({ path: `calls/${await newCall(olga)}` }),
    elsewhere: async ({ otto }) => ({ path: `calls/${await newCall(otto)}` }),
  },
  'PUT /api/v1/calls/:id/note': {
    asks: 'member',
    use: async ({ olga }, asker) => ({
      path: `calls/${await newCall(asker.level === 'reader' ? olga : asker)}/note`,
      body: { text: 'Wants oak', version: 1 },
    }),
    elsewhere: async ({ otto }) => ({
      path: `calls/${await newCall(otto)}/note`,
      body: { text: 'Wants oak', version: 1 },
    }),
  },
  'POST /api/v1/activities/:id/proposals': {
    asks: 'member',
    use: (company) => answeredMail(company, company.olga),
    elsewhere: (company) => answeredMail(company, company.otto),
  },
  'POST /api/v1/capture': {
    asks: 'member',
    use: async ({ olga }) => {
      const { body } = await olga.post('people', { name: 'Ada' });
      return {
        path: 'capture',
        body: { entry: { kind: 'note', text: 'Hello' }, about: [body.id] },
      };
    },
    elsewhere: async ({ otto }) => {
      const { body } = await otto.post('people', { name: 'Ada' });
      return {
        path: 'capture',
        body: { entry: { kind: 'note', text: 'Hello' }, about: [body.id] },
      };
    },
  },
  'GET /api/v1/addresses': { asks: 'reader', use: () => ({ path: 'addresses' }) },
  'POST /api/v1/addresses/:id/promotion': {
    asks: 'member',
    use: async (company) => {
      const id = await metAddress(company, company.olga, company.workspaces.kettle);
      return { path: `addresses/${id}/promotion` };
    },
    elsewhere: async (company) => {
      const id = await metAddress(company, company.nora, company.nora.id);
      return { path: `addresses/${id}/promotion` };
    },
  },
  'POST /api/v1/addresses/:id/tie': {
    asks: 'member',
    use: async (company, asker) => {
      const id = await metAddress(company, company.olga, company.workspaces.kettle);
      const { body } = await asker.post('people', { name: 'Ada' });
      return { path: `addresses/${id}/tie`, body: { partyId: body.id } };
    },
    elsewhere: async (company) => {
      const id = await metAddress(company, company.nora, company.nora.id);
      const { body } = await company.nora.post('people', { name: 'Ada' });
      return { path: `addresses/${id}/tie`, body: { partyId: body.id } };
    },
  },
  'GET /api/v1/search': { asks: 'reader', use: () => ({ path: 'search?q=ada' }) },
};
