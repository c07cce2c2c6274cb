import type { Topic } from '../../../shared/identify/statements.ts';
import { nextId } from '../../platform/database/ids.ts';
import type { Happening } from '../../platform/events/events.ts';
import { currentOf, type Held, type Stated } from '../bulk/records.ts';
import { type CurrentStatement, type Projection, project } from '../statements/projection.ts';
import type { CellColumn, CellEdits, Shown } from './columns.ts';

/** What the cells of one topic or field did to a record: one line of its history, undone by itself. */
interface Part {
  topic: Topic;
  fieldId: string | undefined;
  stated: Set<string>;
  /** Each with what came in its place, if anything did. */
  superseded: Map<string, string | null>;
}

/**
 * One record while its cells are written, one after the other: the next cell sees what the one before has
 * left, so that a town and a country in one row become one address.
 */
export class WrittenRecord {
  readonly one: Held;
  readonly #at: string;
  /** All that was ever said of it, with what the cells say. */
  #known: Stated[];
  readonly #parts = new Map<string, Part>();
  readonly #before: Projection;
  #ownBefore: Map<string, unknown> | undefined;
  #assignTo: string | null | undefined;

  constructor(one: Held, known: readonly Stated[], at: string) {
    this.one = one;
    this.#at = at;
    this.#known = known.map((each) => ({ ...each }));
    this.#before = project(one.kind, currentOf(this.#known));
  }

  get known(): Stated[] {
    return this.#known;
  }

  get name(): string {
    return this.#before.fields.name;
  }

  /** What the record showed before anything was written. */
  get before(): Shown {
    this.#ownBefore ??= valuesOf(this.#known);
    return {
      fields: this.#before.fields,
      own: this.#ownBefore,
      assignedTo: this.one.assigned_to,
    };
  }

  /** What it will show. */
  get after(): Shown {
    return {
      fields: project(this.one.kind, currentOf(this.#known)).fields,
      own: valuesOf(this.#known),
      assignedTo: this.#assignTo === undefined ? this.one.assigned_to : this.#assignTo,
    };
  }

  current({ topic, fieldId }: CellColumn): CurrentStatement[] {
    return currentOf(
      this.#known.filter((each) => each.topic === topic && (!fieldId || each.fieldId === fieldId)),
    );
  }

  /** Writes what a cell does; answers whether it does anything. */
  write(column: CellColumn, { stated, withdrawn, assignTo }: CellEdits): boolean {
    // What the values would look like without the act counts before the first cell changes them.
    this.#ownBefore ??= valuesOf(this.#known);
    if (assignTo !== undefined) this.#assignTo = assignTo;
    if (column.topic) {
      const part = this.#partOf(column.topic, column.fieldId);
      for (const { replaces, ...value } of stated) this.#state(part, value, replaces);
      for (const id of withdrawn) this.#supersede(part, id, null);
    }
    return assignTo !== undefined || stated.length + withdrawn.length > 0;
  }

  #partOf(topic: Topic, fieldId: string | undefined): Part {
    const key = fieldId ?? topic;
    let part = this.#parts.get(key);
    if (!part) {
      part = { topic, fieldId, stated: new Set(), superseded: new Map() };
      this.#parts.set(key, part);
    }
    return part;
  }

  #state(
    part: Part,
    value: { value: unknown; valueKey: string; label: string | null },
    replaces: string | null,
  ): void {
    const own = replaces !== null && part.stated.has(replaces) && this.#find(replaces);
    if (own) {
      Object.assign(own, value);
      return;
    }
    const id = nextId();
    this.#known.push({
      ...value,
      id,
      party_id: this.one.id,
      topic: part.topic,
      fieldId: part.fieldId ?? null,
      stated_at: this.#at,
      superseded_at: null,
      superseded_by: null,
    });
    part.stated.add(id);
    if (replaces) this.#supersede(part, replaces, id);
  }

  #supersede(part: Part, id: string, by: string | null): void {
    if (part.stated.delete(id)) {
      // It was written by a cell before and is as if it had never been.
      this.#known = this.#known.filter((each) => each.id !== id);
      for (const [other, its] of part.superseded) {
        if (its === id) this.#supersede(part, other, by);
      }
      return;
    }
    part.superseded.set(id, by);
    Object.assign(this.#find(id) ?? {}, { superseded_at: this.#at, superseded_by: by });
  }

  #find(id: string): Stated | undefined {
    return this.#known.find((each) => each.id === id);
  }

  get #changed(): Part[] {
    return [...this.#parts.values()].filter(
      ({ stated, superseded }) => stated.size + superseded.size > 0,
    );
  }

  get topics(): Topic[] {
    return this.#changed.map(({ topic }) => topic);
  }

  get assignTo(): string | null | undefined {
    return this.#assignTo;
  }

  get isChanged(): boolean {
    return this.#assignTo !== undefined || this.#changed.length > 0;
  }

  /** New statements, without what is the same for all that the act states. */
  get added() {
    const ids = new Set(this.#changed.flatMap(({ stated }) => [...stated]));
    return this.#known
      .filter(({ id }) => ids.has(id))
      .map(({ id, topic, value, valueKey, label, fieldId }) => ({
        id,
        party_id: this.one.id,
        audience: this.one.audience,
        topic,
        value,
        value_key: valueKey,
        label,
        field_id: fieldId ?? null,
      }));
  }

  get superseded(): { id: string; by: string | null }[] {
    return this.#changed.flatMap(({ superseded }) =>
      [...superseded].map(([id, by]) => ({ id, by })),
    );
  }

  /** How many lines of the history it gets. */
  get parts(): number {
    return this.#changed.length + (this.#assignTo === undefined ? 0 : 1);
  }

  /** Its lines of the history. */
  happenings(actId: string): Happening[] {
    const { id, kind, audience, updated_at, assigned_to } = this.one;
    const about = { subject: kind, subjectId: id, audience, actId };
    const edits = this.#changed.map(({ topic, fieldId, stated, superseded }): Happening => {
      const [old] = superseded.keys();
      const [next] = stated;
      return {
        ...about,
        ...(fieldId ? { fieldId } : {}),
        verb: 'edited',
        particulars: {
          topic,
          ...(fieldId ? { fieldId } : {}),
          stated: [...stated],
          superseded: [...superseded.keys()],
          was: updated_at,
        },
        ...(old ? { before: { [topic]: this.#find(old)?.value } } : {}),
        ...(next ? { after: { [topic]: this.#find(next)?.value } } : {}),
      };
    });
    if (this.#assignTo === undefined) return edits;
    return [
      ...edits,
      {
        ...about,
        verb: 'changed',
        particulars: { was: updated_at },
        before: { assignedTo: assigned_to },
        after: { assignedTo: this.#assignTo },
      },
    ];
  }
}

function valuesOf(known: readonly Stated[]): Map<string, unknown> {
  return new Map(
    known.flatMap((each): [string, unknown][] =>
      each.topic === 'field' && each.superseded_at === null && each.fieldId
        ? [[each.fieldId, each.value]]
        : [],
    ),
  );
}
