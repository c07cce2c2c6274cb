import { sql } from 'kysely';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import type { Importing } from '../../platform/import/registry.ts';
import { writeComment } from '../comments/writing.ts';
import type { PreparedMail } from '../importing/prepared-mail.ts';
import type { Handed } from './forwards.ts';

/** A mail as it is written, and how it was handed on where it was. */
export interface HandedMail extends PreparedMail {
  handed: Handed | null;
}

/** Programs tell a reader minutes, in a zone that may be another than that of whoever forwarded. */
const sameMinutes = 2;
const mostHoursApart = 15;
/** So many letters of two texts are the same mail. */
const sameLetters = 200;

/**
 * What was forwarded may be here already, from somebody's mailbox: then it is that mail. By its Message-ID where
 * it came whole; else by who wrote what about which subject, when, and in which words.
 */
export async function withKnownIdentities(
  transaction: Transaction,
  mails: readonly HandedMail[],
  { reach: { audience } }: Importing,
): Promise<HandedMail[]> {
  const found: HandedMail[] = [];
  for (const mail of mails) {
    const isTakenOut = mail.handed !== null && mail.handed.trouble === null;
    const identity = isTakenOut ? await identityHere(transaction, mail, audience) : null;
    found.push(identity === null ? mail : { ...mail, identity });
  }
  return found;
}

async function identityHere(
  { db, actor }: Transaction,
  { headers, participants, at, handed, text }: HandedMail,
  audience: string,
): Promise<string | null> {
  const author = participants.find(({ role }) => role === 'from')?.address.key ?? '';
  const here = sql`a.workspace_id = ${actor.workspaceId} and a.kind = 'email' and a.trashed_at is null
    and a.identity is not null and a.audience = any (${[actor.workspaceId, audience]}::uuid[])`;
  if (headers.message_id !== null) {
    const { rows } = await sql<{ identity: string }>`
      select a.identity from mails m
        join activities a on a.workspace_id = m.workspace_id and a.id = m.activity_id
      where m.workspace_id = ${actor.workspaceId} and m.message_id = ${headers.message_id} and ${here}
      order by a.id limit 1`.execute(db);
    if (rows[0]) return rows[0].identity;
  }
  if (!handed?.isRetold || at === null || headers.subject_key === null) return null;
  const { rows } = await sql<{ identity: string; at: Temporal.Instant; body: string }>`
    select a.identity, a.occurred_at as at, t.body
    from mails m
      join activities a on a.workspace_id = m.workspace_id and a.id = m.activity_id
      join activity_texts t on t.workspace_id = a.workspace_id and t.activity_id = a.id
      join participants p on p.workspace_id = a.workspace_id and p.activity_id = a.id and p.role = 'from'
      join seen_addresses s on s.workspace_id = p.workspace_id and s.id = p.address_id
    where m.workspace_id = ${actor.workspaceId} and m.subject_key = ${headers.subject_key}
      and m.occurred_at between ${at.subtract({ hours: mostHoursApart })} and ${at.add({ hours: mostHoursApart })}
      and s.address = ${author} and ${here}
    order by a.id limit 50`.execute(db);
  const same = rows.filter((row) => beginning(row.body) === beginning(text.body));
  const near = same.find((row) => Math.abs(row.at.since(at).total('minutes')) <= sameMinutes);
  return (near ?? same[0])?.identity ?? null;
}

const beginning = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .slice(0, sameLetters);

/** Keeps who handed a mail on, and what they remarked, once for each time they did. */
export async function keepHandedOn(
  transaction: Transaction,
  mails: readonly HandedMail[],
  activities: ReadonlyMap<string, string>,
): Promise<void> {
  for (const { handed, identity } of mails) {
    const id = activities.get(identity);
    if (!handed || !id) continue;
    const isNew = await asHouse(transaction, async ({ db, actor }) => {
      const { numAffectedRows } = await sql`
        update mails set forwards = array_append(forwards, ${handed.mark}),
          forwarded_by = case when ${handed.trouble}::text is null
            then coalesce(forwarded_by, ${handed.by.slice(0, 320)}) else forwarded_by end,
          forward_trouble = ${handed.trouble}
        where workspace_id = ${actor.workspaceId} and activity_id = ${id}
          and not ${handed.mark} = any (forwards)`.execute(db);
      return (numAffectedRows ?? 0n) > 0n;
    });
    if (!isNew || handed.trouble !== null || handed.note === '') continue;
    await remark(transaction, id, handed);
  }
}

/** A colleague's remark is said by the owner of the mailbox, with whose it is. */
async function remark(transaction: Transaction, id: string, { by, note }: Handed): Promise<void> {
  const { db, actor } = transaction;
  // Who wrote with whom may be shared where the text is not.
  const isShown = await db
    .selectFrom('mails')
    .select('activity_id')
    .where('workspace_id', '=', actor.workspaceId)
    .where('activity_id', '=', id)
    .executeTakeFirst();
  if (!isShown) return;
  const colleague = await db
    .selectFrom('users')
    .select(['id', 'name'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('email', '=', by)
    .executeTakeFirst();
  const isOwn = colleague === undefined || colleague.id === actor.userId;
  // What stands in a mail calls nobody.
  const said = note.replaceAll('@[', '@ [');
  const text = isOwn ? said : `${colleague.name}: ${said}`;
  await writeComment(transaction, { about: { activityId: id }, text: text.slice(0, 10_000) });
}
