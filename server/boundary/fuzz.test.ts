import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { Problem } from '../platform/http/problems.ts';
import type { Caller, Company } from '../testing/company.ts';
import { openCompany } from '../testing/company.ts';
import { type Description, inputFor, type Operation, readerOf } from './description.ts';
import { kinds, makeSpecimen, relations } from './records.ts';

/**
 * Programs that know the interface only from its description and send whatever it allows, and sometimes
 * what it does not: every answer is one that the description knows.
 */

const long = process.env.RAPPORT_TEST_LONG === '1';
const runs = long ? 200_000 : 1_500;
const longestAnswer = 5_000;

let company: Company;
let callers: Record<string, Caller>;
/** Of records that exist, by the word of an address that leads to them. */
let ids: Record<string, string[]>;
let description: Description;

beforeAll(async () => {
  company = await openCompany();
  const { olga, mara, max, rita, otto, nora, tom, tilda, teams, stranger, sql } = company;
  callers = { owner: olga, manager: mara, member: max, reader: rita, elsewhere: otto, stranger };
  callers.token = await olga.program('read');
  for (const kind of kinds) {
    for (const relation of relations.filter((each) => !/assigned|trash/.test(each))) {
      await makeSpecimen(company, kind, relation, max);
    }
  }
  const known = async (statement: string) =>
    (await sql<{ id: string }>(statement)).map(({ id }) => id);
  // Whoever calls stays out of it, because taking their rights away would end the test.
  const users = [tom.id, tilda.id, nora.id];
  ids = {
    people: await known(`select id from parties where kind = 'person'`),
    companies: await known(`select id from parties where kind = 'company'`),
    activities: await known('select id from activities'),
    attachments: await known('select id from attachments'),
    imports: await known('select id from imports'),
    events: await known('select id from events'),
    teams: Object.values(teams),
    users,
    userId: users,
    statementId: await known('select id from statements'),
  };
  description = (await olga.get<Description>('openapi.json')).body;
});
afterAll(() => company.close());

test(
  `${runs} requests are answered as the description says`,
  async () => {
    const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    );
    expect(operations.length).toBeGreaterThan(50);
    const readers = new Map<Operation, z.ZodType | undefined>();
    const requests = operations
      .filter(({ path }) => path !== '/events/stream')
      .map(({ path, method, operation }) =>
        fc.record({
          path: fc.constant(path),
          method: fc.constant(method.toUpperCase()),
          caller: fc.constantFrom(...Object.keys(callers)),
          ...inputOf(path, operation),
        }),
      );
    await fc.assert(
      fc.asyncProperty(fc.oneof(...requests), async (request) => {
        const { caller, body } = request;
        const operation = description.paths[request.path]![request.method.toLowerCase()]!;
        const address = addressOf(request);
        const before = performance.now();
        const answer = await callers[caller]!.send(
          request.method,
          address,
          body ? { body: body[0] } : {},
        );
        const told = `${caller} ${request.method} ${address} ${body ? JSON.stringify(body[0]) : ''}
        ${answer.status} ${answer.text} ${company.faults.join('\n')}`;
        expect(performance.now() - before, told).toBeLessThan(longestAnswer);
        expect(answer.status, told).toBeLessThan(500);
        if (answer.status >= 400) {
          expect(answer.headers.get('content-type'), told).toBe('application/problem+json');
          expect(Problem.safeParse(answer.body).error, told).toBeUndefined();
          return;
        }
        const described = operation.responses[answer.status];
        expect(described, `not described: ${told}`).toBeDefined();
        const schema = described?.content?.['application/json']?.schema;
        if (!readers.has(operation)) readers.set(operation, schema && readerOf(schema));
        expect(readers.get(operation)?.safeParse(answer.body).error, told).toBeUndefined();
        if (!described?.content) expect(answer.text, told).toBe('');
      }),
      { numRuns: runs, endOnFailure: true },
    );
  },
  runs * 200,
);

/** What a client may fill in, or once in a while something else. */
function inputOf(path: string, { parameters = [], requestBody }: Operation) {
  const [, door = ''] = path.split('/');
  const anyId = Object.values(ids).flat();
  const sometimes = <T>(usual: fc.Arbitrary<T>) =>
    fc.oneof(
      { weight: 12, arbitrary: usual as fc.Arbitrary<unknown> },
      fc.jsonValue({ maxDepth: 2 }),
    );
  const of = (place: string) =>
    Object.fromEntries(
      parameters
        .filter((each) => each.in === place)
        .map(({ name, schema }) => [
          name,
          sometimes(inputFor(schema, (place === 'path' && (ids[name] ?? ids[door])) || anyId)),
        ]),
    );
  const schema = requestBody?.content['application/json']?.schema;
  return {
    inPath: fc.record(of('path')),
    inQuery: fc.record(of('query'), { requiredKeys: [] }),
    body: schema ? fc.tuple(sometimes(inputFor(schema, anyId))) : fc.constant(undefined),
  };
}

function addressOf(request: {
  path: string;
  inPath: Record<string, unknown>;
  inQuery: Record<string, unknown>;
}): string {
  const text = (value: unknown) =>
    (typeof value === 'string' ? value : JSON.stringify(value)).toWellFormed();
  const path = request.path.replaceAll(/\{(\w+)\}/g, (_, name) =>
    segment(text(request.inPath[name] ?? 'nothing')),
  );
  const query = new URLSearchParams(
    Object.entries(request.inQuery).map(([name, value]) => [name, text(value)]),
  );
  return `/api/v1${path}${query.size > 0 ? `?${query}` : ''}`;
}

/** No client can send `.` or `..` as part of a path: its own reading of the address takes them out (URL Standard, 4.4). */
const segment = (value: string) =>
  /^\.{1,2}$/.test(value) ? `${value}~` : encodeURIComponent(value);
