import { arts } from './built-in/arts.ts';
import { causes } from './built-in/causes.ts';
import { hobbies } from './built-in/hobbies.ts';
import { places } from './built-in/places.ts';
import { science } from './built-in/science.ts';
import { sport } from './built-in/sport.ts';
import { trades } from './built-in/trades.ts';

export interface BuiltInNode {
  id: string;
  parent: string | null;
  en: string;
  de: string;
}

/** The taxonomy that every company begins with: our own writing, from general to specific. */
export const builtIn: readonly BuiltInNode[] = [
  hobbies,
  sport,
  arts,
  places,
  science,
  trades,
  causes,
].flatMap(readOutline);

/** Lines `id: English = German`, indented by two spaces for each step inward. */
export function readOutline(outline: string): BuiltInNode[] {
  const path: string[] = [];
  return outline
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const parts = /^( *)([a-z0-9-]+): (.+) = (.+)$/.exec(line);
      const depth = (parts?.[1]?.length ?? 1) / 2;
      if (!parts || !Number.isInteger(depth) || depth > path.length)
        throw new TypeError(`No node of the taxonomy: ${line}`);
      const [, , id = '', en = '', de = ''] = parts;
      path.length = depth;
      const parent = path.at(-1) ?? null;
      path.push(id);
      return { id, parent, en, de };
    });
}
