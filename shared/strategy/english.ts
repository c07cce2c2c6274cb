import type { EnglishWord } from './own-words.ts';

/** The usual plural, offered until somebody writes another. */
export function englishPlural(one: string): string {
  if (/[^aeiou]y$/i.test(one)) return `${one.slice(0, -1)}ies`;
  if (/(s|x|z|ch|sh)$/i.test(one)) return `${one}es`;
  return one ? `${one}s` : '';
}

/** "a" or "an" by the sound that follows, as far as spelling tells it. */
function article(one: string): string {
  if (/^(hour|heir|honest|honou?r)/i.test(one)) return 'an';
  if (/^(uni([^n]|$)|us(e|u)|eu|one\b|once)/i.test(one)) return 'a';
  return /^[aeiou]/i.test(one) ? 'an' : 'a';
}

export const englishForms = ['one', 'many', 'a', 'the', 'theMany'] as const;
export type EnglishForm = (typeof englishForms)[number];

export function englishForm({ one, many }: EnglishWord, form: EnglishForm): string {
  switch (form) {
    case 'one':
      return one;
    case 'many':
      return many;
    case 'a':
      return `${article(one)} ${one}`;
    case 'the':
      return `the ${one}`;
    case 'theMany':
      return `the ${many}`;
  }
}
