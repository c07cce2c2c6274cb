import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { passwordProblem } from './passwords.ts';

describe('a password', () => {
  test.each([
    'kettles like blue mondays',
    'Grüße aus dem Süden',
    'пароль из четырёх слов',
    '正しい馬の電池の留め金を使う夜の猫',
    '🐴🔋📎🐴🎉🐈🌙🍵🫖🪁🎻🧭🧶🪴🐝',
    'x7#Qp2!vRt9&Lm4z',
    'the monkey keeps a secret in the garden shed',
    'correct battery horse stapled twice',
  ])('of one’s own will do: %s', (password) => {
    expect(passwordProblem(password)).toBeNull();
  });

  test('is counted in characters as people see them', () => {
    expect(passwordProblem('é'.normalize('NFD').repeat(14))).toBe('too_short');
    expect(passwordProblem('only14characte')).toBe('too_short');
    expect(passwordProblem('ab '.repeat(86))).toBe('too_long');
  });

  test.each([
    'passwordpassword',
    'Password123456789',
    'P@ssw0rdP@ssw0rd!',
    'aaaaaaaaaaaaaaaa',
    'abcabcabcabcabcabc',
    '123456789012345',
    '987654321098765',
    'qwertyuiopasdfgh',
    'qwertzuiopasdfghjkl',
    'abcdefghijklmnop',
    '1qaz2wsx3edc4rfv',
    'iloveyouiloveyou',
    'iloveyou123456789',
    'letmein-letmein-1',
    'administrator2026',
    'correct horse battery staple',
    'Welcome2026!!!!!!',
    'qwerty123456789',
  ])('that is guessed first will not: %s', (password) => {
    expect(passwordProblem(password)).toBe('too_common');
  });

  test('made of what everybody knows about its owner will not do', () => {
    const about = ['Kettle & Co', 'Ada Lovelace', 'ada.lovelace@kettle.example'];
    for (const password of [
      'AdaLovelace1815',
      'ada.lovelace@kettle.example',
      'Kettle & Co 2026!',
      'lovelace-kettle-1',
      'Kettle CRM rapport 1',
    ]) {
      expect(passwordProblem(password, about), password).toBe('too_personal');
    }
    expect(passwordProblem('Ada keeps the kettle warm all night', about)).toBeNull();
  });

  test('long and random is always accepted', () => {
    const letters = fc.stringMatching(/^[a-z]{20,60}$/).filter((text) => new Set(text).size > 12);
    fc.assert(
      fc.property(letters, (text) => {
        expect(passwordProblem(text)).toBeNull();
      }),
    );
  });

  test('of any kind gets an answer, soon', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const problem = passwordProblem(text, [text]);
        expect(problem === null || typeof problem === 'string').toBe(true);
      }),
    );
  });
});
