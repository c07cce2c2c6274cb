import { singleTopics } from '../../../shared/identify/statements.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import type { Locator } from '../../platform/import/reader.ts';
import type { Importing, Written } from '../../platform/import/registry.ts';
import { otherLabel } from '../statements/projection.ts';
import { prepareValue } from '../statements/values.ts';
import { type AgreedCard, bare, factsHere, factsThere, isSameCard } from './card-facts.ts';
import { colleaguesOf } from './colleagues.ts';
import { Decisions, rememberPlace, tellNewApart } from './doubts.ts';
import { Employers } from './employers.ts';
import { leaveOutErased } from './erased.ts';
import { type Employment, isSameValue } from './exact.ts';
import { type CardLink, type CardSource, follow } from './following.ts';
import { Gaining } from './gaining.ts';
import { type Named, stateGrounds } from './grounds.ts';
import { KnownParties } from './known.ts';
import { withReferences } from './references.ts';
import { byReach } from './row-reach.ts';
import { isAddress, type Told, type ToldDraft } from './told.ts';
import { type Building, writeParties } from './writing.ts';

/**
 * Takes over people and companies from a contact file. Whoever is known already, by an address or, without
 * one, by exactly what the source says, gains only what is new; nothing that is known is overwritten. Cards of a
 * book that is followed (`source`) are whom they were the last time.
 */
export async function writeContacts(
  transaction: Transaction,
  drafts: readonly ToldDraft[],
  importing: Importing,
  source?: CardSource,
): Promise<Written> {
  const { welcome, problems } = await leaveOutErased(transaction, drafts);
  const counts = { people: 0, companies: 0, statements: 0, updated: 0, known: 0 };
  const unspoken: Locator[] = [];
  for (const { reach, narrowed, rows } of byReach(importing, welcome)) {
    const batch = new ContactBatch(transaction, { ...importing, reach }, rows, narrowed, source);
    await batch.findKnown();
    const written = await batch.write();
    for (const name of Object.keys(counts) as (keyof typeof counts)[])
      counts[name] += written[name] ?? 0;
    problems.push(...(written.problems ?? []));
    if (narrowed) unspoken.push(...rows.map(({ locator }) => locator));
  }
  return { ...counts, problems, unspoken };
}

class ContactBatch {
  readonly #transaction: Transaction;
  readonly #importing: Importing;
  #drafts: readonly ToldDraft[];
  readonly #known: KnownParties;
  readonly #gaining: Gaining;
  readonly #employers: Employers;
  readonly #decisions: Decisions;
  readonly #named: Named[] = [];
  readonly #source: CardSource | undefined;
  readonly #met: { part: number; party: Building; agreed: AgreedCard }[] = [];
  readonly #apart: { newId: string; recordId: string }[] = [];
  #colleagues: ReadonlyMap<string, string> = new Map();
  #knownAlready = 0;

  constructor(
    transaction: Transaction,
    importing: Importing,
    drafts: readonly ToldDraft[],
    isNarrowed: boolean,
    source: CardSource | undefined,
  ) {
    this.#source = source;
    this.#transaction = transaction;
    this.#importing = importing;
    this.#drafts = drafts;
    this.#decisions = new Decisions(importing);
    this.#known = new KnownParties(transaction, importing.reach.audience);
    this.#gaining = new Gaining(transaction, importing, this.#known, isNarrowed);
    this.#employers = new Employers(this.#known, this.#gaining, transaction.actor.workspaceId);
  }

  async findKnown(): Promise<void> {
    if (this.#drafts.some(({ draft }) => draft.owner)) {
      this.#colleagues = await colleaguesOf(this.#transaction, this.#importing);
    }
    this.#drafts = await withReferences(this.#transaction, this.#importing, this.#drafts);
    const decided = this.#drafts.flatMap(
      ({ locator }) => this.#decisions.sameAs(locator) ?? this.#linkOf(locator)?.partyId ?? [],
    );
    await this.#known.find(this.#drafts, decided);
  }

  #add(contact: ToldDraft): void {
    const { draft, locator, told, origin } = contact;
    const link = this.#linkOf(locator);
    const linked = link && this.#known.linked(link.partyId);
    const known = linked ?? (link?.agreed ? undefined : this.#find(contact));
    if (link?.agreed && !known) {
      this.#source!.deleted.add(locator.part!);
      return;
    }
    const party = known ?? this.#known.begin(draft.kind, origin || null);
    if (!known) this.#tellNew(party.id, locator);
    const before = party.added.length;
    if (this.#gaining.mayAdd(party, locator, contact)) {
      if (party.kind === 'person') {
        const { id, audience } = party;
        this.#named.push({ id, audience, locator });
      }
      if (contact.employments) this.#takeExactly(party, contact, contact.employments);
      else if (link?.agreed) {
        const employ = () => this.#employers.affiliate(party, contact);
        const agreed = follow(party, contact, link.agreed, this.#gaining, employ);
        this.#met.push({ part: locator.part!, party, agreed });
      } else {
        for (const each of told) this.#gaining.state(party, each, locator);
        this.#assign(party, contact);
        this.#employers.affiliate(party, contact);
        if (this.#source) this.#meet(party, contact);
      }
    }
    if (known && party.added.length === before) this.#knownAlready++;
  }

  #linkOf({ part }: Locator): CardLink | undefined {
    return part === undefined ? undefined : this.#source?.linked.get(part);
  }

  /** Met for the first time: whatever differs now is nobody's change. */
  #meet(party: Building, contact: ToldDraft): void {
    const agreed = {
      there: bare(factsThere(contact)),
      here: bare(factsHere(party.statements)),
      disputed: [],
      take: [],
    };
    this.#met.push({ part: contact.locator.part!, party, agreed });
  }

  /** A record of our own export is itself, or came with an earlier file of it, or is known by an address. */
  #findExactly({ draft, told, origin }: ToldDraft): Building | undefined {
    const known = this.#known.byId(draft.kind, draft.uid ?? '') ?? this.#known.byOrigin.get(origin);
    if (known) return known;
    // What came with an identifier of its own is another, whatever the address.
    return told
      .filter(isAddress)
      .map(({ valueKey }) => this.#known.byAddress.get(valueKey))
      .find((owner) => owner?.kind === draft.kind && owner.originKey === null);
  }

  /** Who a new record is not is remembered with it, and in a check where it came from. */
  #tellNew(newId: string, locator: Locator): void {
    rememberPlace(this.#importing, newId, locator);
    for (const recordId of this.#decisions.notSameAs(locator))
      this.#apart.push({ newId, recordId });
  }

  #find(contact: ToldDraft) {
    const decided = this.#decisions.sameAs(contact.locator);
    const same = decided && this.#known.byId(contact.draft.kind, decided);
    if (same) return same;
    if (contact.employments) return this.#findExactly(contact);
    const { draft, told, desks, ownAddresses, origin, domain, companyKey: named } = contact;
    for (const address of ownAddresses) {
      const owner = this.#known.byAddress.get(address);
      if (owner?.kind === draft.kind) return owner;
    }
    if (draft.kind === 'company') {
      return (
        (origin ? this.#known.byOrigin.get(origin) : undefined) ??
        this.#known.companiesByDomain.get(domain ?? '') ??
        this.#known.companiesByName.get(named)
      );
    }
    if (!origin) return undefined;
    const name = told.find(({ topic }) => topic === 'name')?.valueKey;
    // Who holds a desk's address and has the same name is the same; the address alone proves nothing.
    const holder = [...told.filter(isAddress), ...desks]
      .map(({ valueKey }) => this.#known.byAddress.get(valueKey))
      .find(
        (owner) =>
          owner?.kind === 'person' &&
          owner.statements.some(({ topic, valueKey }) => topic === 'name' && valueKey === name),
      );
    return this.#known.byOrigin.get(origin) ?? holder;
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
      this.#gaining.state(party, { topic: 'extra', ...prepared, label, basis: 'seen' }, locator);
    }
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
      if (isAddress(each) && !this.#gaining.giveAddress(party, each.valueKey, locator)) return;
      const isAnother =
        !party.isNew &&
        singleTopics.includes(each.topic) &&
        party.statements.some(({ topic }) => topic === each.topic);
      this.#gaining.push(party, isAnother ? { ...each, label: otherLabel } : each, locator);
    };
    for (const each of told) state(each);
    for (const { value, label, origin } of employments) {
      const company = this.#employers.companyOfExport(value, origin, locator);
      const prepared = prepareValue('affiliation', { ...value, companyId: company.id }, '');
      state({ topic: 'affiliation', ...prepared, label, basis: 'seen' });
    }
  }

  async write(): Promise<Written> {
    for (const draft of this.#drafts) this.#add(draft);
    const changed = this.#known.all.filter(
      ({ added, superseded }) => added.length > 0 || superseded.length > 0,
    );
    const written = await writeParties(this.#transaction, this.#importing, changed);
    for (const { part, party, agreed } of this.#met) {
      const version = (party.before?.version ?? 0) + (changed.includes(party) ? 1 : 0);
      const isWhole = isSameCard(factsHere(party.statements), agreed.here);
      this.#source?.settled.set(part, {
        partyId: party.id,
        version: isWhole ? version : 0,
        agreed,
      });
    }
    await tellNewApart(this.#transaction, this.#apart);
    await stateGrounds(this.#transaction, this.#importing, this.#named);
    return {
      ...written,
      updated: changed.filter((party) => this.#wasHereBefore(party)).length,
      known: this.#knownAlready,
      problems: [...this.#drafts.flatMap(({ problems }) => problems), ...this.#gaining.problems],
    };
  }

  /** Not by this import's own earlier rows. */
  #wasHereBefore({ isNew, before }: Building): boolean {
    return !isNew && before?.import_id !== this.#importing.importId;
  }
}
