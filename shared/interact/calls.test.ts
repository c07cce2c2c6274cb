import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { type CallMessage, type CallMoments, callSpan, callState, withMessage } from './calls.ts';

const nothing: CallMoments = {
  direction: 'in',
  rangAt: null,
  answeredAt: null,
  endedAt: null,
  missedAt: null,
};
const told = (...messages: [CallMessage['event'], string][]) =>
  messages.reduce((moments, [event, at]) => withMessage(moments, { event, at }), nothing);

describe('what is known of a call', () => {
  test('that was answered and ended has its length', () => {
    const call = told(
      ['ringing', '2026-03-02T09:00:00Z'],
      ['answered', '2026-03-02T09:00:10Z'],
      ['ended', '2026-03-02T09:05:00Z'],
    );
    expect(callState(call)).toBe('ended');
    expect(callSpan(call).from?.toString()).toBe('2026-03-02T09:00:00Z');
    expect(callSpan(call).to?.toString()).toBe('2026-03-02T09:05:00Z');
  });

  test('nobody answered is missed; ours that nobody answered reached nobody', () => {
    const call = told(['ringing', '2026-03-02T09:00:00Z'], ['ended', '2026-03-02T09:00:30Z']);
    expect(callState(call)).toBe('missed');
    expect(callState({ ...call, direction: 'out' })).toBe('not reached');
  });

  const messages = fc.array(
    fc.record({
      event: fc.constantFrom(
        'ringing' as const,
        'answered' as const,
        'ended' as const,
        'missed' as const,
      ),
      at: fc
        .integer({ min: 0, max: 3600 })
        .map((second) => Temporal.Instant.fromEpochMilliseconds(second * 1000).toString()),
    }),
    { maxLength: 12 },
  );

  test.prop([
    messages.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    ),
  ])('is the same in whichever order and however often it is told', ([list, shuffled]) => {
    const all = (some: typeof list) => JSON.stringify(some.reduce(withMessage, nothing));
    expect(all(shuffled)).toBe(all(list));
    expect(all([...list, ...shuffled])).toBe(all(list));
  });
});
