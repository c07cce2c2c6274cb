import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { expect, test } from 'vitest';
import { floors } from './floors.ts';

const root = join(import.meta.dirname, '..');
const rooms = new Map(
  floors.flatMap((names, floor) => names.map((name) => [name, floor] as const)),
);

interface Import {
  from: string;
  to: string;
}

/** Every import between files of the project, type imports included: they are promises too. */
function importsOf(tree: string): Import[] {
  return globSync(`${tree}/**/*.{ts,tsx}`, { cwd: root })
    .filter((file) => !/\.test\.|\/testing\.|\/testing\//.test(file))
    .flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      const names = text.matchAll(/(?:from|import\()\s*'(\.{1,2}\/[^']+)'/g);
      return [...names].map(([, name]) => ({
        from: normalize(file),
        to: relative(root, join(root, dirname(file), name!)),
      }));
    });
}

/** The floor a file stands on; undefined for the top of a tree (app, main, commands, seed). */
function floorOf(file: string): number | undefined {
  return rooms.get(file.split('/')[1] ?? '');
}

test.each(['server', 'shared', 'web'])(
  'nothing in %s imports from a floor above its own',
  (tree) => {
    const climbing = importsOf(tree).filter(({ from, to }) => {
      if (!to.startsWith(`${tree}/`)) return false;
      const [here, there] = [floorOf(from), floorOf(to)];
      // In the browser the kit and the shell are the ground; what is on no floor in the server is its top.
      if (here === undefined) return false;
      return there === undefined ? tree === 'server' : there > here;
    });
    expect(climbing).toEqual([]);
  },
);

test('shared and models stand on the ground: they import nothing of the others', () => {
  const leaving = ['shared', 'models']
    .flatMap(importsOf)
    .filter(({ from, to }) => from.split('/')[0] !== to.split('/')[0]);
  expect(leaving).toEqual([]);
});

test('the browser takes from the server nothing but types', () => {
  const files = globSync('web/**/*.{ts,tsx}', { cwd: root });
  const taking = files.filter((file) =>
    /^import (?!type\b)[^;]*'(?:\.\.\/)+server\//m.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(taking).toEqual([]);
});
