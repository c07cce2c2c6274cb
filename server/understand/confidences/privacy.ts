import { sql } from 'kysely';
import { strikeOut } from '../../identify/privacy/needles.ts';
import { file } from '../../identify/privacy/parties.ts';
import {
  type Disclosed,
  type Person,
  registerPersonalData,
} from '../../identify/privacy/registry.ts';
import type { Transaction } from '../../platform/access/actor.ts';

/** What was confided. Nothing is kept that could not be shown, so all of it is. */
export function registerConfidenceData(): void {
  registerPersonalData({
    tables: {
      confidences:
        'What is sensitive, for named confidants; disclosed, goes with the record. Words that name others are struck.',
    },
    disclose,
    erase: async (house, { needles }) => ({
      struck: await strikeOut(house, needles, {
        table: 'confidences',
        texts: ['detail', 'ground_note'],
      }),
    }),
  });
}

async function* disclose(
  { db, actor }: Transaction,
  { partyIds }: Person,
): AsyncGenerator<Disclosed> {
  const { rows } = await sql`
    select c.subject, c.detail, c.ground, c.ground_note, c.told_by, c.stated_at,
      (select coalesce(json_agg(u.name order by u.name), '[]') from users u
        where u.workspace_id = c.workspace_id and u.id = any (c.confidants)) as known_to
    from confidences c
    where c.workspace_id = ${actor.workspaceId} and c.party_id = any (${partyIds}::uuid[])
    order by c.stated_at, c.id`.execute(db);
  yield file('confidences.json', rows, {
    en: 'What is sensitive, on which ground we keep it, and who alone may know it.',
    de: 'Was heikel ist, auf welcher Grundlage wir es aufbewahren und wer allein es wissen darf.',
  });
}
