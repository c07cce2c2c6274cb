import type { Context, MiddlewareHandler } from 'hono';
import { validator } from 'hono-openapi';
import type { z } from 'zod';
import { InvalidInput, MediaTypeNotAccepted } from './problems.ts';

type Target = 'json' | 'query' | 'param' | 'header';

/** Parses one part of a request with its schema; what does not fit is answered field by field. */
export function input<T extends Target, S extends z.ZodType>(target: T, schema: S) {
  const parse = validator(target, schema, (result) => {
    if (!result.success)
      throw new InvalidInput(result.error as { path?: unknown[]; message: string }[]);
  });
  if (target !== 'json') return parse;
  const parseJson: MiddlewareHandler = (context, next) => {
    requireJson(context);
    return parse(context, next);
  };
  // What it adds to the description of the route stands on the function itself.
  return Object.assign(parseJson, parse) as typeof parse;
}

/** JSON is read only where it is said to be JSON, so that no two readers can take a body differently. */
export function requireJson({ req }: Context): void {
  const json = /^application\/json(\s*;\s*charset=utf-8)?$/i.test(req.header('content-type') ?? '');
  if (!json || req.header('content-encoding')) throw new MediaTypeNotAccepted();
}
