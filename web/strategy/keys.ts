import type { Said } from '../../shared/strategy/said.ts';
import { spokenLanguage } from '../app/ownWords.ts';

/** What was just written, in the language it was written in. */
export function said(text: string): Said {
  return { en: '', de: '', [spokenLanguage()]: text };
}

/** A key from the first name of a thing; it stays when the name changes. */
export function newKey(name: string, others: readonly { key: string }[]): string {
  const plain = name.slice(0, 60);
  const taken = new Set(others.map(({ key }) => key));
  for (let number = 1; ; number++) {
    const key = number === 1 ? plain : `${plain} ${String(number)}`;
    if (!taken.has(key)) return key;
  }
}
