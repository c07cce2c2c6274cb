import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { normaliseEmail } from '../../../shared/identify/addresses.ts';
import { AddressChoice, BookingPage, BookingPageView } from '../../../shared/interact/booking.ts';
import { Refusal } from '../../../shared/platform/errors.ts';
import { Id, Zone } from '../../../shared/platform/values.ts';
import { asActor } from '../../platform/access/actor.ts';
import { requestSource } from '../../platform/auth/doors.ts';
import { ownOrigins } from '../../platform/auth/origins.ts';
import type { House } from '../../platform/house.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import { openToAll, type Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { isFromAllowed, languageOf, textWithin } from '../forms/forms.routes.ts';
import { pageHeaders, trapName } from '../forms/page.ts';
import { chooseAddress, type Host, hostAt, keepPage, readPage } from './keeping.ts';
import { offeredBy } from './offering.ts';
import { bookingDocument, meetingAddress, meetingDocument, saying, type Typed } from './page.ts';
import { type Booked, book, bookedAt, cancelBooking, moveBooking } from './taking.ts';
import type { StrangersWord } from './words.ts';

const tag = 'Timeline';

/** The page on which others choose an hour of one's own, as oneself keeps it. */
export function bookingRoutes(house: House, { atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe(tag, 'One’s own page for booking meetings', BookingPageView),
      async (context) => context.json(await readPage(context.var.transaction, house)),
    )
    .put(
      '/',
      atLeast('member'),
      describe(tag, 'Says when others may book a meeting', z.object({ event: Id })),
      input('json', BookingPage),
      async (context) =>
        context.json(await keepPage(context.var.transaction, context.req.valid('json'))),
    )
    .put(
      '/addresses',
      atLeast('member'),
      describe(
        tag,
        'Withdraws an earlier address of one’s page, or lets it lead there again',
        z.object({ event: Id }),
      ),
      input('json', AddressChoice),
      async (context) =>
        context.json(await chooseAddress(context.var.transaction, context.req.valid('json'))),
    );
}

/** The pages that visitors see. Reading one changes nothing. */
export function bookingPageRoutes(house: House) {
  const own = ownOrigins(house.auth.origin);
  type Status = 200 | 403 | 404 | 409 | 413 | 415 | 422 | 429;
  type Told = ReturnType<typeof saying>;
  const answer = async (context: Context<Environment>, document: Told, status: Status = 200) =>
    context.html(await document, status, pageHeaders([]));
  const say = (context: Context<Environment>, word: StrangersWord, status: Status) =>
    answer(context, saying(languageOf(context), word), status);
  const slotsOf = (host: Host, minutes: number, besides?: string) =>
    asActor(house.db, host.actor, (transaction) => offeredBy(transaction, host, minutes, besides));

  /** What was sent, or the answer to what cannot be taken. */
  async function sentBy(context: Context<Environment>): Promise<URLSearchParams | Response> {
    if (!isFromAllowed(context, own)) return say(context, 'foreign', 403);
    const type = context.req.header('content-type') ?? '';
    if (!/^application\/x-www-form-urlencoded\b/i.test(type)) return say(context, 'notRead', 415);
    const body = await textWithin(context.req.raw);
    return body === undefined ? say(context, 'notRead', 413) : new URLSearchParams(body);
  }

  async function isTooMuch(context: Context<Environment>, of: string): Promise<boolean> {
    const { limits } = house.auth;
    try {
      await limits.limited('booking', requestSource(context, house.config.trustedProxies));
      await limits.limited('whole booking', of);
      return false;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return true;
    }
  }

  async function show(
    context: Context<Environment>,
    host: Host,
    { zone, minutes }: { zone: string; minutes: number },
    state: Partial<
      Pick<Parameters<typeof bookingDocument>[0], 'typed' | 'problems' | 'notice'>
    > = {},
    status: Status = 200,
  ): Promise<Response> {
    const slots = await slotsOf(host, minutes);
    const language = languageOf(context);
    return answer(
      context,
      bookingDocument({ typed: nothing, ...state, host, language, zone, minutes, slots }),
      status,
    );
  }

  async function showMeeting(
    context: Context<Environment>,
    booked: Booked,
    zone: string,
    notice?: StrangersWord,
    status: Status = 200,
  ): Promise<Response> {
    const { activityId, cancelled, host, minutes } = booked;
    const slots = cancelled || !host.path ? [] : await slotsOf(host, minutes, activityId);
    return answer(
      context,
      meetingDocument({
        booked,
        zone,
        slots,
        language: languageOf(context),
        ...(notice ? { notice } : {}),
      }),
      status,
    );
  }

  return new Hono<Environment>()
    .get(
      '/meeting/:token',
      openToAll('Whoever booked a meeting has its link and no account.'),
      async (context) => {
        const booked = await bookedAt(house, context.req.param('token'));
        if (!booked) return say(context, 'notFound', 404);
        return showMeeting(context, booked, zoneIn(context.req.query('zone'), booked.zone));
      },
    )
    .post(
      '/meeting/:token',
      openToAll('Whoever booked a meeting has its link and no account.'),
      async (context) => {
        const sent = await sentBy(context);
        if (sent instanceof Response) return sent;
        const token = context.req.param('token');
        const booked = await bookedAt(house, token);
        if (!booked) return say(context, 'notFound', 404);
        const zone = zoneIn(sent.get('zone'), booked.zone);
        if (await isTooMuch(context, booked.host.actor.userId))
          return showMeeting(context, booked, zone, 'busy', 429);
        const isOver = Temporal.Instant.compare(booked.at, Temporal.Now.instant()) <= 0;
        if (isOver) return showMeeting(context, booked, zone);
        if (sent.get('act') === 'move') {
          const at = instantIn(sent.get('slot'));
          if (!at) return showMeeting(context, booked, zone, 'chooseOne', 422);
          const isClosed = booked.cancelled || !booked.host.path;
          if (isClosed || !(await moveBooking(house, booked, at)))
            return showMeeting(context, booked, zone, 'gone', 409);
        } else if (sent.get('act') === 'cancel') await cancelBooking(house, booked);
        return seeOther(context, meetingAddress(token));
      },
    )
    .get(
      '/:token',
      openToAll('A page for booking is for whoever has its address; it says which hours are free.'),
      async (context) => {
        const host = await hostAt(house, context.req.param('token'));
        if (!host) return say(context, 'notFound', 404);
        const { zone, length } = context.req.query();
        return show(context, host, choiceIn(host, zone, length));
      },
    )
    .post(
      '/:token',
      openToAll(
        'Whoever books a meeting has no account; it is counted, and an hour is given once.',
      ),
      async (context) => {
        const sent = await sentBy(context);
        if (sent instanceof Response) return sent;
        const host = await hostAt(house, context.req.param('token'));
        if (!host) return say(context, 'notFound', 404);
        const choice = choiceIn(host, sent.get('zone'), sent.get('length'));
        const text = (name: string) => (sent.get(name) ?? '').toWellFormed().trim();
        const typed: Typed = {
          name: text('name'),
          email: text('email'),
          message: text('message').replaceAll('\r\n', '\n'),
          slot: text('slot'),
        };
        if (await isTooMuch(context, host.actor.userId))
          return show(context, host, choice, { typed, notice: 'busy' }, 429);
        const at = instantIn(typed.slot);
        const email = normaliseEmail(typed.email);
        const problems = problemsOf(typed, at, email);
        if (Object.keys(problems).length > 0 || !at || !email)
          return show(context, host, choice, { typed, problems, notice: 'problems' }, 422);
        // Whoever fills in what nobody sees learns nothing of how it was told from the rest.
        if (text(trapName)) return show(context, host, choice, { typed, notice: 'gone' }, 409);
        const language = languageOf(context);
        const { zone, minutes } = choice;
        const visitor = { ...typed, name: oneLine(typed.name), email, zone, language };
        const token = await book(house, host, { at, minutes }, visitor);
        if (!token) return show(context, host, choice, { typed, notice: 'gone' }, 409);
        return seeOther(context, meetingAddress(token));
      },
    );
}

const nothing: Typed = { name: '', email: '', message: '', slot: '' };

function problemsOf(
  { name, message }: Typed,
  at: Temporal.Instant | undefined,
  email: string | null,
): Partial<Record<keyof Typed, StrangersWord>> {
  return {
    ...(at ? {} : { slot: 'chooseOne' as const }),
    ...(oneLine(name) === '' ? { name: 'required' as const } : {}),
    ...(name.length > 300 ? { name: 'tooLong' as const } : {}),
    ...(email ? {} : { email: 'noEmail' as const }),
    ...(message.length > 5_000 ? { message: 'tooLong' as const } : {}),
  };
}

const oneLine = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

function zoneIn(text: string | null | undefined, usual: string): string {
  const zone = Zone.safeParse(text);
  return zone.success ? zone.data : usual;
}

/** By whose clock, and how long; of what is not offered the usual. */
function choiceIn(
  { page }: Host,
  zone: string | null | undefined,
  length: string | null | undefined,
) {
  const minutes = page.lengths.find((one) => String(one) === length) ?? page.lengths[0]!;
  return { zone: zoneIn(zone, page.zone), minutes };
}

function instantIn(text: string | null): Temporal.Instant | undefined {
  try {
    return Temporal.Instant.from(text ?? '');
  } catch {
    return undefined;
  }
}

const seeOther = (context: Context, address: string) =>
  context.body(null, 303, { ...pageHeaders([]), Location: address });
