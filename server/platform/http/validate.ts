import { validator } from 'hono-openapi';
import type { z } from 'zod';
import { InvalidInput } from './problems.ts';

type Target = 'json' | 'query' | 'param' | 'header';

/** Parses one part of a request with its schema; what does not fit is answered field by field. */
export function input<T extends Target, S extends z.ZodType>(target: T, schema: S) {
  return validator(target, schema, (result) => {
    if (!result.success)
      throw new InvalidInput(result.error as { path?: unknown[]; message: string }[]);
  });
}
