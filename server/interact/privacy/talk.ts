import { sql } from 'kysely';
import { strikeOut } from '../../identify/privacy/needles.ts';
import { file } from '../../identify/privacy/parties.ts';
import {
  type Disclosed,
  type Leavings,
  type Person,
  registerPersonalData,
} from '../../identify/privacy/registry.ts';
import type { Transaction } from '../../platform/access/actor.ts';

/** What colleagues say to each other about people, and whom it is told. */
export function registerTalkData(): void {
  registerPersonalData({
    tables: {
      comments:
        'What colleagues say about them; disclosed, deleted. Comments on others are struck.',
      follows: 'Who wants to hear of the record; goes with it.',
      notifications: 'Who was told of the record, without words; goes with it.',
      handovers: 'What is said when relationships change hands; struck.',
      handover_items: 'Which records change hands; goes with the record.',
      digests: 'When colleagues want their own day by e-mail; no person.',
      notification_choices: 'Of what colleagues want to hear nothing; no person.',
    },
    disclose,
    erase,
  });
}

async function erase(
  house: Transaction,
  { partyIds, needles }: Person,
  { subjects }: Leavings,
): Promise<Record<string, number>> {
  const { db, actor } = house;
  // On the records, and on what they wrote to others as well, of which only the shell stays.
  const { rows } = await sql<{ id: string }>`
    delete from comments where workspace_id = ${actor.workspaceId}
      and (party_id = any (${partyIds}::uuid[]) or activity_id = any (${[...subjects]}::uuid[]))
    returning id`.execute(db);
  for (const { id } of rows) subjects.add(id);
  const struck =
    (await strikeOut(house, needles, { table: 'comments', texts: ['text'] })) +
    (await strikeOut(house, needles, { table: 'handovers', texts: ['note', 'answer'] }));
  return { comments: rows.length, struck };
}

async function* disclose(
  { db, actor }: Transaction,
  { partyIds }: Person,
): AsyncGenerator<Disclosed> {
  const { rows } = await sql`
    select c.text, u.name as by, c.written_at, c.edited_at, c.removed_at
    from comments c left join users u on u.workspace_id = c.workspace_id and u.id = c.author_id
    where c.workspace_id = ${actor.workspaceId} and c.party_id = any (${partyIds}::uuid[])
    order by c.id`.execute(db);
  yield file('comments.json', rows, {
    en: 'What our people have said to each other about you.',
    de: 'Was unsere Leute einander über Sie geschrieben haben.',
  });
}
