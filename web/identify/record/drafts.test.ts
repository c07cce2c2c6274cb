import { expect, test } from 'vitest';
import { draftOf, emptyDraft, statedOf } from './drafts.ts';
import type { Statement } from './values.ts';

const fact = (topic: Statement['topic'], value: unknown, label: string | null = null) =>
  ({ topic, value, label }) as Statement;

test('what is opened and saved without a change is what it was', () => {
  const values: Statement[] = [
    fact('name', { display: 'Anna Gruber' }),
    fact('email', 'anna@example.org', 'work'),
    fact('birthday', '--04-03'),
    fact('birthday', '1980-11-23'),
    fact('role', { role: 'customer', from: '2021-03-01' }),
    fact('affiliation', {
      companyId: 'x',
      companyName: 'Brandt',
      title: 'Buyer',
      department: '',
      to: '2024-12-31',
    }),
    fact('address', {
      street: 'Gasse 1',
      locality: 'Graz',
      region: '',
      postalCode: '8010',
      country: 'AT',
      text: '',
    }),
  ];
  for (const { topic, value, label } of values)
    expect(statedOf(draftOf(fact(topic, value, label)))).toEqual({
      topic,
      value,
      ...(label ? { label } : {}),
    });
});

test('nothing is sent while the one thing that matters is missing', () => {
  for (const topic of ['name', 'email', 'address', 'birthday', 'role', 'affiliation'] as const)
    expect(statedOf(emptyDraft(topic))).toBeNull();
  expect(statedOf({ topic: 'birthday', day: 'x', month: '04', year: '' })).toBeNull();
});
