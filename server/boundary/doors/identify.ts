import type { ConsentsView } from '../../../shared/identify/consent.ts';
import type { RetentionView } from '../../../shared/identify/retention.ts';
import type { Colleague, Company } from '../../testing/company.ts';
import { doorOf, type Specimen } from '../records.ts';
import type { OtherDoor, RecordDoor } from './rule.ts';

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

const newField = async (owner: Colleague) => {
  const { body } = await owner.post('fields', someField());
  return body.id;
};

const someField = () => ({ kind: 'person', label: crypto.randomUUID(), type: 'text' });

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
    [`GET ${root}/:id/warmth`]: {
      on: kind,
      asks: 'see',
      use: (it) => ({ path: at(it, '/warmth') }),
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

export const records: Record<string, RecordDoor> = {
  ...partyDoors('person'),
  ...partyDoors('company'),
};

export const others: Record<string, OtherDoor> = {
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
};
