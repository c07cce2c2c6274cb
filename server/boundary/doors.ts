import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ConsentsView } from '../../shared/identify/consent.ts';
import type { RetentionView } from '../../shared/identify/retention.ts';
import type { AccessLevel } from '../../shared/platform/access.ts';
import type { StrategyDraft, StrategyView } from '../../shared/strategy/strategy.ts';
import type { Colleague, Company } from '../testing/company.ts';
import { doorOf, type Kind, type Relation, type Specimen } from './records.ts';

/**
 * What the sales manual says about access, as sentences; and what each route asks for. A route that is
 * served and has no line here fails the tests.
 */

const everybody: AccessLevel[] = ['owner', 'manager', 'member', 'reader'];
const writers: AccessLevel[] = ['owner', 'manager', 'member'];

interface Sentence {
  see: AccessLevel[];
  change: AccessLevel[];
  /** Only whoever began an import, and owners, steer it. */
  steer: AccessLevel[];
  /** What taking it back would do concerns whoever may have to decide about it. */
  preview: AccessLevel[];
}

/** Who sees and who changes a record, by what the record is to whoever asks. */
export const sentences: Record<Relation, Sentence> = {
  'one’s own': { see: everybody, change: writers, steer: writers, preview: everybody },
  'assigned to one': { see: everybody, change: writers, steer: ['owner'], preview: ['owner'] },
  'a teammate’s, seen by everyone': {
    see: everybody,
    change: ['owner', 'manager'],
    steer: ['owner'],
    preview: ['owner'],
  },
  'a stranger’s, seen by everyone': {
    see: everybody,
    change: ['owner'],
    steer: ['owner'],
    preview: ['owner'],
  },
  'one’s team’s': {
    see: everybody,
    change: ['owner', 'manager'],
    steer: ['owner'],
    preview: ['owner'],
  },
  'another team’s': { see: ['owner'], change: ['owner'], steer: ['owner'], preview: ['owner'] },
  'private to another': { see: [], change: [], steer: [], preview: [] },
  'another company’s': { see: [], change: [], steer: [], preview: [] },
  'one’s own, in the trash': {
    see: everybody,
    change: writers,
    steer: writers,
    preview: everybody,
  },
};

export interface Sent {
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** A route that leads to one record. */
export interface RecordDoor {
  on: Kind;
  asks: 'see' | 'change' | 'steer' | 'preview' | 'undo';
  /** Readers of the company are refused whatever they see. */
  forWriters?: boolean;
  /** It changes only what somebody keeps for themselves, which readers do too. */
  forOneself?: boolean;
  /** Everybody below is refused whatever they see. */
  forOwners?: boolean;
  /** How the route is used on this record. */
  use: (specimen: Specimen, company: Company) => Sent | Promise<Sent>;
  /** What it answers when access is settled; 2xx unless said otherwise. */
  answers?: number;
  /** What a record in the trash answers to those who may see or change it. */
  inTrash?: number;
}

/** A route that leads to no record, or to one that only owners and its holder know. */
export interface OtherDoor {
  asks: AccessLevel;
  forOneself?: boolean;
  use: (company: Company, asker: Colleague) => Sent | Promise<Sent>;
  answers?: number;
  /** The same route, used on something of another company: always 404. */
  elsewhere?: (company: Company) => Sent | Promise<Sent>;
}

/** The draft as it stands, or what it would begin with. */
async function draftOf({ olga }: Company) {
  const { draft } = (await olga.get<{ draft: StrategyDraft | null }>('strategy/draft')).body;
  return draft ?? { version: 0, choices: (await olga.get<StrategyView>('strategy')).body.choices };
}

const someConsent = {
  purpose: 'newsletter',
  channels: ['email'],
  decision: 'given',
  source: 'spoken',
};
const newConsent = async (asker: Colleague) => {
  const person = (await asker.post('people', { name: 'Ada' })).body?.id;
  if (!person) return crypto.randomUUID();
  await asker.post(`people/${person}/consents`, someConsent);
  const { body } = await asker.get<ConsentsView>(`people/${person}/consents`);
  return body.entries[0]!.id;
};
const newPurpose = async (asker: Colleague) => {
  const purpose = { name: crypto.randomUUID(), channels: ['letter'] };
  return (await asker.post<{ key: string }>('consent-purposes', purpose)).body.key;
};

function partyDoors(kind: 'person' | 'company'): Record<string, RecordDoor> {
  const root = `/api/v1/${doorOf[kind]}`;
  const at = ({ id }: Specimen, rest = '') => `${root}/${id}${rest}`;
  return {
    [`GET ${root}/:id`]: { on: kind, asks: 'see', use: (it) => ({ path: at(it) }) },
    [`GET ${root}/:id/timeline`]: {
      on: kind,
      asks: 'see',
      use: (it) => ({ path: at(it, '/timeline') }),
    },
    [`GET ${root}/:id/timeline/summary`]: {
      on: kind,
      asks: 'see',
      use: (it) => ({ path: at(it, '/timeline/summary') }),
    },
    [`GET ${root}/:id/ties`]: { on: kind, asks: 'see', use: (it) => ({ path: at(it, '/ties') }) },
    [`GET ${root}/:id/network`]: {
      on: kind,
      asks: 'see',
      use: (it) => ({ path: at(it, '/network') }),
    },
    ...(kind === 'person'
      ? {
          [`GET ${root}/:id/household`]: {
            on: kind,
            asks: 'see',
            use: (it) => ({ path: at(it, '/household') }),
          },
          [`GET ${root}/:id/consents`]: {
            on: kind,
            asks: 'see',
            use: (it) => ({ path: at(it, '/consents') }),
          },
          [`GET ${root}/:id/permission`]: {
            on: kind,
            asks: 'see',
            use: (it) => ({ path: at(it, '/permission?purpose=newsletter&channel=email') }),
          },
          [`GET ${root}/:id/disclosure`]: {
            on: kind,
            asks: 'see',
            forOwners: true,
            use: (it) => ({ path: at(it, '/disclosure?language=en') }),
          },
          [`POST ${root}/:id/erasure/preview`]: {
            on: kind,
            asks: 'see',
            forOwners: true,
            use: (it) => ({ path: at(it, '/erasure/preview') }),
          },
          // What is typed here is not the name: who may is told it, nobody is erased.
          [`POST ${root}/:id/erasure`]: {
            on: kind,
            asks: 'see',
            forOwners: true,
            use: (it) => ({ path: at(it, '/erasure'), body: { confirm: '' } }),
            answers: 422,
          },
          [`POST ${root}/:id/consents`]: {
            on: kind,
            asks: 'see',
            forWriters: true,
            use: (it) => ({ path: at(it, '/consents'), body: someConsent }),
            inTrash: 409,
          },
        }
      : {
          [`GET ${root}/:id/group`]: {
            on: kind,
            asks: 'see',
            use: (it) => ({ path: at(it, '/group') }),
          },
          [`GET ${root}/:id/role-map`]: {
            on: kind,
            asks: 'see',
            use: (it) => ({ path: at(it, '/role-map') }),
          },
          [`GET ${root}/:id/best-contacts`]: {
            on: kind,
            asks: 'see',
            use: (it) => ({ path: at(it, '/best-contacts') }),
          },
        }),
    [`PATCH ${root}/:id`]: {
      on: kind,
      asks: 'change',
      use: (it) => ({ path: at(it), body: { assignedTo: null, version: it.version } }),
      inTrash: 409,
    },
    [`DELETE ${root}/:id`]: {
      on: kind,
      asks: 'change',
      use: (it) => ({ path: at(it, `?version=${it.version}`) }),
      inTrash: 409,
    },
    [`POST ${root}/:id/restoration`]: {
      on: kind,
      asks: 'change',
      use: (it) => ({ path: at(it, '/restoration') }),
    },
    [`POST ${root}/:id/statements`]: {
      on: kind,
      asks: 'change',
      use: (it) => ({
        path: at(it, '/statements'),
        body: { topic: 'phone', value: '+43 316 123456', version: it.version },
      }),
      inTrash: 409,
    },
    [`DELETE ${root}/:id/statements/:statementId`]: {
      on: kind,
      asks: 'change',
      use: async (it, { sql }) => {
        const [row] = await sql<{ id: string }>(
          `select id from statements where party_id = $1 and topic = 'email'`,
          [it.id],
        );
        return { path: at(it, `/statements/${row!.id}?version=${it.version}`) };
      },
      inTrash: 409,
    },
  };
}

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

/** A comment of the asker's own, or of the owner’s where the asker may not write. */
async function newComment(by: Colleague): Promise<string> {
  const { body: about } = await by.post('people', { name: 'Talked about' });
  const { body } = await by.post('comments', { about: { partyId: about.id }, text: 'Hello' });
  return body.id;
}

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

export const recordDoors: Record<string, RecordDoor> = {
  ...partyDoors('person'),
  ...partyDoors('company'),
  ...activityDoors,
  ...talkDoors,
  ...importDoors,
  ...eventDoors,
};

/** Two of one name and number of which the asker's company knows, as a pair that was found. */
const newPair = async ({ sql }: Company, { workspaceId }: Colleague, owner: Colleague) => {
  const ids: string[] = [];
  for (let at = 0; at < 2; at++) {
    const { body } = await owner.post('people', { name: `Twin ${crypto.randomUUID()}` });
    ids.push(body.id);
  }
  const [first, second] = ids.sort();
  const [row] = await sql<{ id: string }>(
    `insert into duplicate_pairs (workspace_id, id, audience, kind, first_id, second_id, state, certain, weight, judgement)
     values ($1, gen_random_uuid(), $1, 'person', $2, $3, 'proposed', false, 5,
       '{"before":-10,"reasons":[],"weight":5,"probability":0.97,"certain":false}') returning id`,
    [workspaceId, first, second],
  );
  return { id: row!.id, first: first!, second: second! };
};
const newMerge = async (company: Company, asker: Colleague, owner: Colleague) => {
  const { first, second } = await newPair(company, asker, owner);
  const { body } = await owner.post('merges', { kind: 'person', keep: first, absorb: second });
  return body.id;
};

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

const metAddress = async ({ sql }: Company, { workspaceId }: Colleague, audience: string) => {
  const [row] = await sql<{ id: string }>(
    `insert into seen_addresses (workspace_id, id, audience, address, mailable)
     values ($1, gen_random_uuid(), $2, 'someone@' || gen_random_uuid() || '.example', true) returning id`,
    [workspaceId, audience],
  );
  return row!.id;
};

/** Two people of the asker’s own, and what ties them. */
const newTie = async (asker: Colleague) => {
  const ends = [];
  for (const name of ['Ada', 'Ben']) {
    const { body } = await asker.post('people', { name });
    ends.push(body?.id ?? crypto.randomUUID());
  }
  const stated = { kind: 'influences', fromId: ends[0], toId: ends[1] };
  const { body } = await asker.post('ties', stated);
  return { stated, id: body?.id ?? crypto.randomUUID() };
};
const newTieKind = async ({ olga }: Company) => {
  const { body } = await olga.post('tie-kinds', { name: crypto.randomUUID(), reverseName: 'y' });
  return body.id;
};
/** A tag for nobody: what it would do to records is told elsewhere. */
const bulkTag = () => ({
  kind: 'person',
  selection: { ids: [crypto.randomUUID()] },
  change: { do: 'add', field: 'tag', value: 'Fair' },
});
/** A town for nobody, as above. */
const someCell = () => ({
  kind: 'person',
  fields: ['city'],
  rows: [{ id: crypto.randomUUID(), cells: ['Graz'] }],
});
const someView = () => ({
  entity: 'person',
  name: 'Customers',
  filter: ['role', 'is', 'customer'],
  sort: 'name',
  columns: null,
  density: null,
});
const newBulkAct = async (asker: Colleague) =>
  (await asker.post('bulk', bulkTag())).body?.id ?? crypto.randomUUID();
const newView = async (asker: Colleague) =>
  (await asker.post('views', someView())).body?.id ?? crypto.randomUUID();

const newNote = async (asker: Colleague) =>
  (await asker.post('help/notes', { text: 'Where is the filter?', page: '/people' })).body.id;

const newField = async (owner: Colleague) => {
  const { body } = await owner.post('fields', someField());
  return body.id;
};
const someField = () => ({ kind: 'person', label: crypto.randomUUID(), type: 'text' });

export const otherDoors: Record<string, OtherDoor> = {
  'GET /api/v1/fields': { asks: 'reader', use: () => ({ path: 'fields' }) },
  'POST /api/v1/fields': { asks: 'owner', use: () => ({ path: 'fields', body: someField() }) },
  'PATCH /api/v1/fields/:id': {
    asks: 'owner',
    use: async ({ olga }) => ({
      path: `fields/${await newField(olga)}`,
      body: { help: 'Otherwise', version: 1 },
    }),
    elsewhere: async ({ otto }) => ({
      path: `fields/${await newField(otto)}`,
      body: { help: 'Otherwise', version: 1 },
    }),
  },
  'POST /api/v1/fields/:id/retirement': {
    asks: 'owner',
    use: async ({ olga }) => ({
      path: `fields/${await newField(olga)}/retirement`,
      body: { version: 1 },
    }),
    elsewhere: async ({ otto }) => ({
      path: `fields/${await newField(otto)}/retirement`,
      body: { version: 1 },
    }),
  },
  'POST /api/v1/fields/:id/restoration': {
    asks: 'owner',
    use: async ({ olga }) => ({
      path: `fields/${await newField(olga)}/restoration`,
      body: { version: 1 },
    }),
    elsewhere: async ({ otto }) => ({
      path: `fields/${await newField(otto)}/restoration`,
      body: { version: 1 },
    }),
  },
  'POST /api/v1/ties': {
    asks: 'member',
    use: async (_, asker) => {
      const { stated } = await newTie(asker);
      return { path: 'ties', body: { ...stated, kind: 'advises' } };
    },
    elsewhere: async ({ otto }) => {
      const { stated } = await newTie(otto);
      return { path: 'ties', body: { ...stated, kind: 'advises' } };
    },
  },
  'PATCH /api/v1/ties/:id': {
    asks: 'member',
    use: async (_, asker) => {
      const { id } = await newTie(asker);
      return { path: `ties/${id}`, body: { evidence: 'Both said so.', version: 1 } };
    },
    elsewhere: async ({ otto }) => {
      const { id } = await newTie(otto);
      return { path: `ties/${id}`, body: { evidence: 'Both said so.', version: 1 } };
    },
  },
  'DELETE /api/v1/ties/:id': {
    asks: 'member',
    use: async (_, asker) => ({ path: `ties/${(await newTie(asker)).id}?version=1` }),
    elsewhere: async ({ otto }) => ({ path: `ties/${(await newTie(otto)).id}?version=1` }),
  },
  'POST /api/v1/ties/:id/restoration': {
    asks: 'member',
    use: async (_, asker) => ({ path: `ties/${(await newTie(asker)).id}/restoration` }),
    elsewhere: async ({ otto }) => ({ path: `ties/${(await newTie(otto)).id}/restoration` }),
  },
  'POST /api/v1/consents/:id/retraction': {
    asks: 'member',
    use: async (_, asker) => ({ path: `consents/${await newConsent(asker)}/retraction` }),
    elsewhere: async ({ otto }) => ({ path: `consents/${await newConsent(otto)}/retraction` }),
  },
  'GET /api/v1/consent-purposes': { asks: 'reader', use: () => ({ path: 'consent-purposes' }) },
  'POST /api/v1/consent-purposes': {
    asks: 'owner',
    use: () => ({
      path: 'consent-purposes',
      body: { name: crypto.randomUUID(), channels: ['letter'] },
    }),
  },
  'PATCH /api/v1/consent-purposes/:key': {
    asks: 'owner',
    use: async ({ olga }) => ({
      path: `consent-purposes/${await newPurpose(olga)}`,
      body: { about: 'What it is about', version: 1 },
    }),
    elsewhere: async ({ otto }) => ({
      path: `consent-purposes/${await newPurpose(otto)}`,
      body: { about: 'What it is about', version: 1 },
    }),
  },
  'POST /api/v1/consent-purposes/:key/wordings': {
    asks: 'owner',
    use: async ({ olga }) => ({
      path: `consent-purposes/${await newPurpose(olga)}/wordings`,
      body: { text: 'May we write to you?' },
    }),
    elsewhere: async ({ otto }) => ({
      path: `consent-purposes/${await newPurpose(otto)}/wordings`,
      body: { text: 'May we write to you?' },
    }),
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
  'GET /api/v1/retention': { asks: 'reader', use: () => ({ path: 'retention' }) },
  'PATCH /api/v1/retention/:kind': {
    asks: 'owner',
    use: async ({ olga }) => {
      const { body } = await olga.get<RetentionView>('retention');
      const { version } = body.rows.find(({ kind }) => kind === 'notes')!;
      return { path: 'retention/notes', body: { months: 600, version } };
    },
  },
  'POST /api/v1/retention/preview': {
    asks: 'owner',
    use: () => ({ path: 'retention/preview' }),
  },
  'GET /api/v1/erasures': { asks: 'owner', use: () => ({ path: 'erasures' }) },
  'POST /api/v1/erasures/lift': {
    asks: 'owner',
    use: async ({ olga }) => {
      const address = `${crypto.randomUUID()}@gone.example`;
      const { body } = await olga.post('people', { name: 'Gone', emails: [address] });
      await olga.post(`people/${body.id}/erasure`, { confirm: 'Gone' });
      return { path: 'erasures/lift', body: { address } };
    },
  },
  'GET /api/v1/tie-kinds': { asks: 'reader', use: () => ({ path: 'tie-kinds' }) },
  'POST /api/v1/tie-kinds': {
    asks: 'owner',
    use: () => ({ path: 'tie-kinds', body: { name: crypto.randomUUID(), reverseName: 'y' } }),
  },
  'PATCH /api/v1/tie-kinds/:id': {
    asks: 'owner',
    use: async (company) => ({
      path: `tie-kinds/${await newTieKind(company)}`,
      body: { retired: true, version: 1 },
    }),
    elsewhere: async ({ otto }) => {
      const { body } = await otto.post('tie-kinds', {
        name: crypto.randomUUID(),
        reverseName: 'y',
      });
      return { path: `tie-kinds/${body.id}`, body: { retired: true, version: 1 } };
    },
  },
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
  'GET /api/v1/people': { asks: 'reader', use: () => ({ path: 'people' }) },
  'POST /api/v1/people': {
    asks: 'member',
    use: () => ({ path: 'people', body: { name: 'Ada' } }),
  },
  'GET /api/v1/people/count': { asks: 'reader', use: () => ({ path: 'people/count' }) },
  'GET /api/v1/companies/count': { asks: 'reader', use: () => ({ path: 'companies/count' }) },
  'GET /api/v1/tags': { asks: 'reader', use: () => ({ path: 'tags' }) },
  'POST /api/v1/bulk/preview': {
    asks: 'member',
    use: () => ({ path: 'bulk/preview', body: bulkTag() }),
  },
  'POST /api/v1/bulk': {
    asks: 'member',
    use: () => ({ path: 'bulk', body: bulkTag() }),
  },
  'GET /api/v1/bulk/:id': {
    asks: 'member',
    use: async (_, asker) => ({ path: `bulk/${await newBulkAct(asker)}` }),
    elsewhere: async ({ otto }) => ({ path: `bulk/${await newBulkAct(otto)}` }),
  },
  'POST /api/v1/bulk/:id/undo': {
    asks: 'member',
    use: async (_, asker) => ({ path: `bulk/${await newBulkAct(asker)}/undo` }),
    elsewhere: async ({ otto }) => ({ path: `bulk/${await newBulkAct(otto)}/undo` }),
  },
  'GET /api/v1/events/mine': { asks: 'reader', use: () => ({ path: 'events/mine' }) },
  'POST /api/v1/cells/preview': {
    asks: 'member',
    use: () => ({ path: 'cells/preview', body: someCell() }),
  },
  'POST /api/v1/cells': { asks: 'member', use: () => ({ path: 'cells', body: someCell() }) },
  'GET /api/v1/views': { asks: 'reader', use: () => ({ path: 'views' }) },
  'POST /api/v1/views': { asks: 'member', use: () => ({ path: 'views', body: someView() }) },
  'PUT /api/v1/views/pins': {
    asks: 'member',
    use: () => ({ path: 'views/pins', body: { ids: [] } }),
    elsewhere: async ({ otto }) => ({
      path: 'views/pins',
      body: { ids: [await newView(otto)] },
    }),
  },
  'PATCH /api/v1/views/:id': {
    asks: 'member',
    use: async (_, asker) => ({
      path: `views/${await newView(asker)}`,
      body: { name: 'Ours', version: 1 },
    }),
    elsewhere: async ({ otto }) => ({
      path: `views/${await newView(otto)}`,
      body: { name: 'Ours', version: 1 },
    }),
  },
  'DELETE /api/v1/views/:id': {
    asks: 'member',
    use: async (_, asker) => ({ path: `views/${await newView(asker)}?version=1` }),
    elsewhere: async ({ otto }) => ({ path: `views/${await newView(otto)}?version=1` }),
  },
  'GET /api/v1/companies': { asks: 'reader', use: () => ({ path: 'companies' }) },
  'POST /api/v1/companies': {
    asks: 'member',
    use: () => ({ path: 'companies', body: { name: 'Ada Ltd' } }),
  },
  'GET /api/v1/people/export': {
    asks: 'reader',
    use: () => ({ path: 'people/export?format=csv' }),
  },
  'GET /api/v1/companies/export': {
    asks: 'reader',
    use: () => ({ path: 'companies/export?format=csv' }),
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
  'GET /api/v1/duplicates': { asks: 'reader', use: () => ({ path: 'duplicates' }) },
  'GET /api/v1/duplicates/candidates': {
    asks: 'reader',
    use: () => ({ path: 'duplicates/candidates?kind=person&name=Ada' }),
  },
  'GET /api/v1/duplicates/certain': { asks: 'reader', use: () => ({ path: 'duplicates/certain' }) },
  'POST /api/v1/duplicates/certain': {
    asks: 'member',
    use: () => ({ path: 'duplicates/certain' }),
  },
  'POST /api/v1/duplicates/:id/rejection': {
    asks: 'member',
    use: async (company, asker) => {
      const { id } = await newPair(company, asker, asker.level === 'reader' ? company.olga : asker);
      return { path: `duplicates/${id}/rejection` };
    },
    elsewhere: async (company) => {
      const { id } = await newPair(company, company.otto, company.otto);
      return { path: `duplicates/${id}/rejection` };
    },
  },
  'GET /api/v1/merges': { asks: 'reader', use: () => ({ path: 'merges' }) },
  'POST /api/v1/merges': {
    asks: 'member',
    use: async (company, asker) => {
      const owner = asker.level === 'reader' ? company.olga : asker;
      const { first, second } = await newPair(company, asker, owner);
      return { path: 'merges', body: { kind: 'person', keep: first, absorb: second } };
    },
    elsewhere: async (company) => {
      const { first, second } = await newPair(company, company.otto, company.otto);
      return { path: 'merges', body: { kind: 'person', keep: first, absorb: second } };
    },
  },
  'POST /api/v1/merges/:id/undo': {
    asks: 'member',
    use: async (company, asker) => {
      const owner = asker.level === 'reader' ? company.olga : asker;
      return { path: `merges/${await newMerge(company, asker, owner)}/undo` };
    },
    elsewhere: async (company) => ({
      path: `merges/${await newMerge(company, company.otto, company.otto)}/undo`,
    }),
  },
  'GET /api/v1/audit': { asks: 'owner', use: () => ({ path: 'audit' }) },
  'GET /api/v1/audit/verification': {
    asks: 'owner',
    use: () => ({ path: 'audit/verification' }),
  },
  'GET /api/v1/search': { asks: 'reader', use: () => ({ path: 'search?q=ada' }) },
  'GET /api/v1/strategy': { asks: 'reader', use: () => ({ path: 'strategy' }) },
  'GET /api/v1/strategy/words': { asks: 'reader', use: () => ({ path: 'strategy/words' }) },
  'GET /api/v1/strategy/versions': { asks: 'reader', use: () => ({ path: 'strategy/versions' }) },
  'GET /api/v1/strategy/versions/:version': {
    asks: 'reader',
    use: () => ({ path: 'strategy/versions/0' }),
  },
  'GET /api/v1/strategy/draft': { asks: 'reader', use: () => ({ path: 'strategy/draft' }) },
  'POST /api/v1/strategy': {
    asks: 'owner',
    use: async ({ olga }) => {
      const { version, choices } = (await olga.get<StrategyView>('strategy')).body;
      return { path: 'strategy', body: { version, name: 'Ours', choices } };
    },
  },
  'PUT /api/v1/strategy/draft': {
    asks: 'manager',
    use: async (company) => {
      const { version, choices } = await draftOf(company);
      return { path: 'strategy/draft', body: { version, name: 'Ours', choices } };
    },
  },
  'DELETE /api/v1/strategy/draft': {
    asks: 'manager',
    use: async (company) => {
      const { version, choices } = await draftOf(company);
      const body = { version, name: 'Ours', choices };
      await company.olga.send('PUT', 'strategy/draft', { body });
      return { path: `strategy/draft?version=${version + 1}` };
    },
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
