import type { HistoryEvent } from '../parties/queries.ts';

/** Single changes can be taken back for this long. */
const undoDays = 30;

/** Verbs of which the second takes away what the first has brought, by the subject they are about. */
const brought = new Set(['restored', 'stated', 'created']);
const taken = new Set(['trashed', 'withdrawn']);
const undoableVerbs = new Set([
  'edited',
  'changed',
  'trashed',
  'restored',
  'stated',
  'withdrawn',
  'merged',
  'told apart',
]);

/**
 * Which of these events, newest first, still stand as they left things, so that they can be taken back: not
 * those taken back already, nor values that others have come in place of, nor what happened to a record or tie
 * before it went.
 */
export function standing(
  events: readonly HistoryEvent[],
  now: Temporal.Instant = Temporal.Now.instant(),
): Set<string> {
  const takenBack = new Set<unknown>();
  const separated = new Set<unknown>();
  /** What the newest event that names a statement did with it. */
  const values = new Map<string, 'stated' | 'superseded'>();
  /** The newest event that brought or took each record or tie. */
  const last = new Map<string, HistoryEvent>();
  const assigned = new Set<string>();
  const found = new Set<string>();
  for (const event of events) {
    const { id, subjectId, verb, at, particulars } = event;
    const isGone = taken.has(last.get(subjectId)?.verb ?? '');
    const isOver = (brought.has(verb) || taken.has(verb)) && last.has(subjectId);
    const { stated, superseded } = statementsOf(event);
    const isReplaced =
      stated.some((one) => values.get(one) === 'superseded') ||
      superseded.some((one) => values.get(one) === 'stated');
    const changes = verb === 'changed' ? Object.keys(event.after ?? {}) : [];
    const isChangedSince = changes.some((name) => assigned.has(`${subjectId} ${name}`));
    if (
      undoableVerbs.has(verb) &&
      !particulars?.undoes &&
      !takenBack.has(id) &&
      !(particulars?.merge && separated.has(particulars.merge)) &&
      !(isGone || isOver || isReplaced || isChangedSince) &&
      (event.actor === 'user' || event.actId !== null) &&
      event.importId === null &&
      now.since(at).total('hours') < undoDays * 24
    )
      found.add(id);
    if (particulars?.undoes) takenBack.add(particulars.undoes);
    if (verb === 'separated') separated.add(particulars?.merge);
    if ((brought.has(verb) || taken.has(verb)) && !last.has(subjectId)) last.set(subjectId, event);
    for (const one of stated) if (!values.has(one)) values.set(one, 'stated');
    for (const one of superseded) if (!values.has(one)) values.set(one, 'superseded');
    for (const name of changes) assigned.add(`${subjectId} ${name}`);
  }
  return found;
}

function statementsOf({ verb, particulars }: HistoryEvent): {
  stated: readonly string[];
  superseded: readonly string[];
} {
  const list = (value: unknown) => (verb === 'edited' && Array.isArray(value) ? value : []);
  return { stated: list(particulars?.stated), superseded: list(particulars?.superseded) };
}
