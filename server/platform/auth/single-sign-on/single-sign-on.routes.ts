import { type Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import {
  ConnectionBegin,
  type OwnConnection,
  SingleSignOnBegin,
  type SingleSignOnBegun,
  type SingleSignOnOffer,
  type SingleSignOnProblem,
} from '../../../../shared/platform/single-sign-on.ts';
import type { Environment } from '../../http/environment.ts';
import { openToAll } from '../../http/policy.ts';
import { normaliseEmail } from '../accounts.ts';
import type { Auth } from '../auth.ts';
import type { Doors } from '../doors.ts';
import { AnswerRefused, ProviderAway, SignInRefused, SingleSignOnUnknown } from '../errors.ts';
import { addressToAsk, readAnswer } from './answers.ts';
import { type Begun, beginning, beginningOf } from './begun.ts';
import { connect, recognise } from './recognising.ts';
import { clientOf, columns, findProvider, type ProviderRow, redirectUriOf } from './settings.ts';

/** So long somebody may take at the provider; the ticket in the state says the same (challenges.ts). */
const minutesAway = 10;

/** The doors that lead to a company's own sign-in and back. */
export function singleSignOnRoutes(auth: Auth, doors: Doors): Hono<Environment> {
  const routes = new Hono<Environment>();
  const { database, limits, memberships } = auth;
  const cookieName = `${auth.cookies.prefix}.single_sign_on`;
  const cookie = {
    path: '/',
    httpOnly: true,
    // Sent with the link back from the provider, and with nothing that another site's page asks for.
    sameSite: 'Lax' as const,
    secure: auth.cookies.secure,
  };

  routes.get('/single-sign-on', door, async (context) => {
    const [row] = await database.query<{ count: number }>(
      'select count(*)::int as count from (select from auth.providers limit 2) found',
    );
    const offers = ['none', 'one', 'by address'] as const;
    return context.json({ offer: offers[row!.count]! } satisfies SingleSignOnOffer);
  });

  routes.post('/single-sign-on/begin', door, async (context) => {
    const { email, workspaceId, to = '/' } = await doors.read(context, SingleSignOnBegin);
    const provider = await providerFor({ email, workspaceId });
    return context.json(await setOut(context, provider, { to, connects: null }));
  });

  routes.post('/single-sign-on/connect', ownAccount, async (context) => {
    const who = await doors.requireSession(context);
    const { workspaceId, proof } = await doors.read(context, ConnectionBegin);
    await doors.requireProof(context, who, proof);
    const { userId } = who;
    const places = await database.transaction((query) => memberships.find(query, userId));
    const place = places.find((each) => each.workspaceId === workspaceId);
    if (!place || place.disabled) throw new SingleSignOnUnknown();
    const provider = await providerFor({ workspaceId });
    const to = place.singleSignOnOnly ? '/' : '/settings/me#ownSingleSignOn';
    return context.json(await setOut(context, provider, { to, connects: userId }));
  });

  routes.get('/single-sign-on/connections', ownAccount, async (context) => {
    const { userId, confinedTo } = await doors.requireSession(context);
    const places = await database.transaction((query) => memberships.find(query, userId));
    const open = places.filter(
      ({ workspaceId, disabled }) =>
        !disabled && (confinedTo === null || confinedTo === workspaceId),
    );
    const rows = await database.query<Omit<OwnConnection, 'workspace'>>(
      `select p.workspace_id as "workspaceId", i.email, i.last_used_at as "lastUsedAt"
       from auth.providers p left join auth.identities i
         on i.workspace_id = p.workspace_id and i.issuer = p.issuer and i.user_id = $2
       where p.workspace_id = any ($1::uuid[]) order by p.workspace_id`,
      [open.map(({ workspaceId }) => workspaceId), userId],
    );
    const named = rows.map((row) => ({
      ...row,
      workspace: open.find(({ workspaceId }) => workspaceId === row.workspaceId)!.workspace,
    }));
    return context.json({ rows: named });
  });

  routes.get('/single-sign-on/callback', link, async (context) => {
    const state = context.req.query('state');
    const kept = getCookie(context, cookieName);
    deleteCookie(context, cookieName, cookie);
    const begun = await beginningOf(auth, { state, cookie: kept });
    if (!begun || !state) return goTo(context, signInPage('begin again'));
    try {
      return goTo(context, await comeBack(context, begun, state));
    } catch (error) {
      const problem = problemIn(error);
      if (!problem) throw error;
      auth.onSingleSignOnRefused({
        workspaceId: begun.workspaceId,
        problem,
        why: reasonIn(error),
      });
      return goTo(context, begun.connects ? ownPage(problem) : signInPage(problem, begun));
    }
  });

  /** Whose provider is asked: the company's that was named, else the one whose domain it is. */
  async function providerFor({
    email,
    workspaceId,
  }: {
    email?: string | undefined;
    workspaceId?: string | undefined;
  }): Promise<ProviderRow> {
    const domain = email === undefined ? null : normaliseEmail(email).split('@')[1];
    const rows = workspaceId
      ? [await findProvider(database.query, workspaceId)]
      : await database.query<ProviderRow>(
          `select ${columns} from auth.providers
           where (select count(*) from auth.providers) = 1 or $1 = any (domains) limit 2`,
          [domain],
        );
    const [row, another] = rows;
    // Of two companies that claim a domain neither is believed; their links say which is meant.
    if (!row || another) throw new SingleSignOnUnknown();
    return row;
  }

  async function setOut(
    context: Context,
    provider: ProviderRow,
    { to, connects }: { to: string; connects: string | null },
  ): Promise<SingleSignOnBegun> {
    const { workspaceId, issuer, clientId } = provider;
    const config = await configOf(provider);
    const {
      state,
      cookie: sealed,
      begun,
    } = beginning(auth, {
      workspaceId,
      issuer,
      clientId,
      to,
      connects,
    });
    setCookie(context, cookieName, sealed, { ...cookie, maxAge: minutesAway * 60 });
    const redirectUri = redirectUriOf(auth);
    return { url: (await addressToAsk(config, { state, begun, redirectUri })).href };
  }

  async function configOf(provider: ProviderRow) {
    const client = clientOf(auth, provider);
    if (!client) throw new ProviderAway();
    return auth.providers(provider.workspaceId, client).catch((cause: unknown) => {
      throw new ProviderAway({ cause });
    });
  }

  /** From the provider's answer to a session, or a connection; where the browser goes on. */
  async function comeBack(context: Context, begun: Begun, state: string): Promise<string> {
    const source = doors.source(context);
    const provider = await findProvider(database.query, begun.workspaceId);
    const isSame = provider?.issuer === begun.issuer && provider.clientId === begun.clientId;
    if (!isSame) throw new AnswerRefused('begin again');
    const config = await configOf(provider);
    // From our own address and not from the one the request names.
    const url = new URL(redirectUriOf(auth));
    url.search = new URL(context.req.url).search;
    const vouched = await limits.attempt({ source }, () =>
      readAnswer(config, { url, state, begun }),
    );
    const arrival = { provider, vouched, source };
    const { workspaceId: confinedTo, connects, to } = begun;
    if (connects !== null) {
      const who = await doors.signedIn(context);
      if (who?.by !== 'session' || who.userId !== connects) throw new AnswerRefused('begin again');
      const isOnlyWay = await connect(auth, { ...arrival, userId: connects });
      if (!isOnlyWay) return to;
    }
    const userId = connects ?? (await recognise(auth, arrival));
    await doors.enter(context, { userId, method: 'single sign-on', confinedTo });
    return to;
  }

  return routes;
}

function goTo(context: Context, path: string): Response {
  return context.redirect(path, 303);
}

function signInPage(problem: SingleSignOnProblem, begun?: Begun): string {
  const search = new URLSearchParams({ problem });
  if (begun && begun.to !== '/') search.set('to', begun.to);
  return `/sign-in?${search}`;
}

function ownPage(problem: SingleSignOnProblem): string {
  return `/settings/me?${new URLSearchParams({ problem })}#ownSingleSignOn`;
}

/** What the page says; undefined for a fault of our own. */
function problemIn(error: unknown): SingleSignOnProblem | undefined {
  if (error instanceof AnswerRefused) return error.problem;
  if (error instanceof ProviderAway) return 'provider';
  // An account that is shut is answered like none.
  if (error instanceof SignInRefused) return 'no account';
  return undefined;
}

/** For the log: what the library or the way there had against it; it names no person. */
function reasonIn(error: unknown): string {
  const { cause } = error as { cause?: unknown };
  return cause instanceof Error ? [cause.message, reasonIn(cause)].filter(Boolean).join(': ') : '';
}

const door = openToAll('This is where one signs in.');
const link = openToAll('What was sealed into the browser that set out is what lets somebody in.');
const ownAccount = openToAll(
  'It asks for the session itself and reaches nothing but that account.',
);
