import { expect, test } from 'vitest';
import { addableTopics, groupFacts, isOver, type Statement, shownValue } from './values.ts';

const reading = {
  say: (id: string, values?: Record<string, unknown>) =>
    values ? `${id} ${Object.values(values).join(' ')}` : id,
  locale: 'en',
};

const stated = (topic: Statement['topic'], value: unknown): Statement => ({
  id: `${topic} ${String(value)}`,
  topic,
  value,
  label: null,
  basis: 'told',
  source: { kind: 'seed' },
  statedAt: '2026-01-01T00:00:00Z',
  statedBy: null,
  confirmedAt: null,
});

test('an address is written line by line, the country in words', () => {
  const address = { street: 'Gasse 1', postalCode: '8010', locality: 'Graz', region: '', text: '' };
  expect(shownValue({ topic: 'address', value: { ...address, country: 'AT' } }, reading)).toBe(
    'Gasse 1\n8010 Graz\nAustria',
  );
});

test('an address that was never taken apart stays as it came', () => {
  const empty = { street: '', postalCode: '', locality: '', region: '', country: '' };
  const value = { ...empty, text: 'c/o Huber\nHinterhof' };
  expect(shownValue({ topic: 'address', value }, reading)).toBe('c/o Huber\nHinterhof');
});

test('a place of work says what, where and since when', () => {
  const value = {
    companyName: 'Brandt',
    title: 'Buyer',
    department: '',
    from: '2023-03-01',
  };
  expect(shownValue({ topic: 'affiliation', value }, reading)).toBe(
    'Buyer\nBrandt\nidentify.span.since Mar 2023',
  );
});

test('a role ends with its last day, not before', () => {
  const today = Temporal.PlainDate.from('2026-03-20');
  expect(isOver({ to: '2026-03-20' }, today)).toBe(false);
  expect(isOver({ to: '2026-03-19' }, today)).toBe(true);
  expect(isOver({ to: null }, today)).toBe(false);
});

test('every value has its place, and a second birthday none', () => {
  const facts = [
    stated('phone', '+43 1'),
    stated('email', 'anna@example.org'),
    stated('birthday', '--04-03'),
  ];
  const [contact] = groupFacts('person', facts);
  expect(contact?.facts.map(({ topic }) => topic)).toEqual(['email', 'phone']);
  expect(groupFacts('person', facts).flatMap((group) => group.facts)).toHaveLength(3);
  expect(addableTopics('person', facts)).not.toContain('birthday');
  expect(addableTopics('company', [])).toContain('domain');
});
