import { sql } from 'kysely';
import { normaliseEmail } from '../../../shared/identify/addresses.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import type { Problem } from '../../platform/import/reader.ts';
import type { Importing } from '../../platform/import/registry.ts';
import { CellRefused } from '../cells/errors.ts';
import { partiesCalled } from '../cells/names.ts';
import { prepareFieldValue } from '../fields/values.ts';
import { prepareValue } from '../statements/values.ts';
import { ownColumns } from './own-columns.ts';
import type { Told, ToldDraft } from './told.ts';

/**
 * Looks up whom the cells of a batch name that lead to people or companies, by address or by name, those of all
 * rows together. A cell that leads to nobody, or to several, is kept as it was written, and said.
 */
export async function withReferences(
  transaction: Transaction,
  importing: Importing,
  drafts: readonly ToldDraft[],
): Promise<readonly ToldDraft[]> {
  const named = drafts.flatMap(({ told }) => told.filter(isReference));
  if (named.length === 0) return drafts;
  const find = await findersOf(transaction, named);
  const { fields } = ownColumns(importing);
  return drafts.map((draft) => {
    if (!draft.told.some(isReference)) return draft;
    const problems: Problem[] = [];
    const told = draft.told.map((each): Told => {
      const field = fields.find(({ id }) => id === each.fieldId);
      if (!isReference(each) || !field) return each;
      const text = String(each.value);
      try {
        const { refersTo, ...said } = each;
        const { value, valueKey } = prepareFieldValue(field, find[refersTo](text));
        return { ...said, value, valueKey };
      } catch (error) {
        if (!(error instanceof CellRefused)) throw error;
        problems.push({
          locator: draft.locator,
          code: 'contact.refers-to-nobody',
          severity: 'warning',
          field: field.name,
          message: `${error.message} The cell is kept beside the record as it was written.`,
        });
        return {
          topic: 'extra',
          ...prepareValue('extra', text, ''),
          label: field.label,
          basis: 'seen',
        };
      }
    });
    return { ...draft, told, problems: [...draft.problems, ...problems] };
  });
}

type Reference = Told & { refersTo: PartyKind };

function isReference(told: Told): told is Reference {
  return told.refersTo !== undefined;
}

type Finder = (text: string) => string;

async function findersOf(
  transaction: Transaction,
  named: readonly Reference[],
): Promise<Record<PartyKind, Finder>> {
  const finderOf = async (kind: PartyKind): Promise<Finder> => {
    const texts = named
      .filter(({ refersTo }) => refersTo === kind)
      .map(({ value }) => String(value));
    const byAddress = await partiesAt(transaction, kind, texts);
    const called = await partiesCalled(
      transaction,
      kind,
      texts.filter((text) => !text.includes('@')),
    );
    return (text) => {
      if (!text.includes('@')) return called(text).id;
      const [one, another] = byAddress.get(normaliseEmail(text) ?? '') ?? [];
      if (!one) {
        throw new CellRefused('unmatched', `Nobody here has the address “${text.slice(0, 100)}”.`);
      }
      if (another) {
        throw new CellRefused(
          'unmatched',
          `Several here have the address “${text.slice(0, 100)}”. Choose the right one on the record.`,
        );
      }
      return one;
    };
  };
  return { person: await finderOf('person'), company: await finderOf('company') };
}

/** Who has these addresses, of those that whoever imports sees. */
async function partiesAt(
  { db, actor }: Transaction,
  kind: PartyKind,
  texts: readonly string[],
): Promise<Map<string, string[]>> {
  const addresses = texts.flatMap((text) => normaliseEmail(text) ?? []);
  if (addresses.length === 0) return new Map();
  const { rows } = await sql<{ address: string; id: string }>`
    select distinct e.address, p.id from party_emails e
    join parties p on p.workspace_id = ${actor.workspaceId} and p.id = e.party_id
    where e.workspace_id = ${actor.workspaceId} and e.address = any (${addresses}::text[])
      and p.kind = ${kind} and p.trashed_at is null
    order by e.address, p.id`.execute(db);
  return new Map(
    [...Map.groupBy(rows, ({ address }) => address)].map(([address, found]) => [
      address,
      found.map(({ id }) => id),
    ]),
  );
}
