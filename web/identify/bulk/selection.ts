import type { Selection } from '../../../shared/identify/bulk.ts';
import type { Filter } from '../../../shared/platform/filters.ts';

/** Rows chosen one by one, or all that the filter finds but a few. */
export type ListSelection =
  | { all: false; ids: ReadonlySet<string> }
  | { all: true; except: ReadonlySet<string> };

export const nobody: ListSelection = { all: false, ids: new Set() };
export const everybody: ListSelection = { all: true, except: new Set() };

/** Which of the rows on screen are chosen. */
export function chosenAmong(selection: ListSelection, loaded: readonly string[]): Set<string> {
  return new Set(selection.all ? loaded.filter((id) => !selection.except.has(id)) : selection.ids);
}

/** The selection after rows on screen were chosen or let go; with none left nobody is selected. */
export function withChosen(
  selection: ListSelection,
  loaded: readonly string[],
  chosen: ReadonlySet<string>,
): ListSelection {
  if (chosen.size === 0) return nobody;
  if (!selection.all) return { all: false, ids: chosen };
  const except = new Set(selection.except);
  for (const id of loaded) {
    if (chosen.has(id)) except.delete(id);
    else except.add(id);
  }
  return { all: true, except };
}

export function isNobody(selection: ListSelection): boolean {
  return !selection.all && selection.ids.size === 0;
}

/** How many are selected, where it is known how many the filter finds. */
export function sizeOf(selection: ListSelection, total: number | undefined): number | undefined {
  if (!selection.all) return selection.ids.size;
  return total === undefined ? undefined : total - selection.except.size;
}

/** The selection as the server is told of it. */
export function asked(
  selection: ListSelection,
  filter: Filter | undefined,
  zone: string,
): Selection {
  return selection.all
    ? { filter: filter ?? null, except: [...selection.except], zone }
    : { ids: [...selection.ids] };
}
