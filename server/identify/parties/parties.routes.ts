import { Hono } from 'hono';
import { sql } from 'kysely';
import { z } from 'zod';
import {
  PartyChange,
  PartyInput,
  type PartyKind,
  PartyRow,
  PartyView,
} from '../../../shared/identify/parties.ts';
import { StatementInput } from '../../../shared/identify/statements.ts';
import { FilterText } from '../../../shared/platform/filters.ts';
import {
  Id,
  IdParam,
  pageOf,
  Version,
  VersionQuery,
  Zone,
} from '../../../shared/platform/values.ts';
import { countMatches, listPage } from '../../platform/catalog/query.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { partyEntity } from '../fields/entity.ts';
import { type Held, hasOwnFields, heldValues, shownValues } from '../fields/reading.ts';
import { createParty } from './creation.ts';
import { changeParty, stateValue, withdrawValue } from './editing.ts';
import { listRow, viewParty, writableColumns } from './parties.ts';
import { restoreParty, trashParty } from './trash.ts';

const RowsQuery = z.strictObject({
  filter: FilterText.optional(),
  /** By whose calendar dates told from today are meant. */
  zone: Zone.optional(),
});
const ListQuery = RowsQuery.extend({
  sort: z.string().max(100).default('name'),
  cursor: z.string().max(2_000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Counting on costs as much as there is to count, so that it is asked for. */
const CountQuery = RowsQuery.extend({ exact: z.enum(['true', 'false']).default('false') });
const Count = z.object({ count: z.number().int(), exact: z.boolean() });

const PartyPage = pageOf(PartyRow);
const Created = z.object({ id: Id, event: Id });
const Changed = z.object({ event: Id, version: Version });
const StatementParam = z.object({ id: Id, statementId: Id });

/** The routes of people and of companies: one story, told for either kind. */
export function partyRoutes(kind: PartyKind, { atLeast }: Policies) {
  const tag = kind === 'person' ? 'People' : 'Companies';
  const entityOf = partyEntity(kind);
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe(tag, `Lists ${tag.toLowerCase()}, filtered and sorted, page by page`, PartyPage),
      input('query', ListQuery),
      async (context) => {
        const { transaction } = context.var;
        const entity = await entityOf(transaction);
        const request = context.req.valid('query');
        const columns = writableColumns(transaction);
        if (!hasOwnFields(entity)) {
          const page = await listPage<PartyRow>(transaction, entity, request, columns);
          return context.json({ rows: page.rows.map(listRow), next: page.next });
        }
        const { rows, next } = await listPage<PartyRow & { held: Held }>(
          transaction,
          entity,
          request,
          sql`${columns}, ${heldValues}`,
        );
        const values = await shownValues(
          transaction,
          entity,
          rows.map(({ held }) => held),
        );
        return context.json({
          rows: rows.map(({ held: _, ...row }, at) => ({ ...listRow(row), values: values[at]! })),
          next,
        });
      },
    )
    .get(
      '/count',
      atLeast('reader'),
      describe(
        tag,
        `How many ${tag.toLowerCase()} a filter finds; beyond 10,000 only that there are more, unless asked for exactly`,
        Count,
      ),
      input('query', CountQuery),
      async (context) => {
        const { transaction } = context.var;
        const { exact, ...request } = context.req.valid('query');
        return context.json(
          await countMatches(transaction, await entityOf(transaction), request, exact === 'true'),
        );
      },
    )
    .post(
      '/',
      atLeast('member'),
      describe(tag, `Adds a ${kind}`, Created, 201),
      input('json', PartyInput),
      async (context) =>
        context.json(
          await createParty(context.var.transaction, kind, context.req.valid('json')),
          201,
        ),
    )
    .get(
      '/:id',
      atLeast('reader'),
      describe(tag, `Reads one ${kind} with every current value and its source`, PartyView),
      input('param', IdParam),
      async (context) =>
        context.json(await viewParty(context.var.transaction, kind, context.req.valid('param').id)),
    )
    .patch(
      '/:id',
      atLeast('member'),
      describe(tag, 'Assigns a record or changes who may see it', Changed),
      input('param', IdParam),
      input('json', PartyChange),
      async (context) =>
        context.json(
          await changeParty(
            context.var.transaction,
            kind,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    )
    .delete(
      '/:id',
      atLeast('member'),
      describe(tag, 'Puts a record into the trash for 30 days', Changed),
      input('param', IdParam),
      input('query', VersionQuery),
      async (context) =>
        context.json(
          await trashParty(
            context.var.transaction,
            kind,
            context.req.valid('param').id,
            context.req.valid('query').version,
          ),
        ),
    )
    .post(
      '/:id/restoration',
      atLeast('member'),
      describe(tag, 'Takes a record out of the trash', Changed),
      input('param', IdParam),
      async (context) =>
        context.json(
          await restoreParty(context.var.transaction, kind, context.req.valid('param').id),
        ),
    )
    .post(
      '/:id/statements',
      atLeast('member'),
      describe(tag, 'States a value: a further one, or in place of an earlier one', Changed, 201),
      input('param', IdParam),
      input('json', StatementInput),
      async (context) =>
        context.json(
          await stateValue(
            context.var.transaction,
            kind,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
          201,
        ),
    )
    .delete(
      '/:id/statements/:statementId',
      atLeast('member'),
      describe(tag, 'Takes a value back; it stays in the history', Changed),
      input('param', StatementParam),
      input('query', VersionQuery),
      async (context) => {
        const { id, statementId } = context.req.valid('param');
        const { version } = context.req.valid('query');
        return context.json(
          await withdrawValue(context.var.transaction, kind, id, statementId, version),
        );
      },
    );
}
