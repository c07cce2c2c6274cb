import { createHash } from 'node:crypto';
import {
  isFreeMailDomain,
  isRoleAddress,
  registrableDomain,
} from '../../../shared/identify/addresses.ts';
import { companyKey } from '../../../shared/identify/company-names.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { PartyDraft } from '../../../shared/identify/party-draft.ts';
import {
  type Basis,
  type StatementSource,
  singleTopics,
  type Topic,
} from '../../../shared/identify/statements.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { mayEdit, type Owned } from '../../platform/access/reach.ts';
import { insertRows } from '../../platform/database/bulk.ts';
import { nextId } from '../../platform/database/ids.ts';
import { type Happening, recordQuietly } from '../../platform/events/events.ts';
import type { Item, Locator, Problem } from '../../platform/import/reader.ts';
import type { Importing, Written } from '../../platform/import/registry.ts';
import { companyDomain } from '../parties/creation.ts';
import { type CurrentStatement, otherLabel, project } from '../statements/projection.ts';
import { clearProjection, writeProjection } from '../statements/statements.ts';
import { prepareValue, UnusableValue } from '../statements/values.ts';

/** A statement a source makes, not yet bound to a party. */
interface Told {
  topic: Topic;
  value: unknown;
  valueKey: string;
  label: string | null;
  basis: Basis;
}

/** A party while its batch is being put together: what it had, and what is new about it. */
interface Building {
  id: string;
  kind: PartyKind;
  isNew: boolean;
  originKey: string | null;
  audience: string;
  before: Existing | undefined;
  statements: CurrentStatement[];
  added: (Told & { id: string; source: StatementSource })[];
}

interface Existing extends Owned {
  id: string;
  kind: string;
  audience: string;
  version: number;
  [column: string]: unknown;
}

/**
 * Takes over people and companies from a contact file. Whoever is known already, by an address or, without
 * one, by exactly what the source says, gains only what is new; nothing that is known is overwritten.
 */
export async function writeContacts(
  transaction: Transaction,
  items: Item<PartyDraft>[],
  importing: Importing,
): Promise<Written> {
  const batch = new ContactBatch(transaction, importing);
  const drafts = items.map((item) => ({ item, told: batch.tell(item) }));
  await batch.findKnown(drafts);
  for (const { item, told } of drafts) batch.add(item, told);
  return batch.write();
}

class ContactBatch {
  readonly #transaction: Transaction;
  readonly #importing: Importing;
  readonly #problems: Problem[] = [];
  readonly #byAddress = new Map<string, Building>();
  readonly #byOrigin = new Map<string, Building>();
  readonly #companiesByName = new Map<string, Building>();
  readonly #companiesByDomain = new Map<string, Building>();
  readonly #all: Building[] = [];
  #known = 0;

  constructor(transaction: Transaction, importing: Importing) {
    this.#transaction = transaction;
    this.#importing = importing;
  }

  /** What a draft says, each value in its stored form; what is unusable is kept as an extra value. */
  tell({ value: draft, locator }: Item<PartyDraft>): Told[] {
    const told: Told[] = [];
    const add = (topic: Topic, value: unknown, label = '', basis: Basis = 'seen') => {
      try {
        const prepared = prepareValue(topic, value, this.#importing.country);
        told.push({ topic, ...prepared, label: label || null, basis });
      } catch (error) {
        if (!(error instanceof UnusableValue)) throw error;
        this.#problem(
          locator,
          'contact.unusable-value',
          `${error.message} It is kept as a note to the record.`,
          topic,
        );
        told.push({
          topic: 'extra',
          value: String(value),
          valueKey: String(value).slice(0, 500),
          label: topic,
          basis,
        });
      }
    };
    const { nameParts: parts } = draft;
    if (draft.name) {
      add('name', {
        display: draft.name,
        ...(parts?.given ? { given: parts.given.slice(0, 300) } : {}),
        ...(parts?.family ? { family: parts.family.slice(0, 300) } : {}),
      });
    }
    for (const { value, label } of draft.emails) add('email', value, label);
    for (const handle of draft.handles ?? []) add('handle', handle);
    for (const { value, label } of draft.phones) add('phone', value, label);
    for (const { label, ...address } of draft.addresses) add('address', address, label);
    for (const { value, label } of draft.urls) add('web', value, label);
    for (const role of draft.roles) add('role', { role });
    if (draft.birthday && draft.kind === 'person') add('birthday', draft.birthday);
    if (draft.note) add('note', draft.note);
    for (const tag of draft.tags ?? []) add('tag', tag.slice(0, 100));
    for (const { label, value } of draft.extra) if (value) add('extra', value, label.slice(0, 100));
    if (draft.photo) {
      this.#problem(
        locator,
        'contact.photo',
        'The photo was left out: Rapport keeps no pictures of people yet.',
        'photo',
      );
    }
    return told;
  }

  /** Looks up everybody the batch may mean with a handful of statements, whatever its size. */
  async findKnown(drafts: { item: Item<PartyDraft>; told: Told[] }[]): Promise<void> {
    const { db, actor } = this.#transaction;
    const told = drafts.flatMap((draft) => draft.told);
    const addresses = distinct(told.filter(isAddress).map(({ valueKey }) => valueKey));
    const origins = distinct(drafts.map(({ item, told }) => originKey(item.value, told)));
    const names = distinct(
      drafts.map(({ item: { value: draft } }) =>
        companyKey(draft.kind === 'company' ? draft.name : (draft.affiliation?.companyName ?? '')),
      ),
    );
    const domains = distinct(drafts.map(({ item }) => domainOf(item.value) ?? ''));
    const audiences = distinct([actor.workspaceId, this.#importing.reach.audience]);

    const byAddress =
      addresses.length === 0
        ? []
        : await db
            .selectFrom('party_emails')
            .select(['address', 'party_id', 'audience'])
            .where('workspace_id', '=', actor.workspaceId)
            .where('address', 'in', addresses)
            .where('audience', 'in', audiences)
            .execute();
    const others =
      origins.length + names.length + domains.length === 0
        ? []
        : await db
            .selectFrom('parties')
            .select(['id', 'kind', 'audience', 'origin_key', 'name_key', 'domain'])
            .where('workspace_id', '=', actor.workspaceId)
            .where('audience', 'in', audiences)
            .where('trashed_at', 'is', null)
            .where((where) =>
              where.or([
                ...(origins.length > 0 ? [where('origin_key', 'in', origins)] : []),
                ...(names.length > 0
                  ? [where.and([where('kind', '=', 'company'), where('name_key', 'in', names)])]
                  : []),
                ...(domains.length > 0
                  ? [where.and([where('kind', '=', 'company'), where('domain', 'in', domains)])]
                  : []),
              ]),
            )
            .orderBy('created_at', 'desc')
            .orderBy('id', 'desc')
            .execute();
    await this.#load(
      distinct([...byAddress.map((row) => row.party_id), ...others.map((row) => row.id)]),
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

  async #load(ids: string[]): Promise<void> {
    if (ids.length === 0) return;
    const { db, actor } = this.#transaction;
    const parties = await db
      .selectFrom('parties')
      .selectAll()
      .where('workspace_id', '=', actor.workspaceId)
      .where('id', 'in', ids)
      .execute();
    const statements = await db
      .selectFrom('statements')
      .select(['id', 'party_id', 'topic', 'value', 'value_key', 'label'])
      .where('workspace_id', '=', actor.workspaceId)
      .where('party_id', 'in', ids)
      .where('superseded_at', 'is', null)
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
        statements: (byParty.get(party.id) ?? []).map((statement) => ({
          id: statement.id,
          topic: statement.topic as Topic,
          value: statement.value,
          valueKey: statement.value_key,
          label: statement.label,
        })),
        added: [],
      });
    }
  }

  add({ value: draft, locator }: Item<PartyDraft>, told: Told[]): void {
    const origin = originKey(draft, told);
    const named = draft.kind === 'company' ? companyKey(draft.name) : '';
    const known =
      told
        .filter(isAddress)
        .map(({ valueKey }) => this.#byAddress.get(valueKey))
        .find((each) => each?.kind === draft.kind) ??
      (origin ? this.#byOrigin.get(origin) : undefined) ??
      (draft.kind === 'company'
        ? (this.#companiesByDomain.get(domainOf(draft) ?? '') ??
          (named ? this.#companiesByName.get(named) : undefined))
        : undefined);
    const party = known ?? this.#new(draft.kind, origin || null);
    const before = party.added.length;
    if (this.#mayAdd(party, locator)) {
      for (const each of told) this.#state(party, each, locator);
      this.#affiliate(party, draft, locator);
    }
    if (known && party.added.length === before) this.#known++;
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
    };
    this.#all.push(party);
    if (origin) this.#byOrigin.set(origin, party);
    return party;
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
      ({ topic, valueKey, label }) =>
        topic === told.topic &&
        valueKey === told.valueKey &&
        (topic !== 'extra' || label === told.label),
    );
    if (same) return;
    if (isAddress(told)) {
      const other = this.#byAddress.get(told.valueKey);
      if (other && other !== party) {
        this.#problem(
          locator,
          'contact.address-of-another',
          `${told.valueKey} belongs to another record already and was left there. Merge the two if they are the same.`,
          'email',
        );
        return;
      }
      this.#byAddress.set(told.valueKey, party);
    }
    const single = singleTopics.includes(told.topic);
    const another = single && party.statements.some(({ topic }) => topic === told.topic);
    this.#push(party, another ? { ...told, label: otherLabel } : told, locator);
  }

  #push(party: Building, told: Told, locator: Locator): void {
    const id = nextId();
    const { importId, fileName } = this.#importing;
    party.statements.push({
      id,
      topic: told.topic,
      value: told.value,
      valueKey: told.valueKey,
      label: told.label,
    });
    party.added.push({
      ...told,
      id,
      source: { kind: 'import', importId, file: fileName, ...locator },
    });
  }

  /** A person's company is the one named, else the one whose domain their address has. */
  #affiliate(person: Building, draft: PartyDraft, locator: Locator): void {
    if (person.kind !== 'person') {
      const domain = domainOf(draft);
      if (
        domain &&
        !this.#companiesByDomain.has(domain) &&
        !person.statements.some(({ topic }) => topic === 'domain')
      ) {
        this.#push(
          person,
          {
            topic: 'domain',
            ...prepareValue('domain', domain, ''),
            label: null,
            basis: 'calculated',
          },
          locator,
        );
        this.#companiesByDomain.set(domain, person);
      }
      if (draft.name) this.#companiesByName.set(companyKey(draft.name), person);
      return;
    }
    const { companyName = '', title = '', department = '' } = draft.affiliation ?? {};
    const domain = domainOf(draft);
    if (companyName) {
      const company = this.#company(companyName, locator);
      this.#employ(person, company, { companyName, title, department }, 'seen', locator);
      return;
    }
    const present = person.statements.some(({ topic }) => topic === 'affiliation');
    if (!domain || present) return;
    const company = this.#companiesByDomain.get(domain) ?? this.#companyOfDomain(domain, locator);
    if (
      company.audience !== person.audience &&
      company.audience !== this.#transaction.actor.workspaceId
    )
      return;
    const name = project('company', company.statements).fields.name;
    this.#employ(person, company, { companyName: name, title, department }, 'assumed', locator);
  }

  #company(name: string, locator: Locator): Building {
    const key = companyKey(name);
    const known = this.#companiesByName.get(key);
    if (known) return known;
    const company = this.#new('company', null);
    this.#push(
      company,
      {
        topic: 'name',
        ...prepareValue('name', { display: name.slice(0, 500) }, ''),
        label: null,
        basis: 'seen',
      },
      locator,
    );
    this.#companiesByName.set(key, company);
    return company;
  }

  #companyOfDomain(domain: string, locator: Locator): Building {
    const company = this.#new('company', null);
    this.#push(
      company,
      { topic: 'domain', ...prepareValue('domain', domain, ''), label: null, basis: 'calculated' },
      locator,
    );
    this.#companiesByDomain.set(domain, company);
    return company;
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
    const { db, actor } = this.#transaction;
    const { importId, reach } = this.#importing;
    const created = this.#all.filter(({ isNew, added }) => isNew && added.length > 0);
    const enriched = this.#all.filter(({ isNew, added }) => !isNew && added.length > 0);
    const now = Temporal.Now.instant();
    const projections = new Map(
      [...created, ...enriched].map((party) => [party, project(party.kind, party.statements)]),
    );

    await insertRows(
      db,
      'parties',
      created.map((party) => ({
        workspace_id: actor.workspaceId,
        id: party.id,
        kind: party.kind,
        audience: reach.audience,
        visibility: reach.visibility,
        owner_id: reach.ownerId,
        created_by: actor.userId,
        created_at: now,
        updated_at: now,
        version: 1,
        origin_key: party.originKey,
        import_id: importId,
        ...projections.get(party)!.fields,
      })),
    );
    await insertRows(
      db,
      'statements',
      [...created, ...enriched].flatMap((party) =>
        party.added.map((told) => ({
          workspace_id: actor.workspaceId,
          id: told.id,
          party_id: party.id,
          audience: party.audience,
          topic: told.topic,
          value: told.value,
          value_key: told.valueKey,
          label: told.label,
          basis: told.basis,
          source: told.source,
          stated_at: now,
          stated_by: actor.userId,
          import_id: importId,
        })),
      ),
    );
    await writeProjection(
      this.#transaction,
      created.map((party) => ({ subject: party, projection: projections.get(party)! })),
    );
    for (const party of enriched) await this.#enrich(party, projections.get(party)!);
    await recordQuietly(
      this.#transaction,
      [...created, ...enriched].map(
        (party): Happening => ({
          subject: party.kind,
          subjectId: party.id,
          audience: party.audience,
          verb: party.isNew ? 'created' : 'enriched',
          particulars: { topics: distinct(party.added.map(({ topic }) => topic)) },
          importId,
        }),
      ),
    );
    return {
      people: created.filter(({ kind }) => kind === 'person').length,
      companies: created.filter(({ kind }) => kind === 'company').length,
      statements: [...created, ...enriched].reduce((sum, { added }) => sum + added.length, 0),
      known: this.#known,
      problems: this.#problems,
    };
  }

  /** Adds to a record that was there before; how it stood is kept once per import, for the undo. */
  async #enrich(party: Building, projection: ReturnType<typeof project>): Promise<void> {
    const { db, actor } = this.#transaction;
    const { version } = party.before!;
    await insertRows(
      db,
      'import_changes',
      [
        {
          workspace_id: actor.workspaceId,
          import_id: this.#importing.importId,
          audience: party.audience,
          record: 'party',
          record_id: party.id,
          before: party.before,
          version,
        },
      ],
      'ignore',
    );
    await db
      .updateTable('parties')
      .set({ ...projection.fields, version: version + 1, updated_at: Temporal.Now.instant() })
      .where('workspace_id', '=', actor.workspaceId)
      .where('id', '=', party.id)
      .execute();
    await db
      .updateTable('import_changes')
      .set({ version: version + 1 })
      .where('workspace_id', '=', actor.workspaceId)
      .where('import_id', '=', this.#importing.importId)
      .where('record_id', '=', party.id)
      .execute();
    await clearProjection(this.#transaction, party.id);
    await writeProjection(this.#transaction, [{ subject: party, projection }]);
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

function isAddress({ topic }: { topic: Topic }): boolean {
  return topic === 'email' || topic === 'handle';
}

/** The domain by which a draft's company is known, where its addresses are no free-mail ones. */
function domainOf(draft: PartyDraft): string | undefined {
  if (draft.kind === 'company') {
    return companyDomain(
      draft.urls.map(({ value }) => value),
      draft.emails.map(({ value }) => value),
    );
  }
  for (const { value } of draft.emails) {
    const domain = registrableDomain(value.split('@').at(-1) ?? '');
    if (domain && !isFreeMailDomain(domain) && !isRoleAddress(value)) return domain;
  }
  return undefined;
}

/**
 * Without an address, a source's own identifier or else the whole of what it says makes a party the same:
 * a second import of the same file finds everybody again, and two namesakes stay two.
 */
function originKey(draft: PartyDraft, told: Told[]): string {
  if (told.some(isAddress)) return '';
  const said = draft.uid
    ? ['uid', draft.kind, draft.uid]
    : ['said', draft.kind, ...told.map(({ topic, valueKey }) => `${topic} ${valueKey}`).sort()];
  return createHash('sha256').update(said.join('\n')).digest('base64url').slice(0, 32);
}

function distinct<T>(values: T[]): T[] {
  return [...new Set(values.filter((value) => value !== ''))];
}
