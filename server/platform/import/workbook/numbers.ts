/** How a number in a cell is meant: as a number, as a moment, or with the zeros its format puts before it. */
export type NumberKind =
  | { kind: 'number' }
  | { kind: 'date' | 'time' | 'moment' | 'duration' }
  | { kind: 'padded'; before: string; digits: number };

const plain: NumberKind = { kind: 'number' };

/** The formats that every workbook knows without stating them (ECMA-376, 18.8.30). */
export function builtInFormat(id: number): NumberKind {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36) return { kind: 'date' };
  if ((id >= 50 && id <= 54) || id === 57 || id === 58) return { kind: 'date' };
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id === 55 || id === 56)
    return { kind: 'time' };
  if (id === 22) return { kind: 'moment' };
  if (id >= 45 && id <= 47) return { kind: 'duration' };
  return plain;
}

/** What a format of the workbook's own shows: a date, a time, or a number with leading zeros. */
export function formatOfCode(code: string): NumberKind {
  const padded = /^(?:"([^"]*)"|\\?(\+))?(0{2,20})(?:;.*)?$/.exec(code);
  if (padded) {
    return { kind: 'padded', before: padded[1] ?? padded[2] ?? '', digits: padded[3]!.length };
  }
  const [first = ''] = code
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .split(';');
  if (/general/i.test(first)) return plain;
  if (/\[[hms]+\]/i.test(first)) return { kind: 'duration' };
  const hasTime = /[hs]/i.test(first);
  const hasDate = /[yd]/i.test(first) || (/m/i.test(first) && !hasTime);
  if (hasDate) return { kind: hasTime ? 'moment' : 'date' };
  return hasTime ? { kind: 'time' } : plain;
}

const lastDay = 2_958_465;

/** A number of a cell as the person who typed it knows it. */
export function numberText(written: string, format: NumberKind, from1904: boolean): string {
  const number = Number(written);
  if (written.trim() === '' || !Number.isFinite(number)) return written;
  switch (format.kind) {
    case 'number':
      return plainNumber(number);
    case 'padded': {
      const digits = plainNumber(number);
      return /^\d+$/.test(digits)
        ? format.before + digits.padStart(format.digits, '0')
        : format.before + digits;
    }
    default:
      return momentText(number, format.kind, from1904);
  }
}

/**
 * Without the noise of binary fractions (spreadsheets show 15 digits) and never with an exponent: long
 * numbers are telephones and keys.
 */
function plainNumber(number: number): string {
  const text = String(Number(number.toPrecision(15)));
  const [, sign = '', whole = '', fraction = '', exponent] =
    /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [];
  if (exponent === undefined) return text;
  const power = Number(exponent);
  return power > 0
    ? sign + (whole + fraction).padEnd(power + 1, '0')
    : `${sign}0.${'0'.repeat(-power - 1)}${whole}${fraction}`;
}

/** Days since the workbook's own beginning; no zone is involved, so nothing can drift. */
function momentText(
  serial: number,
  kind: 'date' | 'time' | 'moment' | 'duration',
  from1904: boolean,
): string {
  if (serial < 0 || serial > lastDay) return plainNumber(serial);
  let days = Math.floor(serial);
  let seconds = Math.round((serial - days) * 86_400);
  if (seconds === 86_400) {
    days += 1;
    seconds = 0;
  }
  if (kind === 'duration') return clock(days * 86_400 + seconds);
  if (kind === 'time' || (kind === 'moment' && days === 0 && !from1904)) return clock(seconds);
  const date = dateOf(days, from1904);
  return kind === 'date' || seconds === 0 ? date : `${date} ${clock(seconds)}`;
}

function clock(seconds: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const hours = `${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}`;
  return seconds % 60 === 0 ? hours : `${hours}:${two(seconds % 60)}`;
}

const beginning = {
  usual: Temporal.PlainDate.from('1899-12-30'),
  before29February1900: Temporal.PlainDate.from('1899-12-31'),
  macintosh: Temporal.PlainDate.from('1904-01-01'),
};

/** The first spreadsheet took 1900 for a leap year, and its followers count like it. */
function dateOf(days: number, from1904: boolean): string {
  if (from1904) return beginning.macintosh.add({ days }).toString();
  if (days === 60) return '1900-02-29';
  return (days < 60 ? beginning.before29February1900 : beginning.usual).add({ days }).toString();
}
