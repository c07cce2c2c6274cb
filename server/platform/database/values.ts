import pg from 'pg';

/**
 * The one place where PostgreSQL's values become ours: timestamptz ↔ Temporal.Instant,
 * date ↔ Temporal.PlainDate, int8 → a safe number or an error. No JavaScript Date crosses this line.
 */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser(oid, format) {
    if (format === 'binary') return pg.types.getTypeParser(oid, 'binary');
    switch (oid) {
      case pg.types.builtins.TIMESTAMPTZ:
        return (text: string) => Temporal.Instant.from(text);
      case pg.types.builtins.DATE:
        return (text: string) => Temporal.PlainDate.from(text);
      case pg.types.builtins.INT8:
        return safeInteger;
      case textArray:
        return readTextArray;
      default:
        return pg.types.getTypeParser(oid, 'text');
    }
  },
};

/** The type of text[]; the driver can read it but has no name for it. */
const textArray = 1009 as Parameters<typeof pg.types.getTypeParser>[0];
const readAnyTextArray: (text: string) => string[] = pg.types.getTypeParser(textArray, 'text');

/** Most arrays are a few plain words, which need no parser. */
function readTextArray(text: string): string[] {
  if (text === '{}') return [];
  return /["\\]|\bNULL\b/.test(text) ? readAnyTextArray(text) : text.slice(1, -1).split(',');
}

/**
 * What PostgreSQL writes for a timestamptz, as Temporal.Instant would write it. For lists: making the
 * hundreds of instants of a page only to write them again took a third of its time.
 */
export function instantText(text: string): string {
  if (!text.endsWith('+00')) return Temporal.Instant.from(text).toString();
  return `${text.slice(0, 10)}T${text.slice(11, -3)}Z`;
}

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(
      `The database returned ${text}, which is beyond the range of a safe integer.`,
    );
  }
  return value;
}
