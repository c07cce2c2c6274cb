import { expect, test } from 'vitest';
import { eventWords } from './historyWords.ts';

const reading = {
  say: (id: string, values: Record<string, unknown> = {}) =>
    [id.replace('identify.', ''), ...Object.values(values)].join(' | '),
  locale: 'en-GB',
  names: { ben: 'Ben Steiner' },
  words: {
    label: ({ fieldId }: { fieldId?: string }) => (fieldId === 'cups' ? 'Cups' : 'Own field'),
    value: ({ value }: { value: unknown }) => String(value),
  },
};
const told = (event: Partial<Parameters<typeof eventWords>[0]>) =>
  eventWords({ verb: 'edited', particulars: null, before: null, after: null, ...event }, reading);

test('a value that came, one that changed and one that went are told apart', () => {
  const particulars = { topic: 'email' };
  expect(told({ particulars, after: { email: 'b@x' } })).toBe('history.stated | topic.email | b@x');
  expect(told({ particulars, before: { email: 'a@x' }, after: { email: 'b@x' } })).toBe(
    'history.replaced | topic.email | a@x | b@x',
  );
  expect(told({ particulars, before: { email: 'a@x' } })).toBe(
    'history.withdrawn | topic.email | a@x',
  );
  expect(told({ particulars: { topic: 'email', undoes: 'x' } })).toBe(
    'history.takenBack | topic.email',
  );
});

test('handing over and sharing name people and audiences, not ids', () => {
  expect(told({ verb: 'changed', after: { assignedTo: 'ben' } })).toBe(
    'history.assigned | Ben Steiner',
  );
  expect(told({ verb: 'changed', after: { assignedTo: null, visibility: 'private' } })).toBe(
    'history.unassigned history.visible | visibility.private',
  );
});

test('an act nobody foresaw still says something', () => {
  expect(told({ verb: 'foreseen by nobody' })).toBe('history.changed');
});

test('what was said about an assumption is told with its reason and its day', () => {
  const noted = { verb: 'assumption noted', particulars: { topic: 'need' } };
  const after = { because: 'She asked', checkOn: '2026-06-03' };
  expect(told({ ...noted, after })).toBe(
    'understand.history.noted.because | understand.topic.need | She asked understand.history.noted.until | understand.topic.need | 3 June 2026',
  );
  expect(told({ ...noted, before: after, after: { ...after, checkOn: '2026-07-01' } })).toBe(
    'understand.history.noted.until | understand.topic.need | 1 July 2026',
  );
  expect(told({ ...noted, before: after })).toBe(
    'understand.history.noted.takenBack | understand.topic.need',
  );
  const particulars = { topic: 'need', what: 'offer' };
  expect(told({ verb: 'assumption carries', particulars })).toBe(
    'understand.history.carries | offer | understand.topic.need',
  );
});
