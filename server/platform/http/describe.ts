import { describeRoute, resolver } from 'hono-openapi';
import type { z } from 'zod';

type MediaType = `${string}/${string}`;

/**
 * A route for the reference at /api: what it is for in one sentence, and what it answers: JSON of a shape,
 * another kind of content, or nothing.
 */
export function describe(
  tag: string,
  summary: string,
  answer?: z.ZodType | MediaType,
  status = answer === undefined ? 204 : 200,
) {
  return describeRoute({
    tags: [tag],
    summary,
    responses: {
      [status]: {
        description: answer ? 'The answer' : 'Done; the answer has no content',
        ...(answer ? { content: contentOf(answer) } : {}),
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

function contentOf(answer: z.ZodType | MediaType) {
  return typeof answer === 'string'
    ? { [answer]: {} }
    : { 'application/json': { schema: resolver(answer) } };
}
