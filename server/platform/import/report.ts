import type { Transaction } from '../access/actor.ts';
import { insertRows } from '../database/bulk.ts';
import { nextId } from '../database/ids.ts';
import type { Locator, Problem } from './reader.ts';

/** A report longer than this is cut, and says so: nobody reads a million lines, and they cost the disk. */
export const mostProblems = 50_000;
const longestMessage = 2_000;

interface ReportedFile {
  id: string;
  name: string;
  about: { entry?: string };
}

/** The report of one import: every problem with its file and place, in the transaction of its batch. */
export class Report {
  readonly #importId: string;
  readonly #audience: string;
  #kept: number;

  constructor(importId: string, audience: string, kept: number) {
    this.#importId = importId;
    this.#audience = audience;
    this.#kept = kept;
  }

  async keep({ db, actor }: Transaction, file: ReportedFile, problems: Problem[]): Promise<void> {
    const room = Math.max(0, mostProblems - this.#kept);
    const kept = problems.slice(0, room);
    const last = kept.at(-1);
    if (last && kept.length === room) {
      kept[room - 1] = {
        locator: last.locator,
        code: 'import.report-cut',
        severity: 'warning',
        message: `There are more than ${mostProblems} problems; the report ends here, the import went on and counts them all.`,
      };
    }
    this.#kept += kept.length;
    await insertRows(
      db,
      'import_problems',
      kept.map(({ locator, code, severity, field, message, cell }) => ({
        workspace_id: actor.workspaceId,
        import_id: this.#importId,
        id: nextId(),
        audience: this.#audience,
        file_id: file.id,
        line: locator.line ?? null,
        part: locator.part ?? null,
        entry: entryOf(locator.entry, file),
        code,
        severity,
        field: field ?? null,
        cell: cell
          ? {
              ...cell,
              header: storable(cell.header),
              value: storable(cell.value),
              entry: locator.entry ?? null,
            }
          : null,
        message: storable(message),
      })),
    );
  }
}

/** The problems of a batch, of rows that not every reader of the report may see with their place alone. */
export function tellable(problems: Problem[], unspoken: readonly Locator[] = []): Problem[] {
  if (unspoken.length === 0) return problems;
  const placeOf = ({ line, part, entry }: Locator) => `${line}/${part}/${entry}`;
  const places = new Set(unspoken.map(placeOf));
  return problems.map((problem) =>
    places.has(placeOf(problem.locator)) ? wordless(problem) : problem,
  );
}

function wordless({ cell: _, ...problem }: Problem): Problem {
  return { ...problem, message: withoutWords[problem.code] ?? usuallyWithout };
}

/** A text as the database takes it. */
function storable(text: string): string {
  return text.slice(0, longestMessage).replaceAll('\0', '').toWellFormed();
}

const usuallyWithout =
  'Something in this row could not be taken over as it stands. The row is of a kind that is kept private, so its words are not repeated here; look at it in your file.';
const withoutWords: Record<string, string> = {
  'contact.shared-already':
    'The row is of a kind that is kept private, and who it is about is seen by more people already; nothing was added. Make that record private, or give it the kind there, and import the row again.',
};

/** The way to a place inside an archive or a workbook: "customers.zip › Customers.xlsx › Sheet 1". */
function entryOf(inside: string | undefined, { name, about }: ReportedFile): string | null {
  if (inside === undefined) return about.entry ?? null;
  const way = about.entry ?? name;
  return inside === way ? inside : `${way} › ${inside}`;
}
