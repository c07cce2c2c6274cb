import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type CompiledMessage, compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import { parseSync } from 'vite';
import { describe, expect, test } from 'vitest';
import { messageWords, noOwnWords } from '../../shared/strategy/words.ts';
import { compiledMessages, lengthen, messageTexts, sourceMessages } from './catalogues.ts';

const web = join(import.meta.dirname, '..');
const source = sourceMessages();
const english = messageTexts('en');
const german = messageTexts('de');

/** Screens for developers show samples instead of messages. */
const screens = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter(
  (file) =>
    /\.tsx?$/.test(file) &&
    !/\.(test|d)\.tsx?$/.test(file) &&
    !/^(app\/showcase|locales)\//.test(file),
);

interface Node {
  type: string;
  start: number;
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

const trees = screens.map((file) => {
  const text = readFileSync(join(web, file), 'utf8');
  return { file: relative(web, join(web, file)), text, tree: parseSync(file, text).program };
});

const lineOf = (text: string, at: number) => text.slice(0, at).split('\n').length;

describe('every word has an id', () => {
  test('every id asked for exists', () => {
    const missing = trees.flatMap(({ file, text, tree }) =>
      [...nodesOf(tree)].flatMap((node) => {
        const { callee } = node as { callee?: { name?: string } };
        if (node.type !== 'CallExpression' || callee?.name !== 'say') return [];
        const [id] = (node.arguments ?? []) as { value?: unknown }[];
        if (typeof id?.value !== 'string' || id.value in source) return [];
        return [`${file}:${String(lineOf(text, node.start))} ${id.value}`];
      }),
    );
    expect(missing).toEqual([]);
  });

  test('no raw text stands in a screen', () => {
    const spoken = new Set([
      'aria-label',
      'alt',
      'title',
      'placeholder',
      'label',
      'description',
      'text',
      'empty',
      'aria-description',
      'error',
      'problem',
    ]);
    const isText = (value: unknown) => typeof value === 'string' && /\p{Letter}{2}/u.test(value);
    const raw = trees.flatMap(({ file, text, tree }) =>
      [...nodesOf(tree)].flatMap((node) => {
        const place = `${file}:${String(lineOf(text, node.start))}`;
        if (node.type === 'JSXText' && isText(node.value))
          return [`${place} ${String(node.value).trim()}`];
        if (node.type !== 'JSXAttribute') return [];
        const { name } = node.name as { name: unknown };
        const { value } = (node.value ?? {}) as { value?: unknown };
        return typeof name === 'string' && spoken.has(name) && isText(value)
          ? [`${place} ${name}="${String(value)}"`]
          : [];
      }),
    );
    expect(raw).toEqual([]);
  });

  test('every message tells its translator what it is', () => {
    expect(
      Object.entries(source)
        .filter(([, { note }]) => !note?.trim())
        .map(([id]) => id),
    ).toEqual([]);
  });
});

/** Names of the values a message takes, wherever they stand in it. */
function valuesIn(message: CompiledMessage): string[] {
  const names = message.flatMap((token): string[] => {
    if (typeof token === 'string') return [];
    const [name, , choices] = token;
    const inner =
      choices && typeof choices === 'object'
        ? Object.values(choices).flatMap((one) =>
            Array.isArray(one) ? valuesIn(one as CompiledMessage) : [],
          )
        : [];
    return [name, ...inner].filter((one) => one !== '#');
  });
  return [...new Set(names)].sort();
}

/** What a message says by itself, in all its branches. */
function saidBy(message: CompiledMessage): string {
  return message
    .map((token): string => {
      if (typeof token === 'string') return token;
      const [, , choices] = token;
      if (!choices || typeof choices !== 'object') return ' … ';
      return Object.values(choices)
        .map((one) => (Array.isArray(one) ? saidBy(one as CompiledMessage) : ''))
        .join(' … ');
    })
    .join('');
}

/** A form of a role's word, which every message may ask for: `{customer_theMany}`. */
const standing = /^[a-zA-Z]+_[a-zA-Z]+$/;

describe('the company’s own words', () => {
  test.each([
    ['en' as const, english],
    ['de' as const, german],
  ])('are asked for by forms there are: %s', (language, texts) => {
    const known = messageWords(noOwnWords, language);
    const unknown = Object.entries(texts).flatMap(([id, text]) =>
      valuesIn(compileMessageOrThrow(text))
        .filter((name) => standing.test(name) && !(name in known))
        .map((name) => `${id}: {${name}}`),
    );
    expect(unknown).toEqual([]);
  });

  // A company that has patients is never told of customers. Where such a word belongs in a message, ask for
  // its form: "{customer_Many}", „{customer_theDat}“ (shared/strategy/words.ts). Words that mean something
  // else as well (lead, press, staff, Presse) are left to whoever reads the message.
  test.each([
    [
      english,
      /\b(customer|client|patient|prospect|supplier|vendor|competitor|partner|advocate)s?\b/i,
    ],
    [
      german,
      /(?<!\p{L})(kunde|kundin|interessent|lieferant|mitbewerber|wettbewerber|partner|fürsprecher)(n|in|innen|en|s)?(?!\p{L})/iu,
    ],
  ])('stand in every message instead of ours', (texts, ours) => {
    const hard = Object.entries(texts)
      // Templates and examples of the strategy page are what own words are chosen from.
      .filter(([id]) => !id.startsWith('strategy.example.'))
      // What OpenID Connect calls a program; providers show it by that name.
      .map(([id, text]) => [id, text.replaceAll(/\bclient (ID|secret)\b/gi, '')] as const)
      .filter(([, text]) => ours.test(saidBy(compileMessageOrThrow(text))))
      .map(([id, text]) => `${id}: ${text}`);
    expect(hard).toEqual([]);
  });
});

describe('translations', () => {
  test('German says everything that English says, and nothing else', () => {
    expect(Object.keys(german).sort()).toEqual(Object.keys(english).sort());
  });

  test('take the same values, but for the forms of words, which each language has its own of', () => {
    const given = (text = '') =>
      valuesIn(compileMessageOrThrow(text)).filter((name) => !standing.test(name));
    const differing = Object.keys(english).filter(
      (id) => String(given(english[id])) !== String(given(german[id])),
    );
    expect(differing).toEqual([]);
  });

  test('the pseudo-language lengthens words and leaves values and plurals alone', () => {
    expect(lengthen('Save')).toBe('⟦Šåvé··⟧');
    const pseudo = compiledMessages('pseudo');
    expect(valuesIn(pseudo['ui.bulk.count'] as CompiledMessage)).toEqual(['count']);
    expect(Object.keys(pseudo).sort()).toEqual(Object.keys(english).sort());
  });

  test('directions are logical, so that the page can be mirrored', () => {
    const physical = trees.flatMap(({ file, text }) =>
      [
        ...text.matchAll(
          /(?<=["'`\s:])-?(?:[mp][lr]|left|right|border-[lr]|rounded-[lr]|rounded-[tb][lr]|text-(?:left|right))-?(?:\[?\d[^\s"'`]*)?(?=["'`\s])/g,
        ),
      ]
        .filter(([found]) =>
          /^-?(?:[mp][lr]-|left-\d|right-\d|border-[lr]$|rounded-[lr]|text-(?:left|right)$)/.test(
            found,
          ),
        )
        .map(({ 0: found, index }) => `${file}:${String(lineOf(text, index))} ${found}`),
    );
    expect(physical).toEqual([]);
  });
});
