import { describeRoute, resolver } from 'hono-openapi';
import type { z } from 'zod';

/** A route for the reference at /api: what it is for in one sentence, and what it answers. */
export function describe(tag: string, summary: string, answer?: z.ZodType, status = 200) {
  return describeRoute({
    tags: [tag],
    summary,
    responses: {
      [status]: {
        description: answer ? 'The answer' : 'Done; the answer has no content',
        ...(answer ? { content: { 'application/json': { schema: resolver(answer) } } } : {}),
      },
      default: {
        description: 'A problem (RFC 9457), with a stable code',
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    },
  });
}
