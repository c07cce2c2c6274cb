import { Hono } from 'hono';
import { sql } from 'kysely';
import type { House } from '../house.ts';
import type { Environment } from './environment.ts';
import { openToAll } from './policy.ts';

/** For whatever watches the server: alive, and ready to serve. Neither tells anything about the data. */
export function healthRoutes({ db }: House) {
  return new Hono<Environment>()
    .get('/healthz', openToAll('Says only that the process answers.'), (context) =>
      context.json({ ok: true }),
    )
    .get('/readyz', openToAll('Says only that the database answers.'), async (context) => {
      try {
        await sql`select 1`.execute(db);
        return context.json({ ready: true });
      } catch {
        return context.json({ ready: false }, 503);
      }
    });
}
