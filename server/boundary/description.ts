import fc from 'fast-check';
import { z } from 'zod';

/** The parts of an OpenAPI 3.1 document that a client of the interface reads. */
export interface Description {
  paths: Record<string, Record<string, Operation>>;
}

export interface Operation {
  parameters?: { in: 'query' | 'path' | 'header'; name: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema?: Schema }> }>;
}

type JsonSchema = Parameters<typeof z.fromJSONSchema>[0];
export type Schema = Exclude<JsonSchema, boolean>;

/** A reader of answers who takes no field that the description does not know. */
export function readerOf(schema: Schema): z.ZodType {
  return z.fromJSONSchema(closed(schema) as JsonSchema);
}

function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const parts = Object.fromEntries(
    Object.entries(schema).map(([key, part]) => [key, closed(part)]),
  );
  return 'properties' in schema && !('additionalProperties' in schema)
    ? { ...parts, additionalProperties: false }
    : parts;
}

/** Values as the description allows them; `ids` are of records that may exist. */
export function inputFor(schema: Schema, ids: readonly string[]): fc.Arbitrary<unknown> {
  const of = (part: unknown) => inputFor(part as Schema, ids);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(of));
  if (schema.allOf) {
    return fc.tuple(...schema.allOf.map(of)).map((parts) => Object.assign({}, ...parts));
  }
  if (Array.isArray(schema.type)) {
    return fc.oneof(...schema.type.map((type) => of({ ...schema, type })));
  }
  switch (schema.type) {
    case 'string':
      return textOf(schema, ids);
    case 'integer':
    case 'number':
      return fc.oneof(
        { weight: 4, arbitrary: fc.integer({ min: 1, max: 3 }) },
        fc.integer(),
        fc.double(),
      );
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array': {
      const most = Math.max(schema.minItems ?? 0, Math.min(schema.maxItems ?? 3, 3));
      return fc.array(of(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: most });
    }
    case 'object': {
      const fields = Object.entries(schema.properties ?? {}).map(([name, part]) => [
        name,
        of(part),
      ]);
      return fc.record(Object.fromEntries(fields), {
        requiredKeys: (schema.required ?? []) as never[],
      });
    }
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

/** What people write where any text is allowed; some of it means something to some parameter. */
const examples = [
  'anna@example.org',
  '+43 316 1234',
  'example.org',
  'Europe/Vienna',
  'Ada',
  'name',
  '-created',
  '["city","is","Graz"]',
  'note',
  '2026-03',
];

function textOf(schema: Schema, ids: readonly string[]): fc.Arbitrary<string> {
  switch (schema.format) {
    case 'uuid':
      return fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...ids) }, fc.uuid());
    case 'date-time':
      return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
    case 'date':
      return fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
  }
  const lengths = {
    minLength: schema.minLength ?? 0,
    maxLength: Math.min(schema.maxLength ?? 40, 40),
  };
  const text = fc.oneof(
    fc.string({ ...lengths, unit: 'binary' }),
    fc.string(lengths),
    fc.constantFrom(...examples),
  );
  return schema.pattern ? fc.oneof(fc.stringMatching(new RegExp(schema.pattern)), text) : text;
}
