const retryable = new Set(['40001', '40P01']);
const lost = new Set([
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08003',
  '08006',
  'ECONNRESET',
  'EPIPE',
  'ECONNREFUSED',
  'ENOENT',
]);

export function databaseCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}

/** The database asks for the same transaction once more (serialisation failure, deadlock). */
export function isRetryable(error: unknown): boolean {
  return retryable.has(databaseCode(error) ?? '');
}

/** The connection is gone; whatever had not been committed is undone. */
export function isConnectionLoss(error: unknown): boolean {
  // A socket that is not there is the database's; a file that is not there is somebody else's trouble.
  if (databaseCode(error) === 'ENOENT')
    return (error as NodeJS.ErrnoException).syscall === 'connect';
  return (
    lost.has(databaseCode(error) ?? '') ||
    (error instanceof Error &&
      /Connection terminated|Client was closed|connection error/i.test(error.message))
  );
}

/** Name of the unique index or constraint that refused a row, if one did; also where a room has put it into words. */
export function violatedConstraint(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return databaseCode(error) === '23505' && 'constraint' in error
    ? String(error.constraint)
    : violatedConstraint(error.cause);
}

/** A row-level policy refused the row. */
export function isPolicyViolation(error: unknown): boolean {
  return databaseCode(error) === '42501';
}
