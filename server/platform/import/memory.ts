import type { Importing } from './registry.ts';

/** What a reader keeps in mind from one portion of an import to the next. */
export function kept<Value>({ memory }: Importing, name: string, make: () => Value): Value {
  const value = (memory.get(name) as Value | undefined) ?? make();
  memory.set(name, value);
  return value;
}

/** Whether this is the first time in its file that a room has it to tell. */
export function isFirst(importing: Importing, room: string, what: string): boolean {
  const told = kept(importing, `told of ${room}`, () => new Set<string>());
  const key = `${importing.fileId} ${what}`;
  return !told.has(key) && told.add(key).size > 0;
}
