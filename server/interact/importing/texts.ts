import { sql } from 'kysely';
import { foldForSearch } from '../../../shared/platform/folding.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import type { Importing } from '../../platform/import/registry.ts';

export interface CapturedText {
  activityId: string;
  at: Temporal.Instant;
  subject: string | null;
  preview: string;
  body: string;
  html: string | null;
  place: string | null;
}

/** Beyond this much text a search finds nothing more. */
const longestSearched = 100_000;

/** Writes the texts of many activities; the words are indexed by the database in the same statement. */
export async function writeTexts(
  { db, actor }: Transaction,
  { reach }: Importing,
  texts: CapturedText[],
): Promise<void> {
  if (texts.length === 0) return;
  const rows = texts.map((text) => {
    const subject = foldForSearch(text.subject ?? '').slice(0, 500);
    return {
      workspace_id: actor.workspaceId,
      activity_id: text.activityId,
      audience: reach.audience,
      occurred_at: text.at,
      subject: text.subject,
      preview: text.preview,
      body: text.body,
      html: text.html,
      place: text.place,
      subject_folded: subject,
      words: `${subject} ${foldForSearch(text.body.slice(0, longestSearched))}`,
    };
  });
  await sql`
    insert into activity_texts (workspace_id, activity_id, audience, occurred_at, subject, preview, body, html,
      place, subject_folded, search)
    select workspace_id, activity_id, audience, occurred_at, subject, preview, body, html, place, subject_folded,
      to_tsvector('simple', words)
    from json_to_recordset(${JSON.stringify(rows).replaceAll('\\u0000', '')}::json) as t (
      workspace_id uuid, activity_id uuid, audience uuid, occurred_at timestamptz, subject text, preview text,
      body text, html text, place text, subject_folded text, words text)`.execute(db);
}
