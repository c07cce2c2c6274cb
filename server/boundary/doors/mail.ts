import { usualBookingPage } from '../../../shared/interact/booking.ts';
import type { Colleague, Company } from '../../testing/company.ts';
import type { OtherDoor, Sent } from './rule.ts';

/** A mailbox of the asker's own; a reader, who connects none, is shown one that everybody may know of. */
async function newConnection({ olga }: Company, asker: Colleague): Promise<string> {
  const owner = asker.level === 'reader' ? olga : asker;
  const { body } = await owner.post('connections', someMailbox());
  return body.id;
}

const someMailbox = () => ({
  kind: 'imap',
  name: 'Mailbox',
  visibility: 'everyone',
  settings: {
    address: `${crypto.randomUUID()}@kettle.example`,
    host: 'imap.kettle.example',
    port: 993,
    encryption: 'tls',
    user: 'team@kettle.example',
  },
  secret: { password: 'known to nobody' },
});

const someCalendar = () => ({
  kind: 'caldav',
  name: 'Calendar',
  visibility: 'everyone',
  settings: { url: `https://cloud.kettle.example/${crypto.randomUUID()}`, user: 'team' },
  secret: { password: 'known to nobody' },
});

/** A calendar as `newConnection` makes a mailbox, with one of its collections. */
async function newCalendar(
  { olga, sql, workspaces }: Company,
  asker: Colleague,
): Promise<{ id: string; collectionId: string }> {
  const owner = asker.level === 'reader' ? olga : asker;
  const { body } = await owner.post('connections', someCalendar());
  const collectionId = crypto.randomUUID();
  await sql(
    `insert into collections (workspace_id, id, connection_id, audience, kind, href, name)
     select workspace_id, $2, id, audience, 'calendar', 'work', 'Work' from connections
     where id = $1 and workspace_id = any ($3)`,
    [body.id, collectionId, Object.values(workspaces)],
  );
  await sql(
    `insert into collection_entries (workspace_id, collection_id, href, connection_id, audience, state, reason)
     select workspace_id, id, '/calendars/one.ics', connection_id, audience, 'parked', 'changed on both sides'
     from collections where id = $1`,
    [collectionId],
  );
  return { id: body.id, collectionId };
}

/** The same route on a calendar of the asker's own and on one of another company. */
function calendarDoor(
  asks: OtherDoor['asks'],
  to: (calendar: { id: string; collectionId: string }) => Sent,
): OtherDoor {
  return {
    asks,
    use: async (company, asker) => to(await newCalendar(company, asker)),
    elsewhere: async (company) => to(await newCalendar(company, company.otto)),
  };
}

const calendarDoors: Record<string, OtherDoor> = {
  'GET /api/v1/calendars/:id': calendarDoor('reader', ({ id }) => ({ path: `calendars/${id}` })),
  'GET /api/v1/calendars/:id/entries': calendarDoor('reader', ({ id }) => ({
    path: `calendars/${id}/entries`,
  })),
  'PATCH /api/v1/calendars/:id/collections/:collectionId': calendarDoor(
    'member',
    ({ id, collectionId }) => ({
      path: `calendars/${id}/collections/${collectionId}`,
      body: { wanted: true },
    }),
  ),
  'POST /api/v1/calendars/:id/disputes': calendarDoor('member', ({ id, collectionId }) => ({
    path: `calendars/${id}/disputes`,
    body: { collectionId, href: '/calendars/one.ics', keep: 'ours' },
  })),
  'POST /api/v1/calendars/:id/retry': calendarDoor('member', ({ id }) => ({
    path: `calendars/${id}/retry`,
  })),
};

/** An address book as `newCalendar` makes a calendar, and somebody for it. */
async function newBook(company: Company, asker: Colleague) {
  const { id, collectionId } = await newCalendar(company, asker);
  await company.sql(
    `with made as (update connections set kind = 'carddav' where id = $1 returning id)
     update collections set kind = 'address book', writable = true from made
     where connection_id = made.id and collections.id = $2`,
    [id, collectionId],
  );
  const owner = asker.level === 'reader' ? company.olga : asker;
  const { body } = await owner.post('people', { name: `Ida ${crypto.randomUUID()}` });
  return { collectionId, partyId: body.id };
}

const bookDoors: Record<string, OtherDoor> = {
  'GET /api/v1/address-books/of/:id': {
    asks: 'reader',
    use: async (company, asker) => ({
      path: `address-books/of/${(await newBook(company, asker)).partyId}`,
    }),
    elsewhere: async (company) => ({
      path: `address-books/of/${(await newBook(company, company.otto)).partyId}`,
    }),
  },
  'POST /api/v1/address-books/wishes': {
    asks: 'member',
    use: async (company, asker) => ({
      path: 'address-books/wishes',
      body: { ...(await newBook(company, asker)), isIn: true },
    }),
    elsewhere: async (company) => ({
      path: 'address-books/wishes',
      body: { ...(await newBook(company, company.otto)), isIn: true },
    }),
  },
};

const someRule = () => ({ kind: 'address', value: `${crypto.randomUUID()}@home.example` });

async function newFolder({ sql, workspaces }: Company, connectionId: string): Promise<string> {
  const id = crypto.randomUUID();
  await sql(
    `insert into mail_folders (workspace_id, id, connection_id, audience, path)
     select workspace_id, $2, id, audience, 'INBOX' from connections where id = $1 and workspace_id = any ($3)`,
    [connectionId, id, Object.values(workspaces)],
  );
  return id;
}

/** A mail of somebody's own that is at some point of its way; nobody else knows of it. */
async function newOutgoing({ sql }: Company, owner: Colleague, state = 'draft'): Promise<string> {
  const id = crypto.randomUUID();
  const row = [owner.workspaceId, id, owner.id];
  await sql(
    `insert into outgoing_mails (workspace_id, id, audience, owner_id, state, message_id)
     values ($1, $2::uuid, $3, $3, $4, $2::uuid::text)`,
    [...row, state],
  );
  await sql(
    `insert into outgoing_files (workspace_id, id, mail_id, audience, name, media_type, bytes, sha256)
     values ($1, $2::uuid, $2::uuid, $3, 'boards.txt', 'text/plain', 1, 'none')`,
    row,
  );
  return id;
}

async function someDigest(company: Company, asker: Colleague): Promise<object> {
  const from = await newSender(company, asker);
  return { from, hour: 7, weekdaysOnly: true, zone: 'Europe/Vienna', language: 'en' };
}

/** The same route on one's own mail and on one of another company. */
function outgoingDoor(
  asks: OtherDoor['asks'],
  to: (id: string) => Sent,
  { state = 'draft', answers }: { state?: string; answers?: number } = {},
): OtherDoor {
  return {
    asks,
    use: async (company, asker) => to(await newOutgoing(company, asker, state)),
    elsewhere: async (company) => to(await newOutgoing(company, company.otto, state)),
    ...(answers ? { answers } : {}),
  };
}

async function newSender(company: Company, asker: Colleague): Promise<string> {
  const id = await newConnection(company, asker);
  const smtp = { host: 'smtp.kettle.example', port: 465, encryption: 'tls' };
  await company.sql(
    `update connections set settings = settings || jsonb_build_object('smtp', $2::jsonb) where id = $1`,
    [id, JSON.stringify(smtp)],
  );
  return id;
}

/** An address that is doubtful for everybody of a company. */
async function newDoubt({ sql }: Company, { workspaceId }: Colleague): Promise<string> {
  const id = crypto.randomUUID();
  await sql(
    `insert into doubtful_addresses (workspace_id, id, audience, address, reason, doubted_at)
     values ($1, $2::uuid, $1, $2::uuid::text || '@fink.example', 'closed', now())`,
    [workspaceId, id],
  );
  return id;
}

const version = 1;
const outgoingDoors: Record<string, OtherDoor> = {
  'GET /api/v1/digest': { asks: 'reader', use: () => ({ path: 'digest' }) },
  'PUT /api/v1/digest': {
    asks: 'member',
    use: async (company, asker) => ({ path: 'digest', body: await someDigest(company, asker) }),
  },
  'DELETE /api/v1/digest': { asks: 'reader', forOneself: true, use: () => ({ path: 'digest' }) },
  'POST /api/v1/digest/now': {
    asks: 'member',
    use: async (company, asker) => ({ path: 'digest/now', body: await someDigest(company, asker) }),
  },
  'GET /api/v1/outgoing': { asks: 'reader', use: () => ({ path: 'outgoing' }) },
  'POST /api/v1/outgoing': { asks: 'member', use: () => ({ path: 'outgoing', body: {} }) },
  'GET /api/v1/outgoing/senders': { asks: 'reader', use: () => ({ path: 'outgoing/senders' }) },
  'GET /api/v1/outgoing/suggestions': {
    asks: 'reader',
    use: () => ({ path: 'outgoing/suggestions?q=ida' }),
  },
  'GET /api/v1/outgoing/doubts': {
    asks: 'reader',
    use: () => ({ path: 'outgoing/doubts?addresses=ida%40fink.example' }),
  },
  'POST /api/v1/outgoing/doubts/:id/clearance': {
    asks: 'member',
    use: async (company, asker) => ({
      path: `outgoing/doubts/${await newDoubt(company, asker)}/clearance`,
    }),
    elsewhere: async (company) => ({
      path: `outgoing/doubts/${await newDoubt(company, company.otto)}/clearance`,
    }),
  },
  'PUT /api/v1/outgoing/senders/:id/signature': {
    asks: 'member',
    use: async (company, asker) => ({
      path: `outgoing/senders/${await newSender(company, asker)}/signature`,
      body: { html: '<p>Ada</p>' },
    }),
  },
  'GET /api/v1/outgoing/:id': outgoingDoor('reader', (id) => ({ path: `outgoing/${id}` })),
  'PATCH /api/v1/outgoing/:id': outgoingDoor('member', (id) => ({
    path: `outgoing/${id}`,
    body: { subject: 'Boards', version },
  })),
  'DELETE /api/v1/outgoing/:id': outgoingDoor('member', (id) => ({
    path: `outgoing/${id}?version=1`,
  })),
  'POST /api/v1/outgoing/:id/restoration': outgoingDoor('member', (id) => ({
    path: `outgoing/${id}/restoration`,
  })),
  'POST /api/v1/outgoing/:id/release': outgoingDoor(
    'member',
    (id) => ({ path: `outgoing/${id}/release`, body: { version } }),
    { state: 'deferred' },
  ),
  'DELETE /api/v1/outgoing/:id/release': outgoingDoor(
    'member',
    (id) => ({ path: `outgoing/${id}/release?version=1` }),
    { state: 'waiting' },
  ),
  'POST /api/v1/outgoing/:id/settlement': outgoingDoor(
    'member',
    (id) => ({ path: `outgoing/${id}/settlement`, body: { version, arrived: true } }),
    { state: 'unknown' },
  ),
  'PUT /api/v1/outgoing/:id/files': outgoingDoor('member', (id) => ({
    path: `outgoing/${id}/files?name=boards.txt`,
    body: 'Oak',
    headers: { 'content-type': 'application/octet-stream' },
  })),
  'DELETE /api/v1/outgoing/:id/files/:fileId': outgoingDoor('member', (id) => ({
    path: `outgoing/${id}/files/${id}`,
  })),
};

const connectionDoors: Record<string, OtherDoor> = {
  'GET /api/v1/connections': { asks: 'reader', use: () => ({ path: 'connections' }) },
  'POST /api/v1/connections': {
    asks: 'member',
    use: () => ({ path: 'connections', body: someMailbox() }),
    answers: 201,
  },
  'POST /api/v1/connections/trial': {
    asks: 'member',
    use: () => {
      const { kind, settings, secret } = someMailbox();
      // Refused by the door before anything is asked.
      return {
        path: 'connections/trial',
        body: { kind, settings: { ...settings, port: 1 }, secret },
      };
    },
  },
  'PATCH /api/v1/connections/:id': {
    asks: 'member',
    use: async (company, asker) => ({
      path: `connections/${await newConnection(company, asker)}`,
      body: { version: 1, state: 'paused' },
    }),
    elsewhere: async (company) => ({
      path: `connections/${await newConnection(company, company.otto)}`,
      body: { version: 1, state: 'paused' },
    }),
  },
  'DELETE /api/v1/connections/:id': {
    asks: 'member',
    use: async (company, asker) => ({
      path: `connections/${await newConnection(company, asker)}?version=1`,
    }),
    elsewhere: async (company) => ({
      path: `connections/${await newConnection(company, company.otto)}?version=1`,
    }),
  },
  'GET /api/v1/mailboxes/:id': {
    asks: 'reader',
    use: async (company, asker) => ({ path: `mailboxes/${await newConnection(company, asker)}` }),
    elsewhere: async (company) => ({
      path: `mailboxes/${await newConnection(company, company.otto)}`,
    }),
  },
  'GET /api/v1/mailboxes/:id/messages': {
    asks: 'reader',
    use: async (company, asker) => ({
      path: `mailboxes/${await newConnection(company, asker)}/messages`,
    }),
    elsewhere: async (company) => ({
      path: `mailboxes/${await newConnection(company, company.otto)}/messages`,
    }),
  },
  'PATCH /api/v1/mailboxes/:id/folders/:folderId': {
    asks: 'member',
    use: async (company, asker) => {
      const id = await newConnection(company, asker);
      const folderId = await newFolder(company, id);
      return { path: `mailboxes/${id}/folders/${folderId}`, body: { wanted: true } };
    },
    elsewhere: async (company) => {
      const id = await newConnection(company, company.otto);
      const folderId = await newFolder(company, id);
      return { path: `mailboxes/${id}/folders/${folderId}`, body: { wanted: true } };
    },
  },
  'POST /api/v1/mailboxes/:id/retry': {
    asks: 'member',
    use: async (company, asker) => ({
      path: `mailboxes/${await newConnection(company, asker)}/retry`,
    }),
    elsewhere: async (company) => ({
      path: `mailboxes/${await newConnection(company, company.otto)}/retry`,
    }),
  },
  'GET /api/v1/capture-rules': { asks: 'reader', use: () => ({ path: 'capture-rules' }) },
  'POST /api/v1/capture-rules': {
    asks: 'member',
    use: () => ({ path: 'capture-rules', body: someRule() }),
    answers: 201,
  },
  'DELETE /api/v1/capture-rules/:id': {
    asks: 'member',
    use: async ({ olga }, asker) => {
      const owner = asker.level === 'reader' ? olga : asker;
      const { body } = await owner.post('capture-rules', someRule());
      return { path: `capture-rules/${body.id}` };
    },
    elsewhere: async ({ otto }) => {
      const { body } = await otto.post('capture-rules', someRule());
      return { path: `capture-rules/${body.id}` };
    },
  },
};

/** A conversation of everybody's that came to somebody's mailbox. */
async function newConversation(
  { sql }: Company,
  owner: Colleague,
): Promise<{ id: string; mail: string }> {
  const mail = crypto.randomUUID();
  await sql(
    `insert into activities (workspace_id, id, kind, audience, visibility, owner_id, occurred_at, direction, touch, thread)
     values ($1, $2::uuid, 'email', $1, 'everyone', $3, now(), 'in', 'personal', $2::uuid::text)`,
    [owner.workspaceId, mail, owner.id],
  );
  await sql(
    `insert into activity_texts (workspace_id, activity_id, audience, occurred_at)
     select workspace_id, id, audience, occurred_at from activities where id = $1`,
    [mail],
  );
  const [row] = await sql<{ id: string }>(`select id from conversations where newest_id = $1`, [
    mail,
  ]);
  return { id: row!.id, mail };
}

/** The same route on a conversation of one's own company and on one of another. */
function inboxDoor(
  asks: OtherDoor['asks'],
  to: (conversation: { id: string; mail: string }, asker: Colleague) => Sent,
): OtherDoor {
  return {
    asks,
    use: async (company, asker) => to(await newConversation(company, asker), asker),
    elsewhere: async (company) => to(await newConversation(company, company.otto), company.otto),
  };
}

const inboxDoors: Record<string, OtherDoor> = {
  'GET /api/v1/inbox': { asks: 'reader', use: () => ({ path: 'inbox?split=promises&whose=all' }) },
  'GET /api/v1/inbox/counts': { asks: 'reader', use: () => ({ path: 'inbox/counts' }) },
  'GET /api/v1/inbox/waiting': { asks: 'reader', use: () => ({ path: 'inbox/waiting' }) },
  'GET /api/v1/inbox/of/:id': inboxDoor('reader', ({ mail }) => ({ path: `inbox/of/${mail}` })),
  'GET /api/v1/inbox/:id': inboxDoor('reader', ({ id }) => ({ path: `inbox/${id}` })),
  'PUT /api/v1/inbox/:id/settlement': inboxDoor('member', ({ id }) => ({
    path: `inbox/${id}/settlement`,
    body: { done: true, version },
  })),
  'PUT /api/v1/inbox/:id/snooze': inboxDoor('member', ({ id }) => ({
    path: `inbox/${id}/snooze`,
    body: { until: '2036-03-14T09:00:00Z', version },
  })),
  'PUT /api/v1/inbox/:id/assignee': inboxDoor('member', ({ id }, { id: userId }) => ({
    path: `inbox/${id}/assignee`,
    body: { userId, version },
  })),
  'PUT /api/v1/inbox/:id/visibility': inboxDoor('member', ({ id }) => ({
    path: `inbox/${id}/visibility`,
    body: { visibility: 'private', version },
  })),
};

async function newTemplate(owner: Colleague): Promise<string> {
  const { body } = await owner.post('mail-templates', someTemplate());
  return body.id;
}

const someTemplate = () => ({
  name: 'Boards',
  language: 'en',
  html: '<p>{{salutation}}</p>',
  visibility: 'everyone',
});

/** The same route on a template that one may use and on one of another company. */
function templateDoor(asks: OtherDoor['asks'], to: (id: string) => Sent): OtherDoor {
  return {
    asks,
    use: async ({ olga }, asker) => to(await newTemplate(asker.level === 'reader' ? olga : asker)),
    elsewhere: async ({ otto }) => to(await newTemplate(otto)),
  };
}

const templateDoors: Record<string, OtherDoor> = {
  'GET /api/v1/mail-templates': { asks: 'reader', use: () => ({ path: 'mail-templates' }) },
  'POST /api/v1/mail-templates': {
    asks: 'member',
    use: () => ({ path: 'mail-templates', body: someTemplate() }),
  },
  'GET /api/v1/writing/told': {
    asks: 'reader',
    use: () => ({ path: 'writing/told?to=ida%40fink.example&zone=Europe%2FVienna' }),
  },
  'GET /api/v1/writing/choices': { asks: 'reader', use: () => ({ path: 'writing/choices' }) },
  'PUT /api/v1/writing/choices': {
    asks: 'reader',
    forOneself: true,
    use: () => ({ path: 'writing/choices', body: { toneHints: false } }),
  },
  'GET /api/v1/mail-templates/:id': templateDoor('reader', (id) => ({
    path: `mail-templates/${id}`,
  })),
  'GET /api/v1/mail-templates/:id/filled': templateDoor('reader', (id) => ({
    path: `mail-templates/${id}/filled?to=ida%40fink.example&zone=Europe%2FVienna`,
  })),
  'PATCH /api/v1/mail-templates/:id': templateDoor('member', (id) => ({
    path: `mail-templates/${id}`,
    body: { name: 'Other boards', version },
  })),
  'DELETE /api/v1/mail-templates/:id': templateDoor('member', (id) => ({
    path: `mail-templates/${id}?version=1`,
  })),
};

export const others: Record<string, OtherDoor> = {
  ...templateDoors,
  ...outgoingDoors,
  ...inboxDoors,
  ...connectionDoors,
  ...calendarDoors,
  ...bookDoors,
  'GET /api/v1/booking': { asks: 'reader', use: () => ({ path: 'booking' }) },
  'PUT /api/v1/booking': {
    asks: 'member',
    use: () => ({ path: 'booking', body: usualBookingPage('Europe/Vienna') }),
  },
  'PUT /api/v1/booking/addresses': {
    asks: 'member',
    use: async (_company, asker) => {
      const name = `doors-${crypto.randomUUID().slice(0, 13)}`;
      await asker.send('PUT', 'booking', { body: { ...usualBookingPage('Europe/Vienna'), name } });
      return { path: 'booking/addresses', body: { name: null, leads: false } };
    },
  },
};
