import {
  type CountryCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js';

export interface Phone {
  /** E.164 when the number is a possible one; otherwise the text as it was written. */
  value: string;
  /** As it was written. */
  raw: string;
  extension?: string;
  valid: boolean;
}

export function isCountry(code: string | undefined): code is CountryCode {
  return code !== undefined && isSupportedCountry(code);
}

/**
 * Reads a number as a person writes it. `country` is where it is dialled from when it has no
 * international prefix; without it only international numbers become E.164.
 */
export function parsePhone(text: string, country?: string): Phone {
  const raw = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
  // Exports protect a leading plus with an apostrophe; a printed "+49 (0) 30" is dialled without the zero.
  const dialled = raw
    .slice(0, 250)
    .replace(/^'(?=[+\d])/, '')
    .replace(/^tel:/i, '')
    .replace(/^(\+|00)(\d{1,3})\s*\(0\)\s*/, '$1$2 ');
  const home = isCountry(country) ? country : undefined;
  const attempts: (() => ReturnType<typeof parsePhoneNumberFromString>)[] = [
    () => parsePhoneNumberFromString(dialled, home),
    // Two zeros dial abroad from most of the world, whichever country the file comes from.
    () =>
      /^00[1-9]/.test(dialled) ? parsePhoneNumberFromString(`+${dialled.slice(2)}`) : undefined,
  ];
  for (const attempt of attempts) {
    const number = attempt();
    if (number?.isValid()) {
      return {
        value: number.number,
        raw,
        valid: true,
        ...(number.ext ? { extension: number.ext } : {}),
      };
    }
  }
  return { value: raw, raw, valid: false };
}

/** For the screen: international, unless it is a number of the reader's own country. */
export function formatPhone(e164: string, country?: string): string {
  const number = parsePhoneNumberFromString(e164);
  if (!number) return e164;
  return number.country === country ? number.formatNational() : number.formatInternational();
}

/** Digits of whatever script, for search by parts of a number. */
export function phoneDigits(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Nd}/gu, asciiDigit)
    .replace(/\D/g, '');
}

function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 48;
  if (code < 128) return digit;
  // Digits of a script stand in a run of ten; the zero of the run is the first one that is a digit.
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((code - zero) % 10);
}
