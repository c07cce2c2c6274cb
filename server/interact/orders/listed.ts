import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { ListedRow } from '../../../shared/identify/importing/listed-row.ts';
import {
  customerKey,
  type ListedPurchase,
  type PurchaseTrouble,
  readPurchaseRow,
} from '../../../shared/interact/order-rows.ts';
import { type OrderLine, orderSubject, orderText } from '../../../shared/interact/orders.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { insertRows } from '../../platform/database/bulk.ts';
import { nextId } from '../../platform/database/ids.ts';
import { isFirst, kept } from '../../platform/import/memory.ts';
import type { Item, Problem } from '../../platform/import/reader.ts';
import { type Importing, readersOfContent, type Written } from '../../platform/import/registry.ts';
import { searchColumns } from '../activities/writing.ts';
import { capturedBy, recordCaptured } from '../importing/activities.ts';
import { captureText, writeTexts } from '../importing/texts.ts';
import { type Buyer, whoBought } from './buyers.ts';
import { isNear } from './same.ts';

type Row = ListedPurchase & { locator: Item['locator'] };

/** An order as far as the rows at hand tell it. */
interface Order {
  id: string;
  locator: Item['locator'];
  ref: string | null;
  at: Temporal.Instant;
  mark: string;
  rows: Row[];
}

/** A list of everything sold in a year under one number is no order anybody reads. */
const mostLines = 2_000;

/** Takes over a list of purchases: each order is one entry on the timeline of whoever bought. */
export async function writePurchases(
  transaction: Transaction,
  items: readonly Item<ListedRow>[],
  importing: Importing,
): Promise<Written> {
  const { db, actor } = transaction;
  const problems: Problem[] = [];
  const rows = readRows(items, importing, problems);
  // Two imports of the same file at the same moment take turns.
  if (!importing.isCheck)
    await sql`select pg_advisory_xact_lock(hashtextextended(${`listed orders ${actor.workspaceId}`}, 0))`.execute(
      db,
    );
  const numbered = await numberedOrders(transaction, rows, importing, problems);
  const single = await singlePurchases(transaction, rows, importing);
  await lengthen(transaction, numbered.further, problems);
  const fresh = [...numbered.fresh, ...single.fresh];
  if (fresh.length > 0) await insertOrders(transaction, fresh, importing, problems);
  return { activities: fresh.length, known: numbered.known + single.known, problems };
}

function readRows(
  items: readonly Item<ListedRow>[],
  importing: Importing,
  problems: Problem[],
): Row[] {
  return items.flatMap(({ locator, value }) => {
    const read = readPurchaseRow(value, importing);
    if ('trouble' in read) {
      problems.push({ locator, ...troubles(read.trouble, read.text.slice(0, 80)) });
      return [];
    }
    const { purchase, doubts } = read;
    if (doubts.date && isFirst(importing, 'purchases', 'date'))
      problems.push({
        locator,
        code: 'order.date-doubtful',
        severity: 'warning',
        message: `Day and month of these purchases could be either way round; they were read as ${importing.country} writes them. If that is wrong, undo this import and choose how dates are written.`,
      });
    if (doubts.currency && isFirst(importing, 'purchases', 'currency'))
      problems.push({
        locator,
        code: 'order.currency-assumed',
        severity: 'warning',
        message: `The file names no currency, so its amounts were taken as ${purchase.currency}. If that is wrong, undo this import and add a column “Currency”.`,
      });
    return [{ ...purchase, locator }];
  });
}

interface Here {
  id: string;
  ref: string;
  at: Temporal.Instant;
  amount: number;
  currency: string;
  lines: OrderLine[];
  is_ours: boolean;
}

/** Several rows of one number are one order, wherever in the file they stand. */
async function numberedOrders(
  { db, actor }: Transaction,
  rows: readonly Row[],
  importing: Importing,
  problems: Problem[],
): Promise<{ fresh: Order[]; further: [Here, Row[]][]; known: number }> {
  const byRef = Map.groupBy(
    rows.filter(({ ref }) => ref !== null),
    ({ ref }) => ref!,
  );
  const refs = [...byRef.keys()];
  const { rows: here } =
    refs.length === 0
      ? { rows: [] }
      : await sql<Here>`
          select o.activity_id as id, o.ref, a.occurred_at as at, o.amount, o.currency, o.lines,
            o.file_id is not distinct from ${importing.fileId}::uuid as is_ours
          from orders o join activities a on a.workspace_id = o.workspace_id and a.id = o.activity_id
          where o.workspace_id = ${actor.workspaceId} and o.ref = any (${refs}::text[])
            and o.audience = any (${[actor.workspaceId, importing.reach.audience]}::uuid[])
            and a.trashed_at is null
          order by a.occurred_at, o.activity_id`.execute(db);
  const standing = Map.groupBy(here, ({ ref }) => ref);
  const fresh: Order[] = [];
  const further: [Here, Row[]][] = [];
  let known = 0;
  for (const [ref, all] of byRef) {
    const candidates = standing.get(ref) ?? [];
    const at = all.find((row) => row.at)?.at ?? null;
    const own = candidates.find(({ is_ours }) => is_ours);
    const other = candidates.find(
      (order) => !order.is_ours && (at === null || isNear(order.at, at)),
    );
    const currency = own?.currency ?? other?.currency ?? all[0]!.currency;
    const lines = all.filter((row) => {
      if (row.currency === currency) return true;
      problems.push({
        locator: row.locator,
        code: 'order.currencies',
        severity: 'error',
        message: `The order “${ref.slice(0, 80)}” is in ${currency}, and this row in ${row.currency}; the row was left out. Put its currency right.`,
      });
      return false;
    });
    if (own) {
      further.push([own, lines]);
    } else if (other) {
      const isNew = isFirst(importing, 'purchases', `known ${other.id}`);
      if (isNew) known += 1;
      if (isNew && !tellsTheSame(other, lines)) {
        problems.push({
          locator: lines[0]!.locator,
          code: 'order.differs',
          severity: 'warning',
          message: `The order “${ref.slice(0, 80)}” is here already and was left as it is, although this file tells other lines or another amount. If the file is right, undo the import that brought it, and import this one.`,
        });
      }
    } else if (at === null) {
      problems.push({ locator: lines[0]!.locator, ...troubles('no-day', '') });
    } else {
      fresh.push({ id: nextId(), locator: lines[0]!.locator, ref, at, mark: '', rows: lines });
    }
  }
  return { fresh, further, known };
}

/** Whether what these rows say stands in the order; it may have more rows elsewhere in the file. */
function tellsTheSame({ amount, lines }: Here, rows: readonly Row[]): boolean {
  const total = rows.find((row) => row.total !== null)?.total ?? null;
  if (total !== null) return total === amount;
  const key = (line: { what: string; quantity: number; amount?: number | undefined }) =>
    JSON.stringify([line.what, line.quantity, line.amount ?? null]);
  const listed = new Set(lines.map(key));
  const told = rows.flatMap(({ line }) => line ?? []);
  if (told.length > 0 && lines.length > 0) return told.every((line) => listed.has(key(line)));
  return rows.reduce((sum, row) => sum + (row.amount ?? 0), 0) <= amount;
}

/** The same purchase twice in a file stays twice, and in two files is one. */
async function singlePurchases(
  { db, actor }: Transaction,
  rows: readonly Row[],
  importing: Importing,
): Promise<{ fresh: Order[]; known: number }> {
  const single = rows
    .filter(({ ref }) => ref === null)
    .map((row): Order => {
      const { locator, at, currency, amount, total, line } = row;
      const said = [
        at!.toString(),
        customerKey(row.customer),
        currency,
        amount,
        total,
        line?.what ?? '',
        line?.quantity ?? 1,
      ];
      const mark = createHash('sha256').update(JSON.stringify(said)).digest('base64url');
      return { id: nextId(), locator, ref: null, at: at!, mark, rows: [row] };
    });
  const marks = [...new Set(single.map(({ mark }) => mark))];
  if (marks.length === 0) return { fresh: [], known: 0 };
  const { rows: here } = await sql<{ mark: string; elsewhere: number; own: number }>`
    select o.mark, count(*) filter (where o.file_id is distinct from ${importing.fileId}::uuid)::int as elsewhere,
      count(*) filter (where o.file_id = ${importing.fileId}::uuid)::int as own
    from orders o join activities a on a.workspace_id = o.workspace_id and a.id = o.activity_id
    where o.workspace_id = ${actor.workspaceId} and o.ref is null and o.mark = any (${marks}::text[])
      and o.audience = any (${[actor.workspaceId, importing.reach.audience]}::uuid[])
      and a.trashed_at is null
    group by o.mark`.execute(db);
  const counted = new Map(here.map(({ mark, ...counts }) => [mark, counts]));
  const seen = kept(importing, `purchases ${importing.fileId}`, () => new Map<string, number>());
  const fresh = single.filter(({ mark }) => {
    const { elsewhere = 0, own = 0 } = counted.get(mark) ?? {};
    // A run that was cut off knows of its earlier rows by what they left.
    const before = seen.get(mark) ?? (own > 0 ? elsewhere + own : 0);
    seen.set(mark, before + 1);
    return before >= elsewhere;
  });
  return { fresh, known: single.length - fresh.length };
}

/** What several rows come to: the total one of them tells, else their sum. */
function termsOf(rows: readonly Row[], before?: Here) {
  const total = rows.find((row) => row.total !== null)?.total ?? null;
  const sum = rows.reduce((whole, row) => whole + (row.amount ?? 0), 0);
  const lines = [...(before?.lines ?? []), ...rows.flatMap(({ line }) => line ?? [])];
  const isTold = before !== undefined && rows.some(({ hasTotals }) => hasTotals);
  return {
    amount: isTold ? before.amount || (total ?? 0) : (before?.amount ?? 0) + (total ?? sum),
    lines: lines.slice(0, mostLines),
    isTooLong: lines.length > mostLines,
    cancelled: rows.some((row) => row.cancelled),
  };
}

/** Further rows of orders that this file has begun. */
async function lengthen(
  { db, actor }: Transaction,
  further: readonly [Here, Row[]][],
  problems: Problem[],
): Promise<void> {
  for (const [order, rows] of further) {
    if (rows.length === 0) continue;
    const { amount, lines, isTooLong, cancelled } = termsOf(rows, order);
    if (isTooLong && order.lines.length < mostLines) problems.push(tooLong(rows[0]!, order.ref));
    await db
      .updateTable('orders')
      .set({
        amount,
        lines: JSON.stringify(lines),
        cancelled: sql<boolean>`cancelled or ${cancelled}`,
      })
      .where('workspace_id', '=', actor.workspaceId)
      .where('activity_id', '=', order.id)
      .execute();
    const { words: _, ...text } = textOf({ ref: order.ref, lines });
    await db
      .updateTable('activity_texts')
      .set({ ...text, ...searchColumns(text.subject, text.body) })
      .where('workspace_id', '=', actor.workspaceId)
      .where('activity_id', '=', order.id)
      .execute();
  }
}

const tooLong = ({ locator }: Row, ref: string): Problem => ({
  locator,
  code: 'order.too-long',
  severity: 'warning',
  message: `The order “${ref.slice(0, 80)}” has more than ${mostLines.toLocaleString('en')} lines. The others count in its amount and are not listed.`,
});

const textOf = ({ ref, lines }: { ref: string | null; lines: readonly OrderLine[] }) =>
  captureText({
    subject: orderSubject({ order: ref ?? '', lines }),
    body: orderText({ order: ref ?? '', lines }),
  });

async function insertOrders(
  transaction: Transaction,
  orders: readonly Order[],
  importing: Importing,
  problems: Problem[],
): Promise<void> {
  const { db, actor } = transaction;
  const { workspaceId } = actor;
  const { audience } = importing.reach;
  const buyers = await whoBought(
    transaction,
    orders.map(({ rows }) => customerOf(rows)),
    importing,
  );
  const now = Temporal.Now.instant();
  const told = orders.map((order, index) => ({
    ...order,
    ...termsOf(order.rows),
    buyer: buyers[index]!,
  }));
  for (const { buyer, locator, ref, rows, isTooLong } of told) {
    if (buyer.missing !== null && isFirst(importing, 'purchases', `missing ${buyer.missing}`))
      problems.push({ locator, ...missing(buyer) });
    if (isTooLong) problems.push(tooLong(rows[0]!, ref!));
  }
  await insertRows(
    db,
    'activities',
    told.map(({ id, at }) => ({
      ...capturedBy(importing),
      id,
      kind: 'purchase',
      occurred_at: at,
      direction: 'in',
      touch: 'personal',
      attachments: 0,
      all_day: false,
      created_at: now,
      updated_at: now,
    })),
  );
  await writeTexts(
    transaction,
    importing,
    told.map(({ id, at, ...order }) => ({ activity_id: id, occurred_at: at, ...textOf(order) })),
  );
  await insertRows(
    db,
    'participants',
    told.map(({ id, at, buyer: { partyId, addressId, name } }) => ({
      workspace_id: workspaceId,
      activity_id: id,
      position: 0,
      audience,
      kind: 'purchase',
      occurred_at: at,
      role: 'from',
      ours: false,
      party_id: partyId,
      address_id: addressId,
      name: partyId ? null : name,
    })),
  );
  await insertRows(
    db,
    'orders',
    told.map(({ id, ref, at, mark, amount, lines, cancelled, rows }) => ({
      workspace_id: workspaceId,
      activity_id: id,
      audience: readersOfContent(importing),
      file_id: importing.fileId,
      ref,
      amount,
      currency: rows[0]!.currency,
      lines,
      cancelled,
      changed_at: at,
      mark,
    })),
  );
  await recordCaptured(
    transaction,
    importing,
    told.map(({ id }) => ({ id, kind: 'purchase' })),
  );
}

/** Programs tell who bought in the first row of an order, or in all of them. */
function customerOf(rows: readonly Row[]) {
  const said = rows.find(({ customer }) => customerKey(customer) !== '') ?? rows[0]!;
  return said.customer;
}

function missing({ missing: what, name }: Buyer): Pick<Problem, 'code' | 'severity' | 'message'> {
  const warning = (message: string) => ({
    code: `order.${what!}`,
    severity: 'warning' as const,
    message,
  });
  const called = name.slice(0, 80);
  switch (what!) {
    case 'unknown':
      return warning(
        `Nobody here is known as “${called}” yet, and perhaps others in this file are not. Nothing of it is lost: what they bought stands on the timeline of whoever is given that address, number or name.`,
      );
    case 'several':
      return warning(
        `More than one here could be “${called}”, so nobody was chosen. What they bought is kept under that name until you say who it is.`,
      );
    case 'nobody':
      return warning(
        'Some rows, such as this one, do not say who bought. They are kept without a person.',
      );
    case 'erased':
      return warning(
        'Somebody in this file asked to be erased. What they bought is kept without them.',
      );
  }
}

function troubles(
  trouble: PurchaseTrouble,
  text: string,
): Pick<Problem, 'code' | 'severity' | 'message'> {
  const error = (message: string) => ({
    code: `order.${trouble}`,
    severity: 'error' as const,
    message,
  });
  switch (trouble) {
    case 'no-day':
      return error(
        'Nothing tells when this was bought, so it has no place in a timeline and was left out. Say which column holds the date, or fill the cell.',
      );
    case 'no-such-day':
      return error(
        `There is no such day or time as “${text}”; this purchase was left out. Put the cell right, or choose how dates are written.`,
      );
    case 'no-amount':
      return error(
        'Nothing tells what this purchase cost; it was left out. Fill the cell, with 0 where it was free.',
      );
    case 'amount':
      return error(
        `“${text}” is no amount; this purchase was left out. Write only the number and its currency.`,
      );
    case 'quantity':
      return error(`“${text}” is no quantity; this purchase was left out. Write only the number.`);
    case 'currency':
      return error(
        text === ''
          ? 'Nothing tells in which currency this was paid; it was left out. Add a column “Currency”, such as EUR.'
          : `“${text}” is not one currency that is known here; this purchase was left out. Write its three letters, such as EUR.`,
      );
  }
}
