import type { Filter } from '../../../shared/platform/filters.ts';
import type { GridSort } from '../../ui/grid/columns.ts';

/** What the address of a list says: which rows, in which order, and which of them is peeked at. */
export interface ListAddress {
  filter?: Filter;
  /** A field of the catalog, with a minus in front for descending. */
  sort?: string;
  peek?: string;
  /** A saved view; what stands beside it in the address was changed about it. */
  view?: string;
}

/** Reads an address that anybody may have typed; what is no filter is left out. */
export function readListAddress({
  filter,
  sort,
  peek,
  view,
}: Record<string, unknown>): ListAddress {
  return {
    ...(isFilter(filter) ? { filter } : {}),
    ...(typeof sort === 'string' && /^-?[a-z][a-zA-Z0-9]*$/.test(sort) ? { sort } : {}),
    ...(typeof peek === 'string' ? { peek } : {}),
    ...(typeof view === 'string' ? { view } : {}),
  };
}

/** The shape alone; whether its fields and operators exist is for the server to say. */
function isFilter(value: unknown): value is Filter {
  if (Array.isArray(value)) {
    const [field, operator, operand] = value;
    return (
      typeof field === 'string' &&
      typeof operator === 'string' &&
      (value.length === 2 || (value.length === 3 && isOperand(operand)))
    );
  }
  if (typeof value !== 'object' || value === null) return false;
  if ('not' in value) return isFilter(value.not);
  const parts = 'all' in value ? value.all : 'any' in value ? value.any : undefined;
  return Array.isArray(parts) && parts.every(isFilter);
}

function isOperand(value: unknown): boolean {
  return (
    ['string', 'number', 'boolean'].includes(typeof value) ||
    (Array.isArray(value) && value.every((one) => typeof one === 'string'))
  );
}

export function sortOf({ sort = 'name' }: ListAddress): GridSort {
  return sort.startsWith('-')
    ? { column: sort.slice(1), direction: 'desc' }
    : { column: sort, direction: 'asc' };
}

/** The usual order stays out of the address. */
export function sortAddress({ column, direction }: GridSort): string | undefined {
  const sort = direction === 'desc' ? `-${column}` : column;
  return sort === 'name' ? undefined : sort;
}
