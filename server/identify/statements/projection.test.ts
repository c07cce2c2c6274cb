import { expect, test } from 'vitest';
import type { Topic } from '../../../shared/identify/statements.ts';
import { type CurrentStatement, project } from './projection.ts';

function said(topic: Topic, value: unknown, label: string | null = null): CurrentStatement {
  return { id: crypto.randomUUID(), topic, value, valueKey: String(value), label };
}
const phoneOf = (...phones: [number: string, label: string | null][]) =>
  project(
    'person',
    phones.map(([value, label]) => said('phone', value, label)),
  ).fields.phone;

test.each([
  'fax',
  'work fax',
  'homefax',
  'Telefax',
  'télécopie',
  'pager',
  'localizador',
  'assistant',
  'Assistentin',
  'asistente',
  'telex',
  'tlx',
  'TTY/TDD',
  'textphone',
])('nobody is called on a number labelled %j while there is another', (label) => {
  expect(phoneOf(['+43151312340', label], ['+43151312341', 'work'])).toBe('+43151312341');
  expect(phoneOf(['+43151312340', label], ['+43151312341', null])).toBe('+43151312341');
  expect(phoneOf(['+43151312340', label])).toBe('+43151312340');
});

test('the car is called last, a preferred number first, else the one stated first', () => {
  const car = ['+436601111111', 'car'] as const;
  const work = ['+4315131234', 'work'] as const;
  expect(phoneOf([...car], [...work], ['+436602222222', 'mobile'])).toBe('+4315131234');
  expect(phoneOf(['+43151312340', 'fax'], [...car])).toBe('+436601111111');
  expect(phoneOf([...work], ['+436602222222', 'mobile,pref'])).toBe('+436602222222');
  expect(phoneOf([...work], ['+43151312340', 'pref fax'])).toBe('+4315131234');
});

test('a company without a name is called by its domain rather than by a desk', () => {
  const { fields } = project('company', [
    said('email', 'office@joinery.example'),
    said('domain', 'joinery.example'),
  ]);
  expect(fields).toMatchObject({ name: 'joinery.example', email: 'office@joinery.example' });
});
