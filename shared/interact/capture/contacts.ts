import type { Span } from './words.ts';

export interface ContactReading extends Span {
  topic: 'email' | 'phone' | 'web';
  value: string;
}

const EMAIL =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]+\.)+\p{L}{2,24}(?![\p{L}\p{N}])/gu;
const WEB = /(?<![\p{L}\p{N}@./])(?:https?:\/\/[^\s,;<>"]{3,300}|www\.[^\s,;<>"]{3,200})/giu;
/** A number that is dialled begins with + or 0; a date, a price or a year does not. */
const PHONE =
  /(?<![\p{L}\p{N}.,/:-])(?:\(?\+\s?[1-9]|\(?0)[\d\s()/.–-]{5,22}\d(?![\p{L}\p{N}]|[.,:]\d)/gu;

/** Addresses and numbers as they are written. */
export function readContacts(text: string): ContactReading[] {
  const found: ContactReading[] = [];
  let rest = text;
  const take = (topic: ContactReading['topic'], pattern: RegExp) => {
    for (const match of rest.matchAll(pattern)) {
      const value = topic === 'web' ? match[0].replace(/[.)]+$/, '') : match[0].trim();
      if (topic === 'phone' && !isDialled(value)) continue;
      found.push({ topic, value, from: match.index, to: match.index + value.length });
    }
    for (const { from, to } of found)
      rest = rest.slice(0, from) + ' '.repeat(to - from) + rest.slice(to);
  };
  take('email', EMAIL);
  take('web', WEB);
  take('phone', PHONE);
  return found.toSorted((a, b) => a.from - b.from);
}

function isDialled(text: string): boolean {
  const digits = text.replace(/\D/g, '').length;
  if (digits < 7 || digits > 15) return false;
  return !/^\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4})?$/.test(text) && !/[\n]/.test(text);
}
