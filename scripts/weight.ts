import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Manifest } from 'vite';

/** Kilobytes after gzip that a piece of the web app may weigh. */
export const budgets = { firstScreen: 230, styles: 30, route: 40 } as const;

/** What the first screen draws without being asked: the list, and what comes with the frame around it. */
const drawnAtOnce = /\/(PeoplePage|WorkspaceMenu|PinnedViews)\.tsx$/;

export interface Weight {
  /** Scripts that must have arrived before the first screen: all that the page loads to show the list of people, in one language. */
  firstScreen: { kilobytes: number; files: number };
  styles: number;
  /** What each lazily loaded piece adds to what the page itself names, heaviest first. */
  added: { name: string; kilobytes: number }[];
}

/** Weighs the built web app from its manifest. */
export function weigh(folder: string): Weight {
  const manifest = JSON.parse(
    readFileSync(join(folder, '.vite/manifest.json'), 'utf8'),
  ) as Manifest;
  const sizes = new Map<string, number>();
  const size = (file: string): number => {
    const known = sizes.get(file) ?? gzipSync(readFileSync(join(folder, file))).length / 1024;
    sizes.set(file, known);
    return known;
  };
  const withImports = (key: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(key)) return seen;
    seen.add(key);
    for (const next of manifest[key]?.imports ?? []) withImports(next, seen);
    return seen;
  };
  const sum = (keys: Iterable<string>): number =>
    [...keys].reduce((total, key) => total + size(manifest[key]?.file ?? ''), 0);

  const keys = Object.keys(manifest);
  const entry = keys.find((key) => manifest[key]?.isEntry);
  if (!entry) throw new Error(`${folder} holds no entry; build the web app first.`);
  const start = withImports(entry);
  const needed = new Set(start);
  for (const key of keys) {
    if (drawnAtOnce.test(key) || /virtual:messages\/en$/.test(key)) withImports(key, needed);
  }
  const added = keys
    .filter((key) => manifest[key]?.isDynamicEntry && !start.has(key))
    .map((key) => ({
      name: manifest[key]?.src ?? manifest[key]?.name ?? key,
      kilobytes: sum([...withImports(key)].filter((one) => !start.has(one))),
    }))
    .sort((a, b) => b.kilobytes - a.kilobytes);
  const styles = new Set(Object.values(manifest).flatMap(({ css = [] }) => css));
  return {
    // The page names one script by itself, which knows the theme before anything is drawn.
    firstScreen: { kilobytes: sum(needed) + size('theme.js'), files: needed.size + 1 },
    styles: [...styles].reduce((total, file) => total + size(file), 0),
    added,
  };
}

if (import.meta.main) {
  const folder = process.argv[2] ?? join(import.meta.dirname, '../dist/web');
  const { firstScreen, styles, added } = weigh(folder);
  const line = (name: string, kilobytes: number, budget?: number) =>
    console.log(
      `${kilobytes.toFixed(1).padStart(7)} KB  ${name}${budget ? ` (at most ${String(budget)})` : ''}`,
    );
  line('JavaScript of the first screen', firstScreen.kilobytes, budgets.firstScreen);
  line('styles', styles, budgets.styles);
  for (const { name, kilobytes } of added) line(name, kilobytes);
  if (firstScreen.kilobytes > budgets.firstScreen || styles > budgets.styles) process.exitCode = 1;
}
