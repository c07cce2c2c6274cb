import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { singleTopics, type Topic } from '../../../shared/identify/statements.ts';
import { arrange, type Held, separate } from './arranging.ts';

/**
 * Merging, whatever is done to the merged record, and taking it back, told on statements alone. Beside the
 * merged record its two parts are kept apart, and every change is made to the part it belongs to: in the end
 * both ways have to come to the same.
 */
const topics = ['name', 'birthday', 'email', 'phone', 'note', 'tag'] as const satisfies Topic[];
const topic = fc.constantFrom(...topics);
const word = fc.constantFrom('a', 'b', 'c', 'd');

interface Act {
  act: 'add' | 'replace' | 'withdraw';
  topic: (typeof topics)[number];
  word: string;
  which: number;
}
const act: fc.Arbitrary<Act> = fc.record({
  act: fc.constantFrom('add', 'replace', 'withdraw'),
  topic,
  word,
  which: fc.nat(20),
});
const history = fc.array(act, { maxLength: 8 });

class Book {
  rows: Held[] = [];
  #clock = 0;

  current(partyId: string, of: Topic): Held[] {
    return this.rows.filter(
      (row) => row.partyId === partyId && row.topic === of && row.superseded_at === null,
    );
  }

  /** As statements.ts does: a single topic has one current value, of others one is replaced by name. */
  state(partyId: string, of: Topic, said: string, replaces: Held[]): Held {
    const id = `s${++this.#clock}`;
    const replaced = singleTopics.includes(of) ? this.current(partyId, of) : replaces;
    for (const row of replaced) {
      row.superseded_at = this.#clock;
      row.superseded_by = id;
    }
    const row: Held = {
      id,
      partyId,
      topic: of,
      value: said,
      valueKey: said,
      label: null,
      superseded_at: null,
      superseded_by: null,
    };
    this.rows.push(row);
    return row;
  }

  withdraw(row: Held): void {
    row.superseded_at = ++this.#clock;
  }

  do(partyId: string, { act: what, topic: of, word: said, which }: Act): void {
    const there = this.current(partyId, of);
    const chosen = there[which % Math.max(1, there.length)];
    if (what === 'withdraw') {
      if (chosen) this.withdraw(chosen);
    } else if (what === 'replace' && chosen) this.state(partyId, of, said, [chosen]);
    else if (singleTopics.includes(of) || !there.some(({ valueKey }) => valueKey === said))
      this.state(partyId, of, said, []);
  }

  /** What a party says, without the ids of rows: topic, value, label and whether it counts. */
  says(partyId: string): string[] {
    return this.rows
      .filter((row) => row.partyId === partyId)
      .map(({ topic: of, value, label, superseded_at }) =>
        JSON.stringify([of, value, label, superseded_at === null]),
      )
      .sort();
  }

  merge(show: Record<string, string> = {}) {
    const came = this.rows.filter(({ partyId }) => partyId === 'B').map(({ id }) => id);
    const stayed = this.rows.filter(({ partyId }) => partyId === 'A').map(({ id }) => id);
    const labels: [string, string | null, string | null][] = [];
    for (const { id, label, supersededBy } of arrange(this.rows, 'A', show)) {
      const row = this.rows.find((each) => each.id === id)!;
      if (label !== undefined) {
        labels.push([id, row.label, label]);
        row.label = label;
      }
      if (supersededBy) {
        row.superseded_at = ++this.#clock;
        row.superseded_by = supersededBy;
      }
    }
    for (const row of this.rows) row.partyId = 'A';
    return { came, stayed, labels };
  }

  separate(moves: ReturnType<Book['merge']>): void {
    const { leaving, reinstated, labels } = separate(this.rows, moves);
    const before = new Map(labels);
    for (const row of this.rows) {
      if (leaving.includes(row.id)) row.partyId = 'B';
      if (reinstated.includes(row.id)) {
        row.superseded_at = null;
        row.superseded_by = null;
      }
      if (before.has(row.id)) row.label = before.get(row.id) ?? null;
    }
  }
}

function written(ofA: Act[], ofB: Act[]): Book {
  const book = new Book();
  for (const each of ofA) book.do('A', each);
  for (const each of ofB) book.do('B', each);
  return book;
}

describe('a merge that is taken back', () => {
  test('at once leaves everything as it was, whichever values were chosen to show', () => {
    fc.assert(
      fc.property(history, history, fc.array(fc.nat(30), { maxLength: 4 }), (ofA, ofB, chosen) => {
        const book = written(ofA, ofB);
        const before = structuredClone(book.rows);
        const show = Object.fromEntries(
          chosen.flatMap((at) => {
            const row = book.rows[at];
            return row && row.superseded_at === null ? [[row.topic, row.id]] : [];
          }),
        );
        book.separate(book.merge(show));
        expect(book.rows).toEqual(before);
      }),
      { numRuns: 500 },
    );
  });

  test('after later changes leaves what the two would be, had each been made to the record it concerns', () => {
    fc.assert(
      fc.property(history, history, history, (ofA, ofB, later) => {
        const book = written(ofA, ofB);
        const apart = written(ofA, ofB);
        const moves = book.merge();
        for (const each of later) {
          const before = new Set(book.rows.map(({ id }) => id));
          const current = book.current('A', each.topic);
          const chosen = current[each.which % Math.max(1, current.length)];
          const single = singleTopics.includes(each.topic);
          // Whose value is changed: the one named, and of a single topic every one that counts.
          const concerned = each.act === 'withdraw' || !single ? [chosen] : current;
          const owners = new Set(concerned.map((row) => row && ownerOf(row.id, apart)));
          book.do('A', each);
          const stated = book.rows.find(({ id }) => !before.has(id));
          if (each.act === 'withdraw') {
            if (chosen) apart.withdraw(apart.rows.find(({ id }) => id === chosen.id)!);
          } else if (stated) {
            const follows = each.act === 'replace' || single;
            const owner = follows && owners.size === 1 && owners.has('B') ? 'B' : 'A';
            const replaced =
              follows && chosen ? apart.rows.filter(({ id }) => id === chosen.id) : [];
            rename(apart.state(owner, each.topic, each.word, replaced), stated.id, apart);
          }
        }
        book.separate(moves);
        for (const party of ['A', 'B']) expect(book.says(party)).toEqual(apart.says(party));
      }),
      { numRuns: 1_000 },
    );
  });
});

const ownerOf = (id: string, book: Book) => book.rows.find((row) => row.id === id)?.partyId;

/** Gives a row of the separate book the id it has in the merged one, so that later changes find it. */
function rename(row: Held, id: string, book: Book): void {
  for (const other of book.rows) if (other.superseded_by === row.id) other.superseded_by = id;
  row.id = id;
}
