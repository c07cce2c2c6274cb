import type { Mapping } from './columns.ts';
import { programs, type ReadyColumn } from './ready-programs.ts';

/** The export of a program that is known by its headings, with each column where it belongs. */
export function readyMapping(
  headers: readonly string[],
  proposal: Mapping,
): { program: string; mapping: Mapping } | null {
  const here = new Set(headers.map(plain));
  for (const { program, requires, columns, kind } of programs) {
    if (!requires.every((header) => here.has(plain(header)))) continue;
    const known = new Map(
      Object.entries(columns).map(([header, column]) => [plain(header), column] as const),
    );
    const mapping: Mapping = {
      ...proposal,
      ...(kind ? { kind } : {}),
      columns: proposal.columns.map((column) => {
        const ready = known.get(plain(column.header));
        if (!ready) return column;
        return {
          ...column,
          ...placeOf(ready),
          confidence: 1,
          why: `Exports of ${program} say so.`,
        };
      }),
    };
    return { program, mapping };
  }
  return null;
}

function placeOf(ready: ReadyColumn) {
  const [field, label = '', slot = ''] = typeof ready === 'string' ? [ready] : ready;
  return { field, label, slot };
}

function plain(header: string): string {
  return header.trim().toLowerCase();
}
