import { expect, test } from 'vitest';
import { AddressTaken } from '../../identify/statements/errors.ts';
import { violatedConstraint } from './failures.ts';

test('a refused row is recognised, also by the words that a room has put it into', () => {
  const refused = Object.assign(new Error('duplicate key'), {
    code: '23505',
    constraint: 'party_emails_pkey',
  });
  expect(violatedConstraint(refused)).toBe('party_emails_pkey');
  // An import looks again then: somebody else has added the address between its looking and its writing.
  expect(violatedConstraint(new AddressTaken('anna@keller.example', refused))).toBe(
    'party_emails_pkey',
  );
  expect(violatedConstraint(new AddressTaken('anna@keller.example'))).toBeUndefined();
  expect(violatedConstraint(new Error('connection lost'))).toBeUndefined();
});
