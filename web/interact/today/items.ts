import type { TaskView } from '../../../shared/interact/tasks/tasks.ts';
import { sharesOf } from '../../../shared/interact/today/shares.ts';
import type {
  TeamLine,
  TodayMeeting,
  TodayPromise,
  TodayView,
} from '../../../shared/interact/today/today.ts';
import type { ActionView } from '../../../shared/understand/actions.ts';

export const blocks = ['next', 'promises', 'tasks', 'confirm', 'worth', 'team'] as const;
export type Block = (typeof blocks)[number];

/** Something of today that stands for itself. */
export type Thing =
  | { kind: 'next'; key: string; meeting: TodayMeeting }
  | { kind: 'promises'; key: string; promise: TodayPromise }
  | { kind: 'tasks'; key: string; task: TaskView }
  | { kind: 'confirm'; key: string; meeting: TodayMeeting }
  | { kind: 'worth'; key: string; action: ActionView }
  | { kind: 'team'; key: string; line: TeamLine };

/** What the list draws, top to bottom. */
export type Item =
  | Thing
  | { kind: 'block'; key: string; block: Block; count: number; isOpen: boolean }
  /** The rest of a block, and tasks of later days. */
  | { kind: 'later'; key: string; block: Block; count: number };

/** Another version of a thing is another thing: what was done and taken back stands there again. */
const keyOf = (block: Block, { id, version }: { id: string; version?: number }) =>
  `${block} ${id} ${version ?? ''}`;

function thingsOf(day: TodayView, worth: readonly ActionView[]): Record<Block, Thing[]> {
  return {
    next: day.next.map((meeting) => ({ kind: 'next', key: keyOf('next', meeting), meeting })),
    promises: day.promises.map((promise) => ({
      kind: 'promises',
      key: keyOf('promises', promise),
      promise,
    })),
    tasks: day.tasks.map((task) => ({ kind: 'tasks', key: keyOf('tasks', task), task })),
    confirm: day.confirm.map((meeting) => ({
      kind: 'confirm',
      key: keyOf('confirm', meeting),
      meeting,
    })),
    worth: worth.map((action) => ({
      kind: 'worth',
      key: `worth ${action.kind} ${action.party.id} ${action.about}`,
      action,
    })),
    team: day.team.map((line) => ({ kind: 'team', key: keyOf('team', line), line })),
  };
}

export interface Reading {
  collapsed: ReadonlySet<Block>;
  /** Blocks of which everything is shown. */
  whole: ReadonlySet<Block>;
  /** What was done a moment ago and is about to go. */
  gone: ReadonlySet<string>;
}

/** The day as a list: blocks with at most twenty things among them, and what waits behind "later". */
export function todayItems(
  day: TodayView,
  worth: readonly ActionView[],
  { collapsed, whole, gone }: Reading,
): Item[] {
  const things = thingsOf(day, worth);
  const left = blocks.map((block) => things[block].filter(({ key }) => !gone.has(key)));
  const shares = sharesOf(left.map(({ length }, at) => (collapsed.has(blocks[at]!) ? 0 : length)));
  const upcoming = day.upcoming
    .map((task): Thing => ({ kind: 'tasks', key: keyOf('tasks', task), task }))
    .filter(({ key }) => !gone.has(key));
  return blocks.flatMap((block, at): Item[] => {
    const all = left[at]!;
    const rest = block === 'tasks' ? upcoming : [];
    if (all.length + rest.length === 0) return [];
    const isOpen = !collapsed.has(block);
    const head: Item = { kind: 'block', key: block, block, count: all.length, isOpen };
    if (!isOpen) return [head];
    if (whole.has(block)) return [head, ...all, ...rest];
    const shown = all.slice(0, shares[at]);
    const hidden = all.length - shown.length + rest.length;
    return [
      head,
      ...shown,
      ...(hidden > 0
        ? [{ kind: 'later' as const, key: `later ${block}`, block, count: hidden }]
        : []),
    ];
  });
}

export const isReachable = ({ kind }: Item) => kind !== 'block';
export const itemKey = ({ key }: Item) => key;

/** Nothing waits for anybody: what is next and what others did is only to be known, and what is worth
 * it is nobody’s due. */
export function isDone(items: readonly Item[]): boolean {
  return !items.some(
    (item) =>
      item.kind === 'promises' ||
      item.kind === 'tasks' ||
      item.kind === 'confirm' ||
      (item.kind === 'block' &&
        !item.isOpen &&
        item.block !== 'next' &&
        item.block !== 'worth' &&
        item.block !== 'team'),
  );
}
