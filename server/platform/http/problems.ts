import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Logger } from 'pino';
import { z } from 'zod';
import { Refusal } from '../../../shared/platform/errors.ts';
import { databaseCode, isConnectionLoss, isPolicyViolation } from '../database/failures.ts';

/** Problem details (RFC 9457) with a stable code; `fields` names what is wrong with which field. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: z.string(),
  detail: z.string(),
  fields: z.record(z.string(), z.string()).optional(),
});
export type Problem = z.infer<typeof Problem>;

const titles: Record<number, string> = {
  400: 'The request cannot be understood',
  401: 'Sign-in needed',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Conflict',
  413: 'Too large',
  415: 'Wrong kind of content',
  422: 'Not usable',
  429: 'Too many requests',
  500: 'Something went wrong here',
  503: 'Not available at the moment',
};

export class InvalidInput extends Refusal {
  constructor(issues: readonly { path?: readonly unknown[] | undefined; message: string }[]) {
    const fields: Record<string, string> = {};
    for (const issue of issues) {
      const path = (issue.path ?? []).map((part) =>
        typeof part === 'object' && part !== null && 'key' in part
          ? String(part.key)
          : String(part),
      );
      fields[path.join('.') || 'body'] ??= issue.message;
    }
    const [first] = Object.entries(fields);
    super('input.invalid', 400, first ? `${first[0]}: ${first[1]}` : 'The input is not usable.', {
      fields,
    });
  }
}

export class MediaTypeNotAccepted extends Refusal {
  constructor() {
    super(
      'request.media-type',
      415,
      'Send JSON with Content-Type: application/json, as it is and not packed.',
    );
  }
}

/** The one translator from an error to an answer. Only faults of ours are logged as such. */
export function answerProblem(error: unknown, context: Context, log: Logger): Response {
  const refusal = asRefusal(error);
  if (refusal.status >= 500) {
    log.error(
      { err: error, method: context.req.method, path: context.req.routePath },
      'request failed',
    );
  }
  const problem: Problem = {
    type: 'about:blank',
    title: titles[refusal.status] ?? 'Refused',
    status: refusal.status,
    code: refusal.code,
    detail: refusal.message,
    ...(refusal.fields ? { fields: { ...refusal.fields } } : {}),
  };
  return new Response(JSON.stringify(problem), {
    status: refusal.status,
    headers: { 'content-type': 'application/problem+json', ...refusal.headers },
  });
}

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof HTTPException) {
    if (error.status === 413) {
      return new Refusal(
        'input.too-large',
        413,
        'The request is larger than allowed here. Send less at once.',
      );
    }
    return new Refusal(
      'input.invalid',
      error.status,
      error.message || 'The request cannot be understood.',
    );
  }
  if (isCutOff(error)) {
    return new Refusal(
      'request.cut-off',
      400,
      'The request broke off before it was complete. Nothing was written; send it again.',
    );
  }
  if (isPolicyViolation(error)) {
    return new Refusal('access.denied', 403, 'You may not change this. Nothing was written.');
  }
  const code = databaseCode(error);
  if (code === '22P05' || code === '22021' || isBrokenJson(error)) {
    return new Refusal(
      'input.unstorable-character',
      400,
      'The text holds a character that cannot be stored (a null character, or half of one beyond U+FFFF). Remove it.',
    );
  }
  if (code === '40001' || code === '40P01') {
    return new Refusal(
      'database.busy',
      503,
      'Others were changing the same records. Nothing was written; try again.',
      {
        headers: { 'retry-after': '1' },
      },
    );
  }
  if (
    code === '53300' ||
    isConnectionLoss(error) ||
    (error instanceof Error && /timeout exceeded when trying to connect/.test(error.message))
  ) {
    return new Refusal(
      'database.unreachable',
      503,
      'The database cannot be reached at the moment. Nothing was written; try again shortly.',
      {
        headers: { 'retry-after': '2' },
      },
    );
  }
  return new Refusal(
    'server.fault',
    500,
    'This is a fault in Rapport, and it was written to the log. Nothing of this request was kept.',
  );
}

/** Whoever sent the request was gone, or too slow, before all of it was here. */
function isCutOff(error: unknown): boolean {
  return (
    error instanceof Error &&
    error.message === 'aborted' &&
    'code' in error &&
    error.code === 'ECONNRESET'
  );
}

/** What we send as JSON was written by JSON.stringify; only half a surrogate pair in it is refused. */
function isBrokenJson(error: unknown): boolean {
  return databaseCode(error) === '22P02' && /for type json/.test((error as Error).message);
}
