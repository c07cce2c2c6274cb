import { randomUUIDv7 } from 'node:crypto';

let last = '';
let lastAt = 0;

/**
 * The next id of this process, larger than every earlier one. UUIDs of the same millisecond come in any
 * order otherwise, and with them the lines of a report, the acts of a history, and which of two numbers
 * from one row of a file was named first. Within a millisecond they count up (RFC 9562, 6.2, method 1), which
 * also costs a fraction of a random one: an import makes hundreds a millisecond.
 */
export function nextId(): string {
  const now = Date.now();
  let id: string | undefined = now === lastAt ? successor(last) : undefined;
  id ??= randomUUIDv7();
  // The end of the number range within one millisecond is waited out.
  while (id <= last) id = successor(last) ?? randomUUIDv7();
  last = id;
  lastAt = now;
  return id;
}

/** Counts up in the last group; undefined when that is full. */
function successor(id: string): string | undefined {
  const next = Number.parseInt(id.slice(24), 16) + 1;
  return next < 2 ** 48 ? id.slice(0, 24) + next.toString(16).padStart(12, '0') : undefined;
}
