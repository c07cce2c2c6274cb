import type pg from 'pg';

/**
 * Does work that only one process may do at a time, under an advisory lock of the database; whoever comes
 * second leaves it alone. A database that restarts lets go of the lock: the work is told by its signal to
 * end, and the loss is thrown.
 */
export async function alone(
  pool: pg.Pool,
  key: string,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const connection = await pool.connect();
  const lost = new AbortController();
  const losing = (error: Error) => lost.abort(error);
  // Between statements a connection that breaks tells it by this event and by nothing else.
  connection.on('error', losing);
  try {
    const { rows } = await connection.query<{ locked: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as locked',
      [key],
    );
    if (!rows[0]?.locked) return;
    try {
      await work(AbortSignal.any([signal, lost.signal]));
      lost.signal.throwIfAborted();
    } finally {
      if (!lost.signal.aborted) {
        await connection.query('select pg_advisory_unlock(hashtextextended($1, 0))', [key]);
      }
    }
  } finally {
    connection.off('error', losing);
    connection.release(lost.signal.aborted);
  }
}
