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
      default:
        return pg.types.getTypeParser(oid, 'text');
    }
  },
};

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(
      `The database returned ${text}, which is beyond the range of a safe integer.`,
    );
  }
  return value;
}
