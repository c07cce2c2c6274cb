import { sql } from 'kysely';
import { splitText } from '../../../shared/interact/mail/quoting.ts';
import { foldForSearch } from '../../../shared/platform/folding.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { stage } from '../../platform/database/bulk.ts';
import { type Importing, readersOfContent } from '../../platform/import/registry.ts';

export type CapturedText = {
  subject: string | null;
  preview: string;
  body: string;
  html: string | null;
  place: string | null;
  subject_folded: string;
  /** What a search finds; the database makes its index words of it. */
  words: string;
};

const longestText = 500_000;
/** Beyond this much text a search finds nothing more. */
const longestSearched = 100_000;

/** The text of an activity as it is kept and found; needs no database. */
export function captureText(text: {
  subject: string;
  body: string;
  html?: string | null;
  place?: string;
}): CapturedText {
  const subject = storable(text.subject).slice(0, 2_000);
  const body = storable(text.body);
  const folded = foldForSearch(subject).slice(0, 500);
  return {
    subject: subject || null,
    preview: splitText(body).preview,
    body: body.slice(0, longestText),
    html: text.html ? storable(text.html) : null,
    place: text.place ? storable(text.place) : null,
    subject_folded: folded,
    words: `${folded} ${foldForSearch(body.slice(0, longestSearched))}`,
  };
}

/** The database keeps every character but this one. */
function storable(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '') : text;
}

/** Writes the texts of many activities; the words are indexed by the database in the same statement. */
export async function writeTexts(
  { db, actor }: Transaction,
  importing: Importing,
  texts: (CapturedText & { activity_id: string; occurred_at: Temporal.Instant })[],
): Promise<void> {
  const [first] = texts;
  if (!first) return;
  const staging = await stage(db, 'activity_texts', Object.keys(first), texts, ['words']);
  await sql`
    insert into activity_texts (workspace_id, activity_id, audience, occurred_at, subject, preview, body, html,
      place, subject_folded, search)
    select ${actor.workspaceId}::uuid, activity_id, ${readersOfContent(importing)}::uuid, occurred_at, subject, preview, body, html,
      place, subject_folded, to_tsvector('simple', words)
    from ${sql.table(staging)}`.execute(db);
}
