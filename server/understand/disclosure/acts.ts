import { sql } from 'kysely';
import type { Topic } from '../../../shared/identify/statements.ts';
import type { PageActKind, SettlementOutcome } from '../../../shared/understand/page-rules.ts';
import type { PageActView } from '../../../shared/understand/private-pages.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { correctedValue } from './values.ts';

export interface Act {
  id: string;
  kind: PageActKind;
  statement_id: string | null;
  said: string;
  purpose: string | null;
  channel: string | null;
  at: Temporal.Instant;
  outcome: SettlementOutcome | null;
  answer: string;
}

const mostActs = 100;

/** What somebody did by their own page, newest first. */
export async function actsOf({ db, actor }: Transaction, partyId: string): Promise<Act[]> {
  const { rows } = await sql<Act>`
    select id, kind, statement_id, said, purpose, channel, at, outcome, answer from page_acts
    where workspace_id = ${actor.workspaceId} and party_id = ${partyId}
    order by at desc, id limit ${sql.lit(mostActs)}`.execute(db);
  return rows;
}

/** The same for whoever answers, with the value as it stands. */
export async function viewActs(
  { db, actor }: Transaction,
  partyId: string,
): Promise<PageActView[]> {
  const { rows } = await sql<
    Act & { settled_by: string | null; topic: Topic | null; value: unknown; text: string | null }
  >`
    select a.id, a.kind, a.statement_id, a.said, a.purpose, a.channel, a.at, a.outcome, a.answer,
      u.name as settled_by, s.topic, s.value,
      case when s.superseded_at is null then coalesce(s.value ->> 'text', s.value ->> 'display', s.value ->> 'companyName',
        case jsonb_typeof(s.value) when 'string' then s.value #>> '{}' end, s.value_key) end as text
    from page_acts a
    left join users u on u.workspace_id = a.workspace_id and u.id = a.settled_by
    left join statements s on s.workspace_id = a.workspace_id and s.id = a.statement_id
    where a.workspace_id = ${actor.workspaceId} and a.party_id = ${partyId}
    order by a.at desc, a.id limit ${sql.lit(mostActs)}`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    at: row.at.toString(),
    value: row.topic && row.text !== null ? { topic: row.topic, text: row.text } : null,
    said: row.said,
    purpose: row.purpose,
    outcome: row.outcome,
    answer: row.answer,
    settledBy: row.settled_by,
    takesOver:
      row.topic !== null &&
      row.text !== null &&
      correctedValue(row.topic, row.value, row.said) !== undefined,
  }));
}
