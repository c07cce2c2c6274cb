import { expect, test } from 'vitest';
import { wordsOf } from './shared.ts';

test('what an app says twice is written once', () => {
  expect(wordsOf(['Oak boards', 'Oak boards https://wood.example/oak', ''])).toBe(
    'Oak boards\nOak boards https://wood.example/oak',
  );
  expect(wordsOf(['', ' Oak boards https://wood.example/oak ', 'https://wood.example/oak'])).toBe(
    'Oak boards https://wood.example/oak',
  );
  expect(wordsOf([])).toBe('');
});
