import { createHash } from 'node:crypto';
import type { AuthDatabase } from './database.ts';
import {
  AccountLocked,
  AnswerRefused,
  CodeWrong,
  CurrentPasswordWrong,
  PasskeyRefused,
  SignInRefused,
  TooManyTries,
} from './errors.ts';

const windowMinutes = 15;
const triesPerAccount = 10;
const failuresInARow = 100;
/** An office of many people may share one address, so a source is allowed what ten accounts are. */
const triesPerSource = 100;

/** Somebody reached a limit: worth a line in the log, never the password and never the address tried. */
export interface Alert {
  kind: 'account' | 'source' | 'locked';
  source: string;
  /** Whose tries they were, where it was one account; not for the log. */
  account?: string;
}

export interface RateLimits {
  /**
   * Runs `work` as one try. It is counted before it runs, so that many at once cannot slip past the
   * limit; a success wipes the account's tries, and a failure of any other kind is not held against it.
   */
  attempt: <T>(of: { account?: string; source: string }, work: () => Promise<T>) => Promise<T>;
  /** Counts a wrong token or invitation against its source; throws once that source has had too many. */
  failed: (source: string) => Promise<void>;
  /**
   * Counts what was refused at another door than sign-in against its source; throws once there was too much of
   * it. A telephone system with a wrong secret keeps nobody in its office from signing in.
   */
  limited: (door: Door, source: string) => Promise<void>;
  /** Whether a source has had too much of a door already; asking counts nothing. */
  isReached: (door: Door, source: string) => Promise<boolean>;
  unlock: (account: string) => Promise<void>;
  sweep: () => Promise<void>;
}

/** Doors without a sign-in, and what they take in a quarter of an hour. */
const doors = {
  hook: 300,
  form: 30,
  'whole form': 600,
  booking: 60,
  'whole booking': 600,
  /** Addresses of private pages that lead nowhere: nobody tries them all. */
  'private miss': 60,
  private: 60,
  'whole private': 300,
} as const;
export type Door = keyof typeof doors;

interface Limit {
  key: string;
  most: number;
  /**
   * An account's window ends a quarter of an hour after the last counted try, so that no quarter of an
   * hour sees more than the limit. A source's ends a quarter of an hour after the first, because a busy
   * office mistypes all day.
   */
  sliding: boolean;
  mostInARow: number;
}

function accountLimit(account: string): Limit {
  const key = createHash('sha256').update(account.trim().toLowerCase()).digest('base64url');
  return {
    key: `account:${key}`,
    most: triesPerAccount,
    sliding: true,
    mostInARow: failuresInARow,
  };
}

function sourceLimit(source: string): Limit {
  return {
    key: `source:${source}`,
    most: triesPerSource,
    sliding: false,
    mostInARow: 2_147_483_647,
  };
}

export function openRateLimits(
  database: AuthDatabase,
  onAlert: (alert: Alert) => void = () => {},
): RateLimits {
  const { query } = database;

  async function take(limit: Limit, source: string, account?: string): Promise<void> {
    const [taken] = await query<{ count: number; in_a_row: number }>(
      {
        name: 'take-try',
        text: `
          insert into auth.rate_limits as held (key, count, in_a_row, window_ends_at)
          values ($1, 1, 1, now() + make_interval(mins => $2))
          on conflict (key) do update set
            count = case when held.window_ends_at <= now() then 1 else held.count + 1 end,
            in_a_row = held.in_a_row + 1,
            window_ends_at = case when $4 or held.window_ends_at <= now()
              then excluded.window_ends_at else held.window_ends_at end
          where (held.window_ends_at <= now() or held.count < $3) and held.in_a_row < $5
          returning count, in_a_row`,
      },
      [limit.key, windowMinutes, limit.most, limit.sliding, limit.mostInARow],
    );
    const kind = limit.sliding ? 'account' : 'source';
    const of = { source, ...(account === undefined ? {} : { account }) };
    if (taken?.in_a_row === limit.mostInARow) onAlert({ kind: 'locked', ...of });
    else if (taken?.count === limit.most) onAlert({ kind, ...of });
    if (!taken) throw await refusal(limit);
  }

  async function refusal(limit: Limit): Promise<Error> {
    const [held] = await query<{ in_a_row: number; seconds: number }>(
      `select in_a_row, ceil(extract(epoch from window_ends_at - now()))::int as seconds
       from auth.rate_limits where key = $1`,
      [limit.key],
    );
    if (held && held.in_a_row >= limit.mostInARow) return new AccountLocked();
    return new TooManyTries(held?.seconds ?? 1);
  }

  async function giveBack(limit: Limit): Promise<void> {
    await query(
      `update auth.rate_limits set count = greatest(count - 1, 0), in_a_row = greatest(in_a_row - 1, 0)
       where key = $1`,
      [limit.key],
    );
  }

  async function forget(limit: Limit): Promise<void> {
    await query('delete from auth.rate_limits where key = $1', [limit.key]);
  }

  return {
    async attempt({ account, source }, work) {
      const bySource = sourceLimit(source);
      const byAccount = account === undefined ? undefined : accountLimit(account);
      await take(bySource, source);
      // A try that the account's limit stops has still cost its source one.
      if (byAccount) await take(byAccount, source, account);
      try {
        const result = await work();
        await giveBack(bySource);
        if (byAccount) await forget(byAccount);
        return result;
      } catch (error) {
        if (!isWrongGuess(error)) {
          await giveBack(bySource);
          if (byAccount) await giveBack(byAccount);
        }
        throw error;
      }
    },
    failed: (source) => take(sourceLimit(source), source),
    limited: (door, source) =>
      take({ ...sourceLimit(`${door} ${source}`), most: doors[door] }, source),
    async isReached(door, source) {
      const [held] = await query<{ count: number }>(
        'select count from auth.rate_limits where key = $1 and window_ends_at > now()',
        [sourceLimit(`${door} ${source}`).key],
      );
      return (held?.count ?? 0) >= doors[door];
    },
    unlock: (account) => forget(accountLimit(account)),
    async sweep() {
      await query(
        `delete from auth.rate_limits
         where window_ends_at < now() - interval '30 days' and (key like 'source:%' or in_a_row < $1)`,
        [failuresInARow],
      );
    },
  };
}

function isWrongGuess(error: unknown): boolean {
  return (
    error instanceof SignInRefused ||
    error instanceof CurrentPasswordWrong ||
    error instanceof CodeWrong ||
    error instanceof PasskeyRefused ||
    (error instanceof AnswerRefused && error.isWrong)
  );
}
