import type { EntityView } from '../../../shared/platform/catalog.ts';
import type { Filter } from '../../../shared/platform/filters.ts';
import type { SavedView } from '../../../shared/platform/views.ts';
import type { ListAddress } from '../list/address.ts';
import type { ListView } from '../list/view.ts';

/** What a list shows in the end: its view, where one is opened, with what was changed about it since. */
export interface Shown {
  filter: Filter | undefined;
  sort: string;
  hidden: string[] | undefined;
  density: ListView['density'];
}

export function shownOf(
  address: ListAddress,
  own: ListView,
  view: SavedView | undefined,
  columns: readonly string[],
): Shown {
  const saved = view && savedIn(view, columns);
  return {
    filter: plain(address.filter ?? saved?.filter),
    sort: address.sort ?? saved?.sort ?? 'name',
    hidden: own.hidden ?? saved?.hidden,
    density: own.density ?? saved?.density,
  };
}

function savedIn(view: SavedView, columns: readonly string[]): Shown {
  const { filter, sort, columns: shown, density } = view;
  return {
    filter: filter ?? undefined,
    sort,
    hidden: shown ? columns.filter((id) => !shown.includes(id)) : undefined,
    density: density ?? undefined,
  };
}

/** A filter without conditions finds everybody, as none does. */
function plain(filter: Filter | undefined): Filter | undefined {
  return filter && !Array.isArray(filter) && 'all' in filter && filter.all.length === 0
    ? undefined
    : filter;
}

/** Whether the list shows something else than its view says. */
export function isChanged(shown: Shown, view: SavedView, columns: readonly string[]): boolean {
  const saved = savedIn(view, columns);
  return (
    JSON.stringify(shown.filter ?? null) !== JSON.stringify(plain(saved.filter) ?? null) ||
    shown.sort !== saved.sort ||
    (shown.density ?? 'normal') !== (saved.density ?? 'normal') ||
    !isSame(shown.hidden, saved.hidden)
  );
}

function isSame(one: readonly string[] | undefined, other: readonly string[] | undefined): boolean {
  if (!one || !other) return one === other;
  return one.length === other.length && one.every((id) => other.includes(id));
}

/** What of the list a view keeps. */
export function toSave(
  { filter, sort, hidden, density }: Shown,
  columns: readonly string[],
): Pick<SavedView, 'filter' | 'sort' | 'columns' | 'density'> {
  return {
    filter: filter ?? null,
    sort,
    columns: hidden ? columns.filter((id) => !hidden.includes(id)) : null,
    density: density ?? null,
  };
}

/** The list without what asks for fields that are no longer there, and their names. */
export function withoutLost(
  { filter, sort }: Pick<Shown, 'filter' | 'sort'>,
  entity: EntityView | undefined,
): { filter: Filter | undefined; sort: string; lost: string[] } {
  if (!entity) return { filter, sort, lost: [] };
  const fields = new Map(entity.fields.map((field) => [field.name, field]));
  const lost = new Set<string>();
  const kept = (part: Filter): Filter | undefined => {
    if (Array.isArray(part)) {
      if (fields.get(part[0])?.operators.length) return part;
      lost.add(part[0]);
      return undefined;
    }
    if ('not' in part) {
      const inner = kept(part.not);
      return inner && { not: inner };
    }
    const parts = ('all' in part ? part.all : part.any)
      .map(kept)
      .filter((one) => one !== undefined);
    if (parts.length === 0) return undefined;
    return 'all' in part ? { all: parts } : { any: parts };
  };
  const known = filter && kept(filter);
  const by = sort.replace(/^-/, '');
  if (fields.get(by)?.sortable) return { filter: known, sort, lost: [...lost] };
  return { filter: known, sort: 'name', lost: [...new Set([...lost, by])] };
}
