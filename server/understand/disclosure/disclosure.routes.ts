import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { Refusal } from '../../../shared/platform/errors.ts';
import { Id, IdParam } from '../../../shared/platform/values.ts';
import {
  MadePage,
  PageInput,
  PagesQuery,
  PagesView,
  PreviewQuery,
  Settlement,
} from '../../../shared/understand/private-pages.ts';
import { isFromAllowed, languageOf, textWithin } from '../../interact/forms/forms.routes.ts';
import { pageHeaders } from '../../interact/forms/page.ts';
import { asActor } from '../../platform/access/actor.ts';
import { requestSource } from '../../platform/auth/doors.ts';
import { ownOrigins } from '../../platform/auth/origins.ts';
import type { House } from '../../platform/house.ts';
import { describe } from '../../platform/http/describe.ts';
import { downloadHeaders } from '../../platform/http/download.ts';
import type { Environment } from '../../platform/http/environment.ts';
import { idempotencyKey } from '../../platform/http/idempotency.ts';
import { openToAll, type Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { workspaceZone } from '../../platform/workspaces/workspaces.ts';
import { performDeed } from './acting.ts';
import { archiveOf } from './archive.ts';
import type { HeldRow } from './held.ts';
import { heldAbout } from './held.ts';
import { makePage, type OpenPage, pageAt, switchPage } from './links.ts';
import { confirmDocument, heldDocument, pageAddress, sayingDocument } from './page.ts';
import { settleAct } from './settling.ts';
import { newTicket, PageDeed, readTicket } from './tickets.ts';
import { viewPages } from './viewing.ts';
import { type PageLanguage, type PageWord, pageLanguages } from './words.ts';

const tag = 'Disclosure';
const Done = z.object({ event: Id });

/** Private links for the person behind a record, and the answers to what they ask by them. */
export function privatePageRoutes(house: House, { atLeast, atLeastStreaming }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe(tag, 'The links to somebody, and what they did by them', PagesView),
      input('query', PagesQuery),
      async (context) =>
        context.json(await viewPages(context.var.transaction, context.req.valid('query').party)),
    )
    .get(
      '/preview',
      atLeast('reader'),
      describe(tag, 'The page as a link of one’s own would show it', 'text/html'),
      input('query', PreviewQuery),
      async (context) => {
        const { transaction } = context.var;
        const { party, language } = context.req.valid('query');
        const { actor, db } = transaction;
        const { name, company } = await db
          .selectFrom('users')
          .innerJoin('workspaces', 'workspaces.workspace_id', 'users.workspace_id')
          .select(['users.name', 'workspaces.name as company'])
          .where('users.workspace_id', '=', actor.workspaceId)
          .where('users.id', '=', actor.userId)
          .executeTakeFirstOrThrow();
        const held = await heldAbout(transaction, party, language, { name, company });
        const zone = await workspaceZone(transaction);
        const page = heldDocument({ held, company, maker: name, zone, isPreview: true });
        // Shown within our own page and nowhere else.
        return context.html(await page, 200, {
          ...pageHeaders([new URL(house.publicUrl).origin]),
          'Cross-Origin-Resource-Policy': 'same-origin',
        });
      },
    )
    .post(
      '/',
      // Streaming, because the answer to a request with an Idempotency-Key is kept, and this one holds the address.
      atLeastStreaming('member'),
      describe(tag, 'Makes a private link; its address is told this once', MadePage, 201),
      input('json', PageInput),
      async (context) => {
        const asked = { ...context.req.valid('json'), idempotencyKey: idempotencyKey(context) };
        return context.json(
          await asActor(
            house.db,
            context.var.actor,
            (transaction) => makePage(transaction, house, asked),
            1,
          ),
          201,
        );
      },
    )
    .delete(
      '/:id',
      atLeast('member'),
      describe(tag, 'Ends a link', Done),
      input('param', IdParam),
      async (context) =>
        context.json(
          await switchPage(context.var.transaction, context.req.valid('param').id, false),
        ),
    )
    .put(
      '/acts/:id',
      atLeast('member'),
      describe(tag, 'Answers what somebody asked by their page', Done),
      input('param', IdParam),
      input('json', Settlement),
      async (context) =>
        context.json(
          await settleAct(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    );
}

type Status = 200 | 403 | 404 | 409 | 413 | 415 | 422 | 429;

/** What the person behind a link sees and does. Reading changes nothing; each page that is handed out acts once. */
export function privateDoors(house: House) {
  const own = ownOrigins(house.auth.origin);
  const { limits } = house.auth;
  const sourceOf = (context: Context<Environment>) =>
    requestSource(context, house.config.trustedProxies);
  const answer = async (
    context: Context<Environment>,
    document: ReturnType<typeof sayingDocument>,
    status: Status = 200,
  ) => context.html(await document, status, pageHeaders([]));
  const say = (context: Context<Environment>, word: PageWord, status: Status, back?: string) =>
    answer(context, sayingDocument(chosenLanguage(context), word, back), status);

  /** The page behind an address, or the one answer to every address that leads nowhere. */
  async function opened(
    context: Context<Environment>,
    token: string,
  ): Promise<OpenPage | Response> {
    const source = sourceOf(context);
    if (await limits.isReached('private miss', source)) return say(context, 'busy', 429);
    const page = await pageAt(house, token);
    if (page) return page;
    return (await isTooMuch(() => limits.limited('private miss', source)))
      ? say(context, 'busy', 429)
      : say(context, 'notFound', 404);
  }

  const read = (page: OpenPage, language: PageLanguage) =>
    asActor(
      house.db,
      page.maker,
      async (transaction) => ({
        held: await heldAbout(transaction, page.partyId, language, {
          name: page.makerName,
          company: page.company,
        }),
        zone: await workspaceZone(transaction),
      }),
      3,
      'read only',
    );
  const about = ({ company, makerName: maker, expiresAt }: OpenPage) => ({
    company,
    maker,
    expiresAt,
  });

  async function confirm(
    context: Context<Environment>,
    page: OpenPage,
    deed: PageDeed,
    state: { typed?: string; problem?: PageWord; ticket?: string; row?: HeldRow | undefined } = {},
  ): Promise<Response> {
    const ticket = state.ticket ?? newTicket(house, page.id, deed);
    const language = chosenLanguage(context);
    return answer(
      context,
      confirmDocument({ deed, language, token: page.token, ...state, ticket }),
      state.problem ? 422 : 200,
    );
  }

  return new Hono<Environment>()
    .get(
      '/:token',
      openToAll('The person it is about has the link and no account; nobody guesses it.'),
      async (context) => {
        const { token } = context.req.param();
        const page = await opened(context, token);
        if (page instanceof Response) return page;
        const { held, zone } = await read(page, chosenLanguage(context));
        const done = noticeIn(context.req.query('done'));
        return answer(
          context,
          heldDocument({ held, zone, token, ...about(page), ...(done ? { notice: done } : {}) }),
        );
      },
    )
    .get(
      '/:token/:act',
      openToAll('It says what would happen; nothing happens by opening it.'),
      async (context) => {
        const { token, act } = context.req.param();
        const page = await opened(context, token);
        if (page instanceof Response) return page;
        const language = chosenLanguage(context);
        const { held } = await read(page, language);
        const found = deedIn(
          act,
          context.req.query(),
          held.sections.flatMap(({ rows }) => rows),
        );
        if (!found) return say(context, 'notFound', 404, pageAddress(token, language));
        return confirm(context, page, found.deed, { row: found.row });
      },
    )
    .post(
      '/:token/:act',
      openToAll('The person it is about has no account; it is signed, counted and happens once.'),
      async (context) => {
        if (!isFromAllowed(context, own)) return say(context, 'foreign', 403);
        const type = context.req.header('content-type') ?? '';
        if (!/^application\/x-www-form-urlencoded\b/i.test(type))
          return say(context, 'notRead', 415);
        const body = await textWithin(context.req.raw);
        if (body === undefined) return say(context, 'notRead', 413);
        const sent = new URLSearchParams(body);
        const language = languageIn(sent.get('language')) ?? chosenLanguage(context);
        const { token, act } = context.req.param();
        const page = await opened(context, token);
        if (page instanceof Response) return page;
        const back = pageAddress(token, language);
        const isCrowded = await isTooMuch(async () => {
          await limits.limited('private', sourceOf(context));
          await limits.limited('whole private', page.id);
        });
        if (isCrowded) return say(context, 'busy', 429, back);
        const text = sent.get('ticket') ?? '';
        const ticket = readTicket(house, page.id, text);
        if (ticket?.deed.kind !== act) return say(context, 'stale', 409, back);
        const { deed, name } = ticket;
        const said = (sent.get('said') ?? '').toWellFormed().replaceAll('\r\n', '\n').trim();
        if (deed.kind === 'correct') {
          const problem = said === '' ? 'needed' : said.length > 2_000 ? 'tooLong' : undefined;
          if (problem) return confirm(context, page, deed, { typed: said, problem, ticket: text });
        }
        const outcome = await performDeed(house, page, {
          name,
          deed,
          ...(deed.kind === 'correct' ? { said } : {}),
        });
        if (outcome === 'stale') return say(context, 'stale', 409, back);
        if (deed.kind === 'download') {
          const { held, zone } = await read(page, language);
          const copy = heldDocument({ held, zone, ...about(page) });
          return new Response(archiveOf(held, String(await copy)), {
            headers: {
              ...pageHeaders([]),
              ...downloadHeaders(`${held.name || 'rapport'}.zip`, 'application/zip'),
            },
          });
        }
        const isAtOnce = deed.kind === 'withdraw' || deed.kind === 'object';
        return context.body(null, 303, {
          ...pageHeaders([]),
          Location: pageAddress(
            token,
            language,
            outcome === 'again' ? 'again' : isAtOnce ? 'doneAt' : 'done',
          ),
        });
      },
    );
}

async function isTooMuch(count: () => Promise<void>): Promise<boolean> {
  try {
    await count();
    return false;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return true;
  }
}

const languageIn = (text: string | null | undefined): PageLanguage | undefined =>
  pageLanguages.find((one) => one === text);

/** The one they chose, else their browser’s. */
const chosenLanguage = (context: Context<Environment>): PageLanguage =>
  languageIn(context.req.query('language')) ?? languageOf(context);

const noticeIn = (text: string | undefined): PageWord | undefined =>
  (['done', 'doneAt', 'again'] as const).find((one) => one === text);

/** What an address asks for, of what the page offers. */
function deedIn(
  act: string,
  query: Record<string, string>,
  rows: readonly HeldRow[],
): { deed: PageDeed; row?: HeldRow } | undefined {
  if (act === 'correct') {
    const row = rows.find(({ correct }) => correct?.statement === query.what);
    return row?.correct && { deed: { kind: 'correct', ...row.correct }, row };
  }
  if (act === 'withdraw') {
    const row = rows.find(
      ({ stop }) => stop?.purpose === query.purpose && stop?.channel === query.channel,
    );
    const deed = PageDeed.safeParse({ kind: 'withdraw', ...row?.stop });
    return row && deed.success ? { deed: deed.data, row } : undefined;
  }
  const deed = PageDeed.safeParse({ kind: act, ...(act === 'object' ? { to: query.to } : {}) });
  return deed.success ? { deed: deed.data } : undefined;
}
