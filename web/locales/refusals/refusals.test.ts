import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, test } from 'vitest';
import { german } from './german.ts';

const house = join(import.meta.dirname, '../../..');

interface Node {
  type: string;
  [key: string]: unknown;
}

function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) {
    for (const one of value) yield* nodesOf(one);
  } else if (value && typeof value === 'object') {
    if ('type' in value && typeof value.type === 'string') yield value as Node;
    for (const child of Object.values(value))
      if (child && typeof child === 'object') yield* nodesOf(child);
  }
}

/** Where something is put in. */
const hole = Symbol('value');
type Pieces = (string | typeof hole)[];

/** Everything an expression may come to say. */
function alternatives(node: Node): Pieces[] {
  if (node.type === 'Literal') return [[typeof node.value === 'string' ? node.value : hole]];
  if (node.type === 'ConditionalExpression') {
    return [...alternatives(node.consequent as Node), ...alternatives(node.alternate as Node)];
  }
  if (node.type === 'BinaryExpression' && node.operator === '+') {
    return joined(alternatives(node.left as Node), alternatives(node.right as Node));
  }
  if (node.type === 'TemplateLiteral') {
    const [first, ...texts] = (node.quasis as { value: { cooked: string } }[]).map(
      ({ value }) => value.cooked,
    );
    return (node.expressions as Node[]).reduce<Pieces[]>(
      (all, one, at) => joined(joined(all, alternatives(one)), [[texts[at] ?? '']]),
      [[first ?? '']],
    );
  }
  return [[hole]];
}

const joined = (left: Pieces[], right: Pieces[]) =>
  left.flatMap((before) => right.map((after) => [...before, ...after]));

function sentencesOf(node: Node): string[] {
  return alternatives(node).map((pieces) => {
    let at = 0;
    return pieces.map((one) => (one === hole ? `{${String(at++)}}` : one)).join('');
  });
}

const isSpoken = ({ type }: Node) =>
  ['Literal', 'TemplateLiteral', 'BinaryExpression'].includes(type);
const isSentence = (text: string) => /^["“A-Z{].*\p{Letter}.* .*[.!?]$/u.test(text);

const sources = globSync('{server,shared}/**/*.ts', { cwd: house })
  .filter((file) => !/\.test\.ts$|(^|\/)testing/.test(file))
  .map((file) => {
    const text = readFileSync(join(house, file), 'utf8');
    return { file, nodes: [...nodesOf(parseSync(file, text).program)] };
  });

interface Declared extends Node {
  id: { name: string } | null;
  superClass: { name?: string } | null;
}

const classes = sources.flatMap(({ nodes }) =>
  nodes.filter((node): node is Declared => node.type === 'ClassDeclaration'),
);

/** Refusals and what is made of them. */
const refusals = new Set(['Refusal']);
for (let before = 0; before !== refusals.size; ) {
  before = refusals.size;
  for (const { id, superClass } of classes)
    if (id && superClass?.name && refusals.has(superClass.name)) refusals.add(id.name);
}

/** Where zod is told what to say. */
const checks = new Set(['min', 'max', 'length', 'int', 'regex', 'refine', 'email', 'addIssue']);

const nameOf = (callee: unknown) => {
  const { name, property } = callee as { name?: string; property?: { name?: string } };
  return name ?? property?.name ?? '';
};

function wantedIn(file: string, node: Node): string[] {
  const spoken = (value: unknown) =>
    [...nodesOf(value)].filter(isSpoken).flatMap(sentencesOf).filter(isSentence);
  if (node.type === 'ClassDeclaration') {
    const { superClass } = node as Declared;
    if (!superClass?.name || !refusals.has(superClass.name)) return [];
    const said = [...nodesOf(node.body)].flatMap((one) => {
      if (one.type !== 'CallExpression' || (one.callee as Node).type !== 'Super') return [];
      const sentence = (one.arguments as Node[])[2];
      return sentence ? sentencesOf(sentence).filter((text) => text !== '{0}') : [];
    });
    return [...said, ...spoken(node.body)];
  }
  if (node.type === 'NewExpression' && refusals.has(nameOf(node.callee)))
    return spoken(node.arguments);
  if (
    node.type === 'CallExpression' &&
    file.startsWith('shared/') &&
    checks.has(nameOf(node.callee))
  )
    return spoken((node.arguments as unknown[]).filter((one) => !isFunction(one)));
  return [];
}

const isFunction = (value: unknown) => /Function/.test((value as Node).type);

describe('what the server refuses is read in German too', () => {
  test('every sentence of a refusal, and of what is said beside a field, has a German one', () => {
    expect(refusals.size).toBeGreaterThan(200);
    const missing = sources.flatMap(({ file, nodes }) =>
      nodes
        .flatMap((node) => wantedIn(file, node))
        .filter((sentence) => !Object.hasOwn(german, sentence))
        .map((sentence) => `${file}: ${sentence}`),
    );
    expect([...new Set(missing)]).toEqual([]);
  });

  test('nothing is translated that no source says any more', () => {
    const said = new Set(
      sources.flatMap(({ nodes }) => nodes.filter(isSpoken).flatMap(sentencesOf)),
    );
    expect(Object.keys(german).filter((sentence) => !said.has(sentence))).toEqual([]);
  });

  test('what is put into the English sentence stands in the German one', () => {
    const holes = (text: string) => [...new Set(text.match(/\{\d\}/g))].sort();
    for (const [english, wording] of Object.entries(german))
      expect(holes(wording), english).toEqual(holes(english));
  });
});
