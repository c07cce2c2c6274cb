/**
 * What makes a password acceptable (NIST SP 800-63B-4 for a password that stands alone): length, and not
 * being one of those that are tried first. No composition rules, no forced change.
 */
export const minPasswordLength = 15;
export const maxPasswordLength = 256;

export type PasswordProblem = 'too_short' | 'too_long' | 'too_common' | 'too_personal';

/** The form in which a password is counted, compared and hashed, whichever keyboard typed it. */
export function normalisePassword(password: string): string {
  return password.normalize('NFKC');
}

/**
 * Why this password will not do, or null. `about` are words an attacker would try for this very account:
 * the company's name, the person's name, the address.
 */
export function passwordProblem(password: string, about: string[] = []): PasswordProblem | null {
  const normal = normalisePassword(password);
  const length = [...normal].length;
  if (length < minPasswordLength) return 'too_short';
  if (length > maxPasswordLength) return 'too_long';
  const folded = fold(normal);
  if (isGuessedFirst(folded)) return 'too_common';
  if (isMadeOf(folded, wordsOf(about))) return 'too_personal';
  return null;
}

const sentences: Record<PasswordProblem, string> = {
  too_short: `Use at least ${minPasswordLength} characters. A short sentence is easy to remember.`,
  too_long: `Use at most ${maxPasswordLength} characters.`,
  too_common: 'This password is among the first that are guessed. Choose a sentence of your own.',
  too_personal:
    'This is made of your name, your address or the company’s name. Add words of your own.',
};
export function describePasswordProblem(problem: PasswordProblem): string {
  return sentences[problem];
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Words that, repeated or strung together, make up most leaked passwords of 15 characters and more. */
const commonWords = [
  'password',
  'passwort',
  'passw0rd',
  'p@ssw0rd',
  'p@ssword',
  'contrasena',
  'motdepasse',
  'geheim',
  'letmein',
  'welcome',
  'willkommen',
  'bienvenue',
  'admin',
  'administrator',
  'changeme',
  'default',
  'secret',
  'iloveyou',
  'princess',
  'sunshine',
  'football',
  'baseball',
  'dragon',
  'monkey',
  'shadow',
  'superman',
  'batman',
  'master',
  'michael',
  'ashley',
  'charlie',
  'qwerty',
  'qwertz',
  'azerty',
  'login',
  'guest',
  'test',
  'user',
  'root',
  'pass',
  'word',
  'crm',
  'rapport',
  'my',
  'is',
  'the',
  'this',
  'you',
  'love',
  'i',
];

/** Famous examples: nobody but an attacker still thinks of them as secret. */
const commonPhrases = new Set([
  'correcthorsebatterystaple',
  'tobeornottobethatisthequestion',
  'thequickbrownfoxjumpsoverthelazydog',
  'thequickbrownfox',
  'maytheforcebewithyou',
  'onceuponatime',
  'dragonball',
  'trustno1trustno1',
  'openthedoorplease',
  'loremipsumdolorsitamet',
]);

const keyboardRows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  '1q2w3e4r5t6y7u8i9o0p',
  '!@#$%^&*()_+',
];

function isGuessedFirst(folded: string): boolean {
  const letters = folded.replace(/[^\p{L}\p{N}]/gu, '');
  return (
    commonPhrases.has(letters) ||
    isRepetition(folded) ||
    isRun(folded) ||
    isRun(letters) ||
    isMadeOf(folded, commonWords)
  );
}

/** The same one to five characters over and over, the last time perhaps cut short. */
function isRepetition(text: string): boolean {
  for (let period = 1; period <= 5; period++) {
    const piece = text.slice(0, period);
    if (piece.repeat(Math.ceil(text.length / period)).startsWith(text)) return true;
  }
  return false;
}

/** Walks along a keyboard or the alphabet, forwards or backwards, in stretches of four or more. */
function isRun(text: string): boolean {
  let rest = text;
  while (rest.length > 0) {
    const stretch = longestStretch(rest);
    if (stretch < Math.min(4, rest.length)) return false;
    rest = rest.slice(stretch);
  }
  return text.length > 0;
}

function longestStretch(text: string): number {
  let longest = 0;
  for (const row of keyboardRows) {
    for (const direction of [row, [...row].reverse().join('')]) {
      let length = longest;
      while (length < text.length && direction.includes(text.slice(0, length + 1))) length++;
      longest = length;
    }
  }
  return longest;
}

/** Nothing of its own is left once the given words, digits and marks are taken away. */
function isMadeOf(folded: string, words: string[]): boolean {
  let rest = folded;
  for (const word of [...words].sort((a, b) => b.length - a.length))
    rest = rest.replaceAll(word, ' ');
  const own = rest.replace(/[^\p{L}]/gu, '');
  return own.length < 4 && own.length < folded.length / 3 && rest !== folded;
}

function wordsOf(about: string[]): string[] {
  const words = about.flatMap((text) => {
    const folded = fold(normalisePassword(text));
    return [folded, ...folded.split(/[^\p{L}\p{N}]+/u), folded.replace(/[^\p{L}\p{N}]/gu, '')];
  });
  return [...new Set([...words, 'rapport', 'crm', 'password'])].filter((word) => word.length >= 3);
}
