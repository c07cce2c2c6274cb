import { expect, test } from 'vitest';
import { profileOfDraft } from '../../../shared/identify/duplicates/profile.ts';
import { compare, fieldsOf } from './comparing.ts';

const person = (name: string, email: string) =>
  profileOfDraft({ kind: 'person', name, emails: [email] });

function emailsOf(one: [string, string], other: [string, string]): string | null {
  const at = fieldsOf('person').findIndex(({ field }) => field === 'email');
  const { level } = compare(person(...one), person(...other))[at]!;
  return level === null ? null : fieldsOf('person')[at]!.levels[level]!;
}

test.each<[string, [string, string], [string, string]]>([
  [
    'the whole name',
    ['Jürgen Voß', 'juergen.voss@a.example'],
    ['Jürgen Voß', 'jurgen.voss@b.example'],
  ],
  [
    'the name the other way round',
    ['Anna Gruber', 'gruber_anna@a.example'],
    ['Anna Gruber', 'gruberanna@b.example'],
  ],
  ['an initial', ['Anna Gruber', 'agruber@a.example'], ['Anna Gruber', 'a.gruber@b.example']],
  [
    'one of two family names',
    ['Eva Moser-Lang', 'eva.lang@a.example'],
    ['Eva Lang', 'eva.lang@b.example'],
  ],
])('two addresses made of %s say nothing beyond the names', (_, one, other) => {
  expect(emailsOf(one, other)).toBeNull();
});

test('a mailbox nobody would guess from the name does, and so does a name that only the address tells', () => {
  expect(
    emailsOf(['Anna Gruber', 'wombat77@a.example'], ['Anna Gruber', 'wombat77@b.example']),
  ).toBe('mailbox');
  expect(
    emailsOf(
      ['Bartholomäus Zwettler', 'bartholomaeus.zwettler@a.example'],
      ['B. Zwettler', 'bartholomaeus.zwettler@b.example'],
    ),
  ).toBe('mailbox');
  expect(
    emailsOf(['Anna Gruber', 'anna.gruber@a.example'], ['Anna Gruber', 'anna.gruber@a.example']),
  ).toBe('same');
});

test('a town is compared once, also where nothing else is known of the address', () => {
  const inTown = (name: string) =>
    profileOfDraft({
      kind: 'person',
      name,
      addresses: [{ locality: 'Graz', postalCode: '8010', text: '8010 Graz' }],
    });
  const fields = fieldsOf('person').map(({ field }) => field);
  const compared = compare(inTown('Anna Gruber'), inTown('Eva Moser'));
  expect(compared[fields.indexOf('street')]?.level).toBeNull();
  expect(compared[fields.indexOf('city')]?.level).toBe(0);
});
