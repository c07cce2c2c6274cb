import { describe, expect, test } from 'vitest';
import type { HistoryEvent } from '../parties/queries.ts';
import { standing } from './undoable.ts';

const now = Temporal.Instant.from('2026-03-31T12:00:00Z');
/** Written as it happened, the oldest first; the pane reads from the newest. */
const happened = (...events: Partial<HistoryEvent>[]): HistoryEvent[] =>
  events
    .map((event) => ({
      id: crypto.randomUUID() as string,
      at: '2026-03-30T12:00:00Z',
      actor: 'user',
      actorName: 'Mara',
      subject: 'person',
      subjectId: 'anna',
      verb: 'edited',
      particulars: null,
      before: null,
      after: null,
      importId: null,
      actId: null,
      ...event,
    }))
    .reverse();
const edit = (stated: string[], superseded: string[], also: object = {}) => ({
  particulars: { topic: 'phone', stated, superseded, ...also },
});
const offered = (events: HistoryEvent[]) => {
  const found = standing(events, now);
  return events
    .toReversed()
    .map(({ id }) => id)
    .map((id) => found.has(id));
};

describe('in the history of a record', () => {
  test('a change can be taken back while its value stands, whoever made it', () => {
    expect(offered(happened(edit(['a'], []), edit(['b'], ['a'])))).toEqual([false, true]);
  });

  test('and again once the later one has been taken back', () => {
    const later = { id: 'later', ...edit(['b'], ['a']) };
    const undo = edit(['a'], ['b'], { undoes: 'later' });
    expect(offered(happened(edit(['a'], []), later, undo))).toEqual([true, false, false]);
  });

  test('a value that was taken away comes back once', () => {
    const gone = { id: 'gone', ...edit([], ['a']) };
    expect(offered(happened(edit(['a'], []), gone))).toEqual([false, true]);
    const again = edit(['a'], [], { undoes: 'gone' });
    expect(offered(happened(edit(['a'], []), gone, again))).toEqual([true, false, false]);
  });

  test('a record handed on and handed on again stays with whoever has it', () => {
    const handed = (to: string) => ({ verb: 'changed', after: { assignedTo: to } });
    expect(offered(happened(handed('tom'), handed('nora')))).toEqual([false, true]);
    const shared = { verb: 'changed', after: { visibility: 'private' } };
    expect(offered(happened(handed('tom'), shared))).toEqual([true, true]);
  });

  test('nothing of a tie that was withdrawn later can be taken back but its going', () => {
    const tie = (verb: string) => ({ subject: 'tie', subjectId: 'tie', verb });
    expect(offered(happened(tie('stated'), tie('changed'), tie('withdrawn')))).toEqual([
      false,
      false,
      true,
    ]);
    expect(offered(happened(tie('stated'), tie('withdrawn'), tie('restored')))).toEqual([
      false,
      false,
      true,
    ]);
  });

  test('what an import brought, or what is older than a month, is not taken back here', () => {
    expect(offered(happened(edit(['a'], []), { ...edit(['b'], []), importId: 'file' }))).toEqual([
      true,
      false,
    ]);
    expect(offered(happened({ ...edit(['a'], []), at: '2026-02-27T12:00:00Z' }))).toEqual([false]);
  });
});
