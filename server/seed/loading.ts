import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Projection } from '../identify/statements/projection.ts';

type Cell = string | number | boolean | null | readonly string[];

/** A column, and what stands in the table for it where that is more than the cell itself. */
interface Loaded {
  columns: readonly string[];
  as?: Record<string, string>;
  /** Cells that only serve `as`. */
  besides?: readonly string[];
}

/** What a party's row takes from the projection of its statements, in the order of the columns. */
export const partyFields = [
  'name',
  'sort_name',
  'search_text',
  'email',
  'phone',
  'web',
  'title',
  'company_id',
  'company_name',
  'street',
  'city',
  'region',
  'postal_code',
  'country',
  'birthday',
  'domain',
  'roles',
  'name_key',
] as const satisfies (keyof Projection['fields'])[];

/** In this order, so that what is referred to comes before what refers to it. */
const tables: Record<string, Loaded> = {
  parties: {
    columns: [
      'id',
      'kind',
      'audience',
      'visibility',
      'owner_id',
      'assigned_to',
      ...partyFields,
      'last_contact_at',
      'version',
      'created_at',
      'created_by',
      'updated_at',
    ],
  },
  statements: {
    columns: [
      'id',
      'party_id',
      'audience',
      'topic',
      'value',
      'value_key',
      'label',
      'basis',
      'source',
      'stated_at',
      'stated_by',
      'superseded_at',
      'superseded_by',
    ],
  },
  party_emails: { columns: ['audience', 'address', 'party_id', 'statement_id'] },
  affiliations: {
    columns: [
      'statement_id',
      'party_id',
      'company_id',
      'audience',
      'title',
      'department',
      'from_date',
      'to_date',
      'is_primary',
    ],
  },
  party_roles: {
    columns: ['statement_id', 'party_id', 'audience', 'role', 'from_date', 'to_date'],
  },
  seen_addresses: { columns: ['id', 'audience', 'address', 'name', 'mailable'] },
  activities: {
    columns: [
      'id',
      'kind',
      'audience',
      'visibility',
      'owner_id',
      'occurred_at',
      'ends_at',
      'wall_start',
      'zone',
      'direction',
      'touch',
      'thread',
      'identity',
      'cancelled_at',
      'created_at',
      'created_by',
      'updated_at',
    ],
  },
  activity_texts: {
    columns: [
      'activity_id',
      'audience',
      'occurred_at',
      'subject',
      'preview',
      'body',
      'place',
      'subject_folded',
      'search',
    ],
    as: { search: `to_tsvector('simple', searched)` },
    besides: ['searched'],
  },
  participants: {
    columns: [
      'activity_id',
      'position',
      'audience',
      'kind',
      'occurred_at',
      'role',
      'ours',
      'name',
      'address_id',
      'party_id',
    ],
  },
  mails: {
    columns: [
      'activity_id',
      'audience',
      'message_id',
      'in_reply_to',
      'refs',
      'full_subject',
      'subject_key',
      'content_hash',
      'occurred_at',
    ],
  },
  thread_links: { columns: ['audience', 'message_id', 'thread'] },
  events: {
    columns: [
      'id',
      'audience',
      'at',
      'actor',
      'actor_id',
      'subject',
      'subject_id',
      'verb',
      'particulars',
      'after',
    ],
  },
};

export type LoadedTable = keyof typeof tables;
export const loadedTables = Object.keys(tables);

/**
 * Rows on their way into the database. COPY into a table under forced policies is refused, so a batch
 * goes into unpoliced tables of the session and from there, under the policies, to its place.
 */
export class Load {
  readonly #client: pg.ClientBase;
  readonly #workspaceId: string;
  readonly #cells = new Map<string, string[]>();
  #rows = 0;
  #underWay: Promise<unknown> = Promise.resolve();
  readonly counts: Record<string, number> = {};

  constructor(client: pg.ClientBase, workspaceId: string) {
    this.#client = client;
    this.#workspaceId = workspaceId;
  }

  /** Rows gathered since the last batch. */
  get rows(): number {
    return this.#rows;
  }

  async prepare(): Promise<void> {
    for (const [name, { columns, besides = [], as = {} }] of Object.entries(tables)) {
      const plain = columns.filter((column) => !(column in as)).join(', ');
      const more = besides.map((column) => `, ''::text as ${column}`).join('');
      await this.#client.query(
        `create temporary table seed_${name} on commit drop as select ${plain}${more} from ${name} with no data`,
      );
    }
  }

  add(name: LoadedTable, row: readonly Cell[]): void {
    const lines = this.#cells.get(name);
    const line = `${row.map(written).join('\t')}\n`;
    if (lines) lines.push(line);
    else this.#cells.set(name, [line]);
    this.#rows++;
    this.counts[name] = (this.counts[name] ?? 0) + 1;
  }

  /** Sends what was gathered. Returns when it is on its way: the next batch is made meanwhile. */
  async send(): Promise<void> {
    await this.#underWay;
    const batch = new Map(this.#cells);
    this.#cells.clear();
    this.#rows = 0;
    this.#underWay = this.#transfer(batch);
    // Whoever awaits it next hears of a failure; until then nobody need call it unhandled.
    this.#underWay.catch(() => undefined);
  }

  async arrived(): Promise<void> {
    await this.send();
    await this.#underWay;
  }

  async #transfer(batch: Map<string, string[]>): Promise<void> {
    const moves: string[] = [];
    for (const [name, { columns, as = {}, besides = [] }] of Object.entries(tables)) {
      const lines = batch.get(name);
      if (!lines) continue;
      const plain = [...columns.filter((column) => !(column in as)), ...besides];
      const copy = this.#client.query(
        copyFrom(`copy seed_${name} (${plain.join(', ')}) from stdin`),
      );
      await pipeline(Readable.from(chunks(lines)), copy);
      const cells = columns.map(
        (column) =>
          as[column] ??
          (column === 'audience' ? `coalesce(audience, '${this.#workspaceId}')` : column),
      );
      moves.push(
        `insert into ${name} (workspace_id, ${columns.join(', ')})
         select '${this.#workspaceId}', ${cells.join(', ')} from seed_${name}`,
        `truncate seed_${name}`,
      );
    }
    await this.#client.query(moves.join(';'));
  }
}

function* chunks(lines: string[]): Generator<Buffer> {
  for (let from = 0; from < lines.length; from += 2_000) {
    yield Buffer.from(lines.slice(from, from + 2_000).join(''));
  }
}

function written(cell: Cell): string {
  if (cell === null) return '\\N';
  if (typeof cell === 'string') return escaped(cell);
  if (typeof cell === 'boolean') return cell ? 't' : 'f';
  if (typeof cell === 'number') return String(cell);
  return escaped(`{${cell.map((each) => `"${each.replace(/["\\]/g, '\\$&')}"`).join(',')}}`);
}

function escaped(text: string): string {
  return /[\\\n\r\t]/.test(text)
    ? text
        .replaceAll('\\', '\\\\')
        .replaceAll('\n', '\\n')
        .replaceAll('\r', '\\r')
        .replaceAll('\t', '\\t')
    : text;
}
