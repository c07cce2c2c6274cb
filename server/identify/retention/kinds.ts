import { sql } from 'kysely';
import { z } from 'zod';
import { RetentionKind } from '../../../shared/identify/retention.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { recordInBulk } from '../../platform/events/events.ts';
import { undoable } from '../../platform/events/undo.ts';
import { clearValues } from '../fields/projection.ts';
import { registerPersonalData } from '../privacy/registry.ts';
import { clearProjection } from '../statements/statements.ts';
import { changeRule, readRules, registerRetention } from './retention.ts';

/** Whoever is one of these to us stays, however long ago the last contact was. */
const standing = ['customer', 'supplier', 'partner', 'staff'];
const atOnce = 1_000;

export function registerRetentionKinds(): void {
  registerRetention('people', trashForgotten);
  registerRetention('audit', forgetNames);
  registerPersonalData({
    tables: {
      retention_rules: 'How long things are kept; no person.',
      retention_runs: 'Counts of what went; no person.',
    },
  });
  const Particulars = z.object({ kind: RetentionKind });
  const Before = z.object({ months: z.number().nullable() });
  undoable('retention', 'changed', async (transaction, { id, particulars, before }) => {
    const { kind } = Particulars.parse(particulars);
    const { version } = (await readRules(transaction)).find((rule) => rule.kind === kind)!;
    return changeRule(transaction, kind, { ...Before.parse(before), version }, id);
  });
}

/** People with whom nothing has passed and of whom nothing was written down since; into the trash. */
async function trashForgotten(
  house: Transaction,
  { before, now }: { before: Temporal.Instant; now: Temporal.Instant },
): Promise<number> {
  const { db, actor } = house;
  const { workspaceId } = actor;
  const limit = before.toString();
  const { rows } = await sql<{ id: string; audience: string }>`
    update parties p set trashed_at = ${now.toString()}, trashed_by = null, version = version + 1
    where p.workspace_id = ${workspaceId} and p.kind = 'person' and p.trashed_at is null
      and p.updated_at < ${limit} and not p.roles && ${standing}::text[]
      and coalesce(p.last_contact_at < ${limit}, true)
      -- The shared field leaves out what is private to somebody; that counts here.
      and not exists (select from participants x where x.workspace_id = p.workspace_id
        and x.party_id = p.id and x.occurred_at >= ${limit})
      and not exists (select from party_emails e
        join seen_addresses s on s.workspace_id = e.workspace_id and s.address = e.address
        join participants x on x.workspace_id = s.workspace_id and x.address_id = s.id
        where e.workspace_id = p.workspace_id and e.party_id = p.id and x.occurred_at >= ${limit})
    returning p.id, p.audience`.execute(db);
  for (let at = 0; at < rows.length; at += atOnce) {
    const some = rows.slice(at, at + atOnce);
    const ids = some.map(({ id }) => id);
    await clearProjection(house, ids);
    await clearValues(house, ids);
    await recordInBulk(
      house,
      some.map(({ id, audience }) => ({
        subject: 'person',
        subjectId: id,
        audience,
        verb: 'trashed',
        particulars: { retention: true },
      })),
    );
  }
  return rows.length;
}

/** What happened when stays, sealed as it is; who it was about does not. */
async function forgetNames(
  { db, actor }: Transaction,
  { before }: { before: Temporal.Instant },
): Promise<number> {
  const { numAffectedRows } = await sql`
    update audit_entries set said = null, salt = null
    where workspace_id = ${actor.workspaceId} and at < ${before.toString()} and said is not null
      and position is not null`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
