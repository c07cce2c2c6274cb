import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { seal, unseal } from './sealing.ts';

const secret = 'a secret of an installation that nobody guesses';

property.prop([fc.uint8Array({ maxLength: 100 })])(
  'what is sealed opens for its owner',
  (bytes) => {
    const plain = Buffer.from(bytes);
    const sealed = seal(secret, 'authenticator', 'ada', plain);
    expect(unseal(secret, 'authenticator', 'ada', sealed)).toEqual(plain);
  },
);

test('and for nobody else, for nothing else, with no other key, and not when it was changed', () => {
  const sealed = seal(secret, 'authenticator', 'ada', Buffer.from('mondays'));
  expect(unseal(secret, 'authenticator', 'mallory', sealed)).toBeUndefined();
  expect(unseal(secret, 'single sign-on', 'ada', sealed)).toBeUndefined();
  expect(unseal(`${secret}!`, 'authenticator', 'ada', sealed)).toBeUndefined();
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed);
    changed[at]! ^= 1;
    expect(unseal(secret, 'authenticator', 'ada', changed), `byte ${at}`).toBeUndefined();
    expect(unseal(secret, 'authenticator', 'ada', sealed.subarray(0, at))).toBeUndefined();
  }
});
