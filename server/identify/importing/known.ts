import { sql } from 'kysely';
import { companyKey } from '../../../shared/identify/company-names.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { Topic } from '../../../shared/identify/statements.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { nextId } from '../../platform/database/ids.ts';
import { inPlace } from '../statements/places.ts';
import { distinct, isAddress, type ToldDraft } from './told.ts';
import type { Building } from './writing.ts';

/** The parties that a batch may mean, and those it makes, by everything they are known again by. */
export class KnownParties {
  readonly #transaction: Transaction;
  /** Who sees what the batch makes. */
  readonly #audience: string;
  readonly byAddress = new Map<string, Building>();
  readonly byOrigin = new Map<string, Building>();
  readonly companiesByName = new Map<string, Building>();
  readonly companiesByDomain = new Map<string, Building>();
  readonly all: Building[] = [];

  constructor(transaction: Transaction, audience: string) {
    this.#transaction = transaction;
    this.#audience = audience;
  }

  /** Looks up everybody the batch may mean with a handful of statements, whatever its size. */
  async find(drafts: readonly ToldDraft[], decided: readonly string[] = []): Promise<void> {
    const { db, actor } = this.#transaction;
    const told = drafts.flatMap((draft) => [...draft.told, ...draft.desks]);
    const addresses = distinct(told.filter(isAddress).map(({ valueKey }) => valueKey));
    const origins = distinct(
      drafts.flatMap(({ origin, employments = [] }) => [
        origin,
        ...employments.map((employment) => employment.origin),
      ]),
    );
    const names = distinct(
      drafts.flatMap((draft) => [
        draft.companyKey,
        ...(draft.employments ?? []).map(({ value }) => companyKey(value.companyName)),
      ]),
    );
    const ids = distinct([
      ...decided,
      ...drafts.flatMap(({ draft, employments = [] }) => [
        (draft.exact && draft.uid) || '',
        ...employments.map(({ value }) => value.companyId ?? ''),
      ]),
    ]);
    const domains = distinct(drafts.flatMap(domainsOf));
    const audiences = distinct([actor.workspaceId, this.#audience]);

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

    const building = new Map(this.all.map((each) => [each.id, each]));
    for (const { address, party_id, audience } of byAddress) {
      const found = building.get(party_id);
      // Who everyone knows comes before a record of the same address that fewer see.
      if (found && (audience === actor.workspaceId || !this.byAddress.has(address))) {
        this.byAddress.set(address, found);
      }
    }
    for (const row of others) {
      const found = building.get(row.id);
      if (!found) continue;
      if (row.origin_key) this.byOrigin.set(row.origin_key, found);
      if (row.kind === 'company' && row.name_key) this.companiesByName.set(row.name_key, found);
      if (row.kind === 'company' && row.domain) this.companiesByDomain.set(row.domain, found);
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
      this.all.push({
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

  byId(kind: PartyKind, id: string): Building | undefined {
    return this.all.find(
      (party) => party.id === id && party.kind === kind && !party.before?.trashed_at,
    );
  }

  /** Somebody known by where they came from, as long as they are not in the trash. */
  linked(id: string): Building | undefined {
    return this.all.find((party) => party.id === id && !party.before?.trashed_at);
  }

  /** A record that nobody has yet. */
  begin(kind: PartyKind, origin: string | null): Building {
    const party: Building = {
      id: nextId(),
      kind,
      isNew: true,
      originKey: origin,
      audience: this.#audience,
      before: undefined,
      statements: [],
      added: [],
      superseded: [],
    };
    this.all.push(party);
    if (origin) this.byOrigin.set(origin, party);
    return party;
  }
}

/** The domains of a draft's companies: of a person's own addresses, and of the desks beside them. */
export function domainsOf({ domain, desks }: ToldDraft): string[] {
  if (desks.length === 0) return domain ? [domain] : [];
  return distinct([domain ?? '', ...desks.map((desk) => desk.domain ?? '')]);
}
