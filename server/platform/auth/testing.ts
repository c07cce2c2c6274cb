import { Hono } from 'hono';
import { pino } from 'pino';
import { inject } from 'vitest';
import { cloneDatabase } from '../../testing/postgres.ts';
import { allowedHosts } from '../egress/destination.ts';
import { openEgress } from '../egress/egress.ts';
import { answerProblem } from '../http/problems.ts';
import { authRoutes } from './auth.routes.ts';
import { type Auth, openAuth } from './auth.ts';
import { ownOriginOnly } from './csrf.ts';
import { securityHeaders } from './headers.ts';
import { memberships } from './memberships.ts';
import type { Alert } from './rate-limits.ts';
import { trustedProxies } from './source.ts';

export const origin = 'http://rapport.example';
export const goodPassword = 'kettles like blue mondays';

/** An installation as the browser meets it, on a database of its own. */
export async function startInstallation({ allowed = [] as string[] } = {}) {
  const egress = openEgress({ allowed: allowedHosts(allowed) });
  const database = await cloneDatabase(inject('cluster'));
  const alerts: Alert[] = [];
  const opened: Auth[] = [];
  /** A server process on this database; there may be several. */
  const serve = (publicUrl = origin) => {
    const auth = openAuth({
      database: database.servingConfig,
      publicUrl,
      secret: 'a secret for tests that nobody would ever guess',
      memberships,
      egress,
      onAlert: (alert) => alerts.push(alert),
    });
    opened.push(auth);
    return { auth, app: appOf(auth, publicUrl) };
  };
  return {
    ...serve(),
    serve,
    alerts,
    servingConfig: database.servingConfig,
    async stop() {
      await Promise.all(opened.map((auth) => auth.close()));
      await egress.close();
      await database.drop();
    },
  };
}

function appOf(auth: Auth, publicUrl: string): Hono {
  const app = new Hono();
  app.use(securityHeaders({ publicUrl }));
  app.use('/api/*', ownOriginOnly(auth.origin));
  app.route('/api/auth', authRoutes(auth, trustedProxies(['10.0.0.0/8'])));
  app.onError((error, context) => answerProblem(error, context, pino({ level: 'silent' })));
  return app;
}

/** A browser: it sends its origin, keeps cookies, and speaks JSON. */
export class Browser {
  readonly app: Hono;
  readonly headers: Record<string, string>;
  /** The session. */
  cookie = '';
  /** What this browser is known by, session or not. */
  device = '';

  constructor(app: Hono, headers: Record<string, string> = {}) {
    this.app = app;
    this.headers = { Origin: origin, 'Sec-Fetch-Site': 'same-origin', ...headers };
  }

  async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await this.app.request(`/api/auth${path}`, {
      method,
      headers: {
        ...this.headers,
        ...(this.cookies ? { Cookie: this.cookies } : {}),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      if (pair.includes('session_token=')) this.cookie = /max-age=0/i.test(line) ? '' : pair;
      if (pair.includes('.device=')) this.device = pair;
    }
    return response;
  }

  get cookies(): string {
    return [this.cookie, this.device].filter(Boolean).join('; ');
  }

  signIn(email: string, password: string) {
    return this.send('POST', '/sign-in/email', { email, password });
  }

  /** What every request of this browser is checked by. */
  who(auth: Auth) {
    return auth.sessions.authenticate(new Headers(this.cookie ? { Cookie: this.cookie } : {}));
  }
}
