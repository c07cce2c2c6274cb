import { type Context, Hono } from 'hono';
import { z } from 'zod';
import {
  FormChange,
  FormInput,
  type FormLanguage,
  FormView,
  SubmissionView,
} from '../../../shared/interact/forms.ts';
import { Refusal } from '../../../shared/platform/errors.ts';
import { Id, IdParam, Version, VersionQuery } from '../../../shared/platform/values.ts';
import { wordingsOf } from '../../identify/consent/purposes.ts';
import { asActor, systemActor } from '../../platform/access/actor.ts';
import { requestSource } from '../../platform/auth/doors.ts';
import { ownOrigins } from '../../platform/auth/origins.ts';
import type { House } from '../../platform/house.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import { openToAll, type Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { agreedTo, pageOf, readAnswers } from './asking.ts';
import { doubtfulOf, letIn, putAway } from './deciding.ts';
import { addressOfForm, askedBy, type FormRow, formAt, formPath, listForms } from './forms.ts';
import { changeForm, makeForm, removeForm } from './keeping.ts';
import { formDocument, pageHeaders, thanksDocument, trapName, wordDocument } from './page.ts';
import { takeSubmission } from './taking.ts';
import { newTicket, readTicket } from './tickets.ts';
import type { PageWord } from './words.ts';

const tag = 'Forms';
const Kept = z.object({ event: Id, version: Version });
const Decided = z.object({ event: Id });

/** Forms for a web site, which owners and managers make. */
export function formRoutes(house: House, { atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('manager'),
      describe(
        tag,
        'The forms, with what came through them',
        z.object({ rows: z.array(FormView) }),
      ),
      async (context) => context.json({ rows: await listForms(context.var.transaction, house) }),
    )
    .post(
      '/',
      atLeast('manager'),
      describe(
        tag,
        'Makes a form that anybody with its address fills in',
        z.object({ id: Id, event: Id }),
        201,
      ),
      input('json', FormInput),
      async (context) =>
        context.json(await makeForm(context.var.transaction, context.req.valid('json')), 201),
    )
    .patch(
      '/:id',
      atLeast('manager'),
      describe(tag, 'Changes what a form asks and says, or pauses it', Kept),
      input('param', IdParam),
      input('json', FormChange),
      async (context) =>
        context.json(
          await changeForm(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    )
    .delete(
      '/:id',
      atLeast('manager'),
      describe(tag, 'Takes a form away; what came through it stays', Kept),
      input('param', IdParam),
      input('query', VersionQuery),
      async (context) =>
        context.json(
          await removeForm(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('query').version,
          ),
        ),
    )
    .get(
      '/:id/doubtful',
      atLeast('manager'),
      describe(
        tag,
        'What looks like a machine’s and waits for a decision, newest first',
        z.object({ rows: z.array(SubmissionView) }),
      ),
      input('param', IdParam),
      async (context) =>
        context.json({
          rows: await doubtfulOf(context.var.transaction, context.req.valid('param').id),
        }),
    )
    .post(
      '/answers/:id/admission',
      atLeast('manager'),
      describe(tag, 'Lets in what was doubted', Decided),
      input('param', IdParam),
      async (context) =>
        context.json(await letIn(context.var.transaction, context.req.valid('param').id)),
    )
    .delete(
      '/answers/:id',
      atLeast('manager'),
      describe(tag, 'Puts away what was doubted', Decided),
      input('param', IdParam),
      async (context) =>
        context.json(await putAway(context.var.transaction, context.req.valid('param').id)),
    );
}

/** More than every field of a form may hold. */
const mostBytes = 256 * 1024;

/** The pages that strangers see. Reading one changes nothing; sending one has its effect once. */
export function formPageRoutes(house: House) {
  const own = ownOrigins(house.auth.origin);

  /** Answers with the form as it is, or as it was filled in with what is the matter. */
  async function show(
    context: Context<Environment>,
    form: FormRow,
    state: Partial<Parameters<typeof formDocument>[0]> = {},
    status: 200 | 409 | 422 | 429 = 200,
  ): Promise<Response> {
    const page = state.page ?? (await pageFor(form));
    const ticket =
      state.ticket ??
      newTicket(
        house,
        form.id,
        page.asking.map((one) => one.wordingId),
      );
    return context.html(
      await formDocument({ ...state, form, page, ticket }),
      status,
      pageHeaders(form.origins),
    );
  }

  const pageFor = (form: FormRow) =>
    asActor(
      house.db,
      systemActor(form.workspace_id),
      (transaction) => pageOf(transaction, askedBy(form)),
      3,
      'read only',
    );

  const say = async (
    context: Context<Environment>,
    word: PageWord,
    status: 403 | 404 | 413 | 415 | 503,
    form?: FormRow,
    address?: string,
  ) =>
    context.html(
      await wordDocument(
        form ? (form.language as FormLanguage) : languageOf(context),
        word,
        address,
      ),
      status,
      pageHeaders(form?.origins ?? []),
    );

  return new Hono<Environment>()
    .get(
      '/:token',
      openToAll('A form is for whoever has its address; the page holds no data.'),
      async (context) => {
        const form = await formAt(house, context.req.param('token'));
        if (!form) return say(context, 'notFound', 404);
        return form.paused_at ? say(context, 'paused', 503, form) : show(context, form);
      },
    )
    .get(
      '/:token/thanks',
      openToAll('It thanks whoever has sent the form, and holds no data.'),
      async (context) => {
        const form = await formAt(house, context.req.param('token'));
        if (!form) return say(context, 'notFound', 404);
        return context.html(await thanksDocument(form), 200, pageHeaders(form.origins));
      },
    )
    .post(
      '/:token',
      openToAll('Whoever fills in a form has no account; it is signed, counted and sent once.'),
      async (context) => {
        const token = context.req.param('token');
        const form = await formAt(house, token);
        if (!isFromAllowed(context, [...own, ...(form?.origins ?? [])]))
          return say(
            context,
            'foreign',
            403,
            form,
            form && addressOfForm(house, form.workspace_id, form.key),
          );
        if (!form) return say(context, 'notFound', 404);
        if (form.paused_at) return say(context, 'paused', 503, form);
        const isForm = /^application\/x-www-form-urlencoded\b/i.test(
          context.req.header('content-type') ?? '',
        );
        if (!isForm) return say(context, 'notRead', 415, form);
        const body = await textWithin(context.req.raw);
        if (body === undefined) return say(context, 'tooLarge', 413, form);
        const sent = new URLSearchParams(body);
        const page = await pageFor(form);
        const { values, problems } = readAnswers(page.questions, sent);
        const agreed = new Set(
          page.asking
            .map(({ purpose }) => purpose)
            .filter((purpose) => sent.get(`agree.${purpose}`) === 'yes'),
        );
        const typed = { page, values, agreed };
        const ticketText = sent.get('ticket');
        try {
          await house.auth.limits.limited(
            'form',
            requestSource(context, house.config.trustedProxies),
          );
          await house.auth.limits.limited('whole form', form.id);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          return show(context, form, { ...typed, notice: 'busy' }, 429);
        }
        // From a form that stands on another page: it is looked over here, and sent from here.
        if (ticketText === null)
          return show(context, form, { ...typed, notice: 'check', isProblem: false });
        const ticket = readTicket(house, form.id, ticketText);
        if (!ticket?.isFresh) return show(context, form, { ...typed, notice: 'stale' }, 409);
        if (Object.keys(problems).length > 0)
          return show(
            context,
            form,
            { ...typed, problems, ticket: ticketText, notice: 'problems' },
            422,
          );
        const wordings = await asActor(house.db, systemActor(form.workspace_id), (transaction) =>
          wordingsOf(transaction, ticket.wordings),
        );
        const answers = { values, agreed: agreedTo(sent, ticket.wordings, wordings) };
        const trap = sent.get(trapName) ?? '';
        const outcome = await takeSubmission(house, { form, page, ticket, answers, trap });
        if (outcome === 'sent otherwise')
          return show(context, form, { ...typed, notice: 'sentOtherwise' }, 409);
        return context.body(null, 303, {
          ...pageHeaders(form.origins),
          Location: `${formPath}/${token}/thanks`,
        });
      },
    );
}

/** A browser names the site a form was sent from; programs name none and get no further than people. */
export function isFromAllowed({ req }: Context, allowed: readonly string[]): boolean {
  const origin = req.header('origin');
  if (origin !== undefined) return allowed.includes(origin);
  return ['same-origin', 'none', undefined].includes(req.header('sec-fetch-site'));
}

export const languageOf = ({ req }: Context): FormLanguage =>
  /^de\b/i.test(req.header('accept-language') ?? '') ? 'de' : 'en';

/** Never more than is allowed, whatever its length was said to be. */
export async function textWithin(request: Request): Promise<string | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) return undefined;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
