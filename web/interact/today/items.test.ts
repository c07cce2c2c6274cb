import { expect, test } from 'vitest';
import type { TaskView } from '../../../shared/interact/tasks/tasks.ts';
import type { TodayPromise, TodayView } from '../../../shared/interact/today/today.ts';
import { type Item, isDone, type Reading, todayItems } from './items.ts';

const nothing: TodayView = {
  next: [],
  promises: [],
  tasks: [],
  confirm: [],
  team: [],
  upcoming: [],
  snoozed: 0,
  week: { kept: 0, done: 0 },
  isEmpty: false,
};
const party = { id: 'kim', kind: 'person' as const, name: 'Kim' };
const promise = (id: string): TodayPromise => ({
  id,
  direction: 'ours',
  what: id,
  due: '2026-03-14',
  state: 'open',
  party,
  version: 1,
});
const task = (id: string): TaskView => ({
  id,
  title: id,
  note: '',
  due: null,
  zone: 'UTC',
  lateAt: null,
  state: 'open',
  repeats: null,
  reminder: null,
  keeper: { id: 'me', name: 'Me' },
  given: null,
  returned: null,
  settledAt: null,
  parties: [],
  isPrivate: false,
  version: 1,
  can: { edit: true, answer: false },
});
const asItWas: Reading = { collapsed: new Set(), whole: new Set(), gone: new Set() };
const itemsOf = (day: TodayView, reading: Reading) => todayItems(day, [], reading);
const told = (item: Item) =>
  item.kind === 'block'
    ? `${item.block} (${item.count})`
    : item.kind === 'later'
      ? `${item.count} later`
      : item.key.split(' ')[1];
const many = <Of>(count: number, make: (id: string) => Of) =>
  Array.from({ length: count }, (_, at) => make(String(at)));

test('blocks without anything are not there, and nothing to do is done for now', () => {
  expect(itemsOf(nothing, asItWas)).toEqual([]);
  expect(isDone([])).toBe(true);
  const items = itemsOf({ ...nothing, promises: [promise('a')] }, asItWas);
  expect(items.map(told)).toEqual(['promises (1)', 'a']);
  expect(isDone(items)).toBe(false);
});

test('twenty things at most, the rest behind later, until it is asked for', () => {
  const day = { ...nothing, promises: many(30, promise), tasks: many(5, task) };
  const items = itemsOf(day, asItWas);
  expect(items.filter(({ kind }) => kind === 'promises')).toHaveLength(15);
  expect(items.filter(({ kind }) => kind === 'tasks')).toHaveLength(5);
  expect(items.map(told)).toContain('15 later');
  const all = itemsOf(day, { ...asItWas, whole: new Set(['promises']) });
  expect(all.filter(({ kind }) => kind === 'promises')).toHaveLength(30);
});

test('tasks of later days wait behind later', () => {
  const day = { ...nothing, upcoming: [task('next week')] };
  expect(itemsOf(day, asItWas).map(told)).toEqual(['tasks (0)', '1 later']);
  expect(isDone(itemsOf(day, asItWas))).toBe(true);
});

test('what is collapsed leaves its place to others, and is not done', () => {
  const day = { ...nothing, promises: many(30, promise), tasks: many(30, task) };
  const items = itemsOf(day, { ...asItWas, collapsed: new Set(['promises']) });
  expect(items.map(told).slice(0, 2)).toEqual(['promises (30)', 'tasks (30)']);
  expect(items.filter(({ kind }) => kind === 'tasks')).toHaveLength(20);
  const only = { ...nothing, promises: [promise('a')] };
  expect(isDone(itemsOf(only, { ...asItWas, collapsed: new Set(['promises']) }))).toBe(false);
});

test('what was done a moment ago is gone; once it was taken back it is another version', () => {
  const day = { ...nothing, promises: [promise('a')] };
  const gone = new Set(['promises a 1']);
  expect(itemsOf(day, { ...asItWas, gone })).toEqual([]);
  const back = { ...nothing, promises: [{ ...promise('a'), version: 3 }] };
  expect(itemsOf(back, { ...asItWas, gone }).map(told)).toEqual(['promises (1)', 'a']);
});
