import { sql } from 'kysely';
import { companyKey } from '../../../shared/identify/company-names.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { type Basis, singleTopics, type Topic } from '../../../shared/identify/statements.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { mayEdit } from '../../platform/access/reach.ts';
import { nextId } from '../../platform/database/ids.ts';
import type { Locator, Problem } from '../../platform/import/reader.ts';
import type { Importing, Written } from '../../platform/import/registry.ts';
import { inPlace } from '../statements/places.ts';
import { otherLabel, project } from '../statements/projection.ts';
import { prepareValue } from '../statements/values.ts';
import { colleaguesOf } from './colleagues.ts';
import { type Employment, isSameValue } from './exact.ts';
import {
  type Desk,
  distinct,
  isAddress,
  isSameNumberUnread,
  type Told,
  type ToldDraft,
} from './told.ts';
import { type Building, writeParties } from './writing.ts';

/**
 * Takes over people and companies from a contact file. Whoever is known already, by an address or, without
 * one, by exactly what the source says, gains only what is new; nothing that is known is overwritten.
 */
export async function writeContacts(
  transaction: Transaction,
  drafts: readonly ToldDraft[],
  importing: Importing,
): Promise<Written> {
  const batch = new ContactBatch(transaction, importing, drafts);
  await batch.findKnown();
  return batch.write();
}

class ContactBatch {
  readonly #transaction: Transaction;
  readonly #importing: Importing;
  readonly #drafts: readonly ToldDraft[];
  readonly #problems: Problem[] = [];
  readonly #byAddress = new Map<string, Building>();
  readonly #byOrigin = new Map<string, Building>();
  readonly #companiesByName = new Map<string, Building>();
  readonly #companiesByDomain = new Map<string, Building>();
  readonly #all: Building[] = [];
  #colleagues: ReadonlyMap<string, string> = new Map();
  #known = 0;

  constructor(transaction: Transaction, importing: Importing, drafts: readonly ToldDraft[]) {
    this.#transaction = transaction;
    this.#importing = importing;
    this.#drafts = drafts;
  }

  /** Looks up everybody the batch may mean with a handful of statements, whatever its size. */
  async findKnown(): Promise<void> {
    const { db, actor } = this.#transaction;
    const told = this.#drafts.flatMap((draft) => [...draft.told, ...draft.desks]);
    const addresses = distinct(told.filter(isAddress).map(({ valueKey }) => valueKey));
    const origins = distinct(
      this.#drafts.flatMap(({ origin, employments = [] }) => [
        origin,
        ...employments.map((employment) => employment.origin),
      ]),
    );
    const names = distinct(
      this.#drafts.flatMap((draft) => [
        draft.companyKey,
        ...(draft.employments ?? []).map(({ value }) => companyKey(value.companyName)),
      ]),
    );
    const ids = distinct(
      this.#drafts.flatMap(({ draft, employments = [] }) => [
        (draft.exact && draft.uid) || '',
        ...employments.map(({ value }) => value.companyId ?? ''),
      ]),
    );
    const domains = distinct(this.#drafts.flatMap(domainsOf));
    const audiences = distinct([actor.workspaceId, this.#importing.reach.audience]);
    if (this.#drafts.some(({ draft }) => draft.owner)) {
      this.#colleagues = await colleaguesOf(this.#transaction, this.#importing);
    }

    const byAddress =
      addresses.length === 0
        ? []
        : await db
            .selectFrom('party_emails')
            .select(['address', 'party_id', 'audience'])
            .where('workspace_id', '=', actor.workspaceId)
            .where('address', '=', sql<string>`any (${addresses}::text[])`)
            .where('audience', 'in', audiences)
            .execute();
    const companies = (column: 'name_key' | 'domain', keys: string[]) =>
      this.#lookUp(column, keys, audiences, 'company');
    const others = [
      ...(await this.#lookUp('origin_key', origins, audiences)),
      ...(await companies('name_key', names)),
      ...(await companies('domain', domains)),
    ];
    await this.#load(
      distinct([...byAddress.map((row) => row.party_id), ...others.map((row) => row.id), ...ids]),
    );

    const building = new Map(this.#all.map((each) => [each.id, each]));
    for (const { address, party_id, audience } of byAddress) {
      const found = building.get(party_id);
      // Who everyone knows comes before a record of the same address that fewer see.
      if (found && (audience === actor.workspaceId || !this.#byAddress.has(address))) {
        this.#byAddress.set(address, found);
      }
    }
    for (const row of others) {
      const found = building.get(row.id);
      if (!found) continue;
      if (row.origin_key) this.#byOrigin.set(row.origin_key, found);
      if (row.kind === 'company' && row.name_key) this.#companiesByName.set(row.name_key, found);
      if (row.kind === 'company' && row.domain) this.#companiesByDomain.set(row.domain, found);
    }
  }

  /** Parties by one of the keys that have an index of their own; the oldest of several comes last and counts. */
  async #lookUp(
    column: 'origin_key' | 'name_key' | 'domain',
    keys: string[],
    audiences: string[],
    kind?: PartyKind,
  ) {
    if (keys.length === 0) return [];
    const { db, actor } = this.#transaction;
    let query = db
      .selectFrom('parties')
      .select(({ fn }) => [
        // Whoever has become part of another since is met there.
        fn.coalesce('merged_into', 'id').as('id'),
        'kind',
        'audience',
        'origin_key',
        'name_key',
        'domain',
      ])
      .where('workspace_id', '=', actor.workspaceId)
      .where(column, '=', sql<string>`any (${keys}::text[])`)
      .where('audience', 'in', audiences)
      .where((where) =>
        where.or([where('trashed_at', 'is', null), where('merged_into', 'is not', null)]),
      )
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc');
    if (kind) query = query.where('kind', '=', kind);
    return query.execute();
  }

  async #load(ids: string[]): Promise<void> {
    if (ids.length === 0) return;
    const { db, actor } = this.#transaction;
    const parties = await db
      .selectFrom('parties')
      .selectAll()
      .where('workspace_id', '=', actor.workspaceId)
      .where('id', '=', sql<string>`any (${ids}::uuid[])`)
      .execute();
    const statements = await db
      .selectFrom('statements')
      .select([
        'id',
        'party_id',
        'topic',
        'value',
        'value_key',
        'label',
        'superseded_at',
        'superseded_by',
        'field_id',
      ])
      .where('workspace_id', '=', actor.workspaceId)
      .where('party_id', '=', sql<string>`any (${ids}::uuid[])`)
      .orderBy('stated_at')
      .orderBy('id')
      .execute();
    const byParty = Map.groupBy(statements, (statement) => statement.party_id);
    for (const party of parties) {
      this.#all.push({
        id: party.id,
        kind: party.kind as PartyKind,
        isNew: false,
        originKey: party.origin_key,
        audience: party.audience,
        before: party,
        statements: inPlace(byParty.get(party.id) ?? []).map((statement) => ({
          id: statement.id,
          topic: statement.topic as Topic,
          value: statement.value,
          valueKey: statement.value_key,
          label: statement.label,
          fieldId: statement.field_id,
        })),
        added: [],
        superseded: [],
      });
    }
  }

  #add(contact: ToldDraft): void {
    const { draft, locator, told, origin } = contact;
    const known = this.#find(contact);
    const party = known ?? this.#new(draft.kind, origin || null);
    const before = party.added.length;
    if (this.#mayAdd(party, locator)) {
      if (contact.employments) this.#takeExactly(party, contact, contact.employments);
      else {
        for (const each of told) this.#state(party, each, locator);
        this.#assign(party, contact);
        this.#affiliate(party, contact);
      }
    }
    if (known && party.added.length === before) this.#known++;
  }

  /** A record of our own export is itself, or came with an earlier file of it, or is known by an address. */
  #findExactly({ draft, told, origin }: ToldDraft): Building | undefined {
    const known = this.#byId(draft.kind, draft.uid ?? '') ?? this.#byOrigin.get(origin);
    if (known) return known;
    // What came with an identifier of its own is another, whatever the address.
    return told
      .filter(isAddress)
      .map(({ valueKey }) => this.#byAddress.get(valueKey))
      .find((owner) => owner?.kind === draft.kind && owner.originKey === null);
  }

  #byId(kind: PartyKind, id: string): Building | undefined {
    return this.#all.find(
      (party) => party.id === id && party.kind === kind && !party.before?.trashed_at,
    );
  }

  #find(contact: ToldDraft) {
    if (contact.employments) return this.#findExactly(contact);
    const { draft, told, desks, ownAddresses, origin, domain, companyKey: named } = contact;
    for (const address of ownAddresses) {
      const owner = this.#byAddress.get(address);
      if (owner?.kind === draft.kind) return owner;
    }
    if (draft.kind === 'company') {
      return (
        (origin ? this.#byOrigin.get(origin) : undefined) ??
        this.#companiesByDomain.get(domain ?? '') ??
        this.#companiesByName.get(named)
      );
    }
    if (!origin) return undefined;
    const name = told.find(({ topic }) => topic === 'name')?.valueKey;
    // Who holds a desk's address and has the same name is the same; the address alone proves nothing.
    const holder = [...told.filter(isAddress), ...desks]
      .map(({ valueKey }) => this.#byAddress.get(valueKey))
      .find(
        (owner) =>
          owner?.kind === 'person' &&
          owner.statements.some(({ topic, valueKey }) => topic === 'name' && valueKey === name),
      );
    return this.#byOrigin.get(origin) ?? holder;
  }

  #new(kind: PartyKind, origin: string | null): Building {
    const party: Building = {
      id: nextId(),
      kind,
      isNew: true,
      originKey: origin,
      audience: this.#importing.reach.audience,
      before: undefined,
      statements: [],
      added: [],
      superseded: [],
    };
    this.#all.push(party);
    if (origin) this.#byOrigin.set(origin, party);
    return party;
  }

  /** A new record goes to whoever the source names of us; a name nobody here has stays a fact. */
  #assign(party: Building, { draft: { owner }, locator }: ToldDraft): void {
    if (!owner) return;
    const user = this.#colleagues.get(owner.value.trim().toLowerCase());
    if (user && party.isNew && this.#importing.reach.visibility !== 'private') {
      party.ownerId ??= user;
    } else if (!user) {
      const prepared = prepareValue('extra', owner.value, '');
      const label = owner.label.slice(0, 100);
      this.#state(party, { topic: 'extra', ...prepared, label, basis: 'seen' }, locator);
    }
  }

  #isOpen(party: Building): boolean {
    return (
      party.isNew ||
      (party.audience === this.#importing.reach.audience &&
        mayEdit(this.#transaction, party.before!))
    );
  }

  /** A private file adds nothing to a record that others see, and nobody adds to what they may not edit. */
  #mayAdd(party: Building, locator: Locator): boolean {
    if (party.isNew) return true;
    const name = String(party.before?.name ?? '');
    if (party.audience !== this.#importing.reach.audience) {
      this.#problem(
        locator,
        'contact.shared-already',
        `${name} is known to more people than this import is for; nothing was added to that record. Import for everyone to add what is new.`,
      );
      return false;
    }
    if (!mayEdit(this.#transaction, party.before!)) {
      this.#problem(
        locator,
        'contact.not-yours',
        `${name} is known already, and you may not change that record; nothing was added. Ask its owner.`,
      );
      return false;
    }
    return true;
  }

  #state(party: Building, told: Told, locator: Locator): void {
    const same = party.statements.some(
      ({ topic, valueKey, label, fieldId }) =>
        topic === told.topic &&
        valueKey === told.valueKey &&
        (topic !== 'extra' || label === told.label) &&
        (topic !== 'field' || fieldId === told.fieldId),
    );
    if (same || (told.topic === 'phone' && this.#isReadAlready(party, told))) return;
    if (isAddress(told) && !this.#giveAddress(party, told.valueKey, locator)) return;
    if (told.topic === 'field' && party.statements.some((each) => each.fieldId === told.fieldId)) {
      this.#problem(
        locator,
        'contact.known-otherwise',
        'This field holds another value already, which was left as it is. Change it on the record if the file is right.',
        'field',
      );
      return;
    }
    const single = singleTopics.includes(told.topic);
    const another = single && party.statements.some(({ topic }) => topic === told.topic);
    this.#push(party, another ? { ...told, label: otherLabel } : told, locator);
  }

  /** An address is one record's; false, with a problem, where it is another's already. */
  #giveAddress(party: Building, address: string, locator: Locator): boolean {
    const other = this.#byAddress.get(address);
    if (other && other !== party) {
      this.#problem(
        locator,
        'contact.address-of-another',
        `${address} belongs to another record already and was left there. Merge the two if they are the same.`,
        'email',
      );
      return false;
    }
    this.#byAddress.set(address, party);
    return true;
  }

  #takeExactly(party: Building, { told, locator }: ToldDraft, employments: Employment[]): void {
    const state = (each: Told) => {
      const isKnown = party.statements.some(
        ({ topic, value, valueKey, label }) =>
          topic === each.topic &&
          valueKey === each.valueKey &&
          isSameValue(value, each.value) &&
          (topic !== 'extra' || label === each.label),
      );
      if (isKnown) return;
      if (isAddress(each) && !this.#giveAddress(party, each.valueKey, locator)) return;
      const isAnother =
        !party.isNew &&
        singleTopics.includes(each.topic) &&
        party.statements.some(({ topic }) => topic === each.topic);
      this.#push(party, isAnother ? { ...each, label: otherLabel } : each, locator);
    };
    for (const each of told) state(each);
    for (const { value, label, origin } of employments) {
      const company = this.#companyOfExport(value, origin, locator);
      const prepared = prepareValue('affiliation', { ...value, companyId: company.id }, '');
      state({ topic: 'affiliation', ...prepared, label, basis: 'seen' });
    }
  }

  /** The company of an employment: the one that was exported with it, else the one of that name. */
  #companyOfExport(
    { companyId = '', companyName }: Employment['value'],
    origin: string,
    locator: Locator,
  ): Building {
    const known = this.#byId('company', companyId) ?? this.#byOrigin.get(origin);
    if (known) return known;
    const named = this.#companiesByName.get(companyKey(companyName));
    if (named && (named.originKey === null || !origin)) return named;
    const company = this.#new('company', origin || null);
    const name = prepareValue('name', { display: companyName }, '');
    this.#push(company, { topic: 'name', ...name, label: null, basis: 'seen' }, locator);
    if (!named) this.#companiesByName.set(companyKey(companyName), company);
    return company;
  }

  /** A number as written, of which the international form is known. */
  #isReadAlready(party: Building, told: Told): boolean {
    return party.statements.some(
      ({ topic, valueKey }) => topic === 'phone' && isSameNumberUnread(told.valueKey, valueKey),
    );
  }

  #push(party: Building, told: Told, locator: Locator): void {
    const id = nextId();
    const { importId, fileName } = this.#importing;
    const { topic, value, valueKey, label, fieldId } = told;
    const unread =
      topic === 'phone'
        ? party.statements.findIndex(
            (each) => each.topic === 'phone' && isSameNumberUnread(each.valueKey, valueKey),
          )
        : -1;
    const statement = { id, topic, value, valueKey, label, ...(fieldId ? { fieldId } : {}) };
    if (unread < 0) party.statements.push(statement);
    else {
      // The same number, now that its country is known, takes the place of what nobody could dial.
      const [replaced] = party.statements.splice(unread, 1, statement);
      party.superseded.push({ id: replaced!.id, by: id });
    }
    party.added.push({
      ...told,
      id,
      source: { kind: 'import', importId, file: fileName, ...locator },
    });
  }

  /** A person's company is the one named, else the one whose domain their address has. */
  #affiliate(person: Building, contact: ToldDraft): void {
    const { draft, locator, desks, domain, companyKey: key } = contact;
    if (person.kind !== 'person') {
      if (domain && !this.#companiesByDomain.has(domain) && !hasTopic(person, 'domain')) {
        this.#giveDomain(person, domain, 'calculated', locator);
      }
      if (key) this.#companiesByName.set(key, person);
      return;
    }
    const { companyName = '', title = '', department = '' } = draft.affiliation ?? {};
    if (companyName) {
      const company = this.#company(companyName, key, domain, locator);
      this.#giveDesks(company, desks, person, locator);
      this.#employ(person, company, { companyName, title, department }, 'seen', locator);
      return;
    }
    const isEmployed = hasTopic(person, 'affiliation');
    for (const each of domainsOf(contact)) {
      const theirs = desks.filter((desk) => desk.domain === each);
      if (isEmployed && theirs.length === 0) continue;
      const company = this.#companiesByDomain.get(each) ?? this.#companyOfDomain(each, locator);
      if (
        company.audience !== person.audience &&
        company.audience !== this.#transaction.actor.workspaceId
      )
        continue;
      this.#giveDesks(company, theirs, person, locator);
      if (isEmployed) continue;
      const name = project('company', company.statements).fields.name;
      this.#employ(person, company, { companyName: name, title, department }, 'assumed', locator);
    }
  }

  /** What a person's row says of their company's desks, unless somebody gave them to the person by hand. */
  #giveDesks(company: Building, desks: Desk[], person: Building, locator: Locator): void {
    const fresh = desks.filter(({ valueKey }) => {
      const owner = this.#byAddress.get(valueKey);
      return owner !== company && owner !== person;
    });
    if (fresh.length === 0 || !this.#mayAdd(company, locator)) return;
    for (const { domain: _, ...told } of fresh) this.#state(company, told, locator);
  }

  /** The company of this name, or the one so far known only by the domain its people write from. */
  #company(name: string, key: string, domain: string | undefined, locator: Locator): Building {
    const known = this.#companiesByName.get(key) ?? this.#namelessCompany(domain);
    const company = known ?? this.#new('company', null);
    if (!hasTopic(company, 'name')) {
      const prepared = prepareValue('name', { display: name.slice(0, 500) }, '');
      this.#push(company, { topic: 'name', ...prepared, label: null, basis: 'seen' }, locator);
    }
    const free = domain && !this.#companiesByDomain.has(domain) && !hasTopic(company, 'domain');
    if (free && this.#isOpen(company)) this.#giveDomain(company, domain, 'assumed', locator);
    this.#companiesByName.set(key, company);
    return company;
  }

  #namelessCompany(domain: string | undefined): Building | undefined {
    const company = domain && this.#companiesByDomain.get(domain);
    return company && !hasTopic(company, 'name') && this.#isOpen(company) ? company : undefined;
  }

  #companyOfDomain(domain: string, locator: Locator): Building {
    const company = this.#new('company', null);
    this.#giveDomain(company, domain, 'calculated', locator);
    return company;
  }

  #giveDomain(company: Building, domain: string, basis: Basis, locator: Locator): void {
    this.#push(
      company,
      { topic: 'domain', ...prepareValue('domain', domain, ''), label: null, basis },
      locator,
    );
    this.#companiesByDomain.set(domain, company);
  }

  #employ(
    person: Building,
    company: Building,
    told: { companyName: string; title: string; department: string },
    basis: Basis,
    locator: Locator,
  ): void {
    const value = {
      ...told,
      title: told.title.slice(0, 300),
      department: told.department.slice(0, 300),
      companyId: company.id,
    };
    const prepared = prepareValue('affiliation', value, '');
    const known = person.statements.some(
      ({ topic, valueKey }) => topic === 'affiliation' && valueKey === prepared.valueKey,
    );
    if (!known)
      this.#push(person, { topic: 'affiliation', ...prepared, label: null, basis }, locator);
  }

  async write(): Promise<Written> {
    for (const draft of this.#drafts) this.#add(draft);
    const changed = this.#all.filter(({ added }) => added.length > 0);
    return {
      ...(await writeParties(this.#transaction, this.#importing, changed)),
      updated: changed.filter((party) => this.#wasHereBefore(party)).length,
      known: this.#known,
      problems: [...this.#drafts.flatMap(({ problems }) => problems), ...this.#problems],
    };
  }

  /** Not by this import's own earlier rows. */
  #wasHereBefore({ isNew, before }: Building): boolean {
    return !isNew && before?.import_id !== this.#importing.importId;
  }

  #problem(locator: Locator, code: string, message: string, field?: string): void {
    this.#problems.push({
      locator,
      code,
      message,
      severity: 'warning',
      ...(field ? { field } : {}),
    });
  }
}

/** The domains of a draft's companies: of a person's own addresses, and of the desks beside them. */
function domainsOf({ domain, desks }: ToldDraft): string[] {
  if (desks.length === 0) return domain ? [domain] : [];
  return distinct([domain ?? '', ...desks.map((desk) => desk.domain ?? '')]);
}

function hasTopic({ statements }: Building, wanted: Topic): boolean {
  return statements.some(({ topic }) => topic === wanted);
}
