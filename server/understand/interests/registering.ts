import { sql } from 'kysely';
import { carryOver } from '../../identify/duplicates/carrying.ts';
import { strikeOut } from '../../identify/privacy/needles.ts';
import { file } from '../../identify/privacy/parties.ts';
import {
  type Disclosed,
  type Leavings,
  type Person,
  registerPersonalData,
} from '../../identify/privacy/registry.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { type Archiving, registerArchiveFile } from '../../platform/exporting/parts.ts';
import { registerAmbitionUndo } from './ambition.ts';
import { registerNodeUndo, viewTaxonomy } from './arranging.ts';
import { ownInterests, registerOwnInterestUndo } from './own.ts';
import { listSeeds, registerSeedUndo } from './seeds.ts';
import { registerUseUndo } from './using.ts';

/** What this room has to say to the others: undo, merges, erasure and the archive of everything. */
export function registerInterests(): void {
  registerNodeUndo();
  registerOwnInterestUndo();
  registerSeedUndo();
  registerAmbitionUndo();
  registerUseUndo();
  carryOver({ table: 'ambitions', column: 'party_id', key: ['id'], onceFor: ['user_id'] });
  carryOver({ table: 'seed_uses', column: 'party_id', key: ['id'], onceFor: ['seed_id'] });
  carryOver({ table: 'topics_left_alone', column: 'party_id', key: ['id'], onceFor: ['node'] });
  registerInterestPart();
}

export function registerInterestData(): void {
  registerPersonalData({
    tables: {
      interest_nodes: 'What the company calls interests; struck.',
      own_interests: 'What colleagues are interested in themselves; struck.',
      ambitions: 'How close colleagues mean to come to them; goes with the record.',
      seeds: 'What colleagues could tell of themselves; struck.',
      seed_uses: 'What was volunteered to them; disclosed, and goes with the record.',
      topics_left_alone: 'What nobody brings up with them; disclosed, and goes with the record.',
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
  const { rows } = await sql<{ id: string }>`
    select id from ambitions
    where workspace_id = ${actor.workspaceId} and party_id = any (${partyIds}::uuid[])
    union all select id from seed_uses
    where workspace_id = ${actor.workspaceId} and party_id = any (${partyIds}::uuid[])`.execute(db);
  for (const { id } of rows) subjects.add(id);
  return {
    struck:
      (await strikeOut(house, needles, { table: 'own_interests', texts: ['text'] })) +
      (await strikeOut(house, needles, { table: 'seeds', texts: ['text', 'name'] })) +
      (await strikeOut(house, needles, { table: 'interest_nodes', texts: ['english', 'german'] })),
  };
}

async function* disclose(
  { db, actor }: Transaction,
  { partyIds }: Person,
): AsyncGenerator<Disclosed> {
  const { rows: told } = await sql`
    select s.text, x.outcome, x.used_at, u.name as by
    from seed_uses x
      join seeds s on s.workspace_id = x.workspace_id and s.id = x.seed_id
      left join users u on u.workspace_id = x.workspace_id and u.id = x.user_id
    where x.workspace_id = ${actor.workspaceId} and x.party_id = any (${partyIds}::uuid[])
    order by x.used_at, x.id`.execute(db);
  yield file('volunteered.json', told, {
    en: 'What our people have told you of themselves or of us, as far as we noted it.',
    de: 'Was unsere Leute Ihnen von sich oder von uns erzählt haben, soweit wir es notiert haben.',
  });
  const { rows: alone } = await sql`
    select node, said_at from topics_left_alone
    where workspace_id = ${actor.workspaceId} and party_id = any (${partyIds}::uuid[])
    order by said_at, id`.execute(db);
  yield file('topics-left-alone.json', alone, {
    en: 'Topics that we do not bring up with you.',
    de: 'Themen, die wir bei Ihnen nicht ansprechen.',
  });
}

/** One’s own interests and seeds and the company’s taxonomy, in an archive of everything. */
function registerInterestPart(): void {
  registerArchiveFile(
    'interests.ndjson',
    {
      en: 'Your own interests, what you could volunteer, and the interests that your company has named, for programs: one JSON object a line.',
      de: 'Ihre eigenen Interessen, was Sie von sich erzählen könnten, und die Interessen, die Ihre Firma benannt hat, für Programme: ein JSON-Objekt je Zeile.',
    },
    interestLines,
  );
}

async function* interestLines({ read, watch }: Archiving): AsyncGenerator<string> {
  const lines = async function* () {
    for (const interest of await read(ownInterests)) yield { kind: 'interest', ...interest };
    for (const seed of await read((transaction) => listSeeds(transaction)))
      yield { kind: 'seed', ...seed };
    for (const node of (await read(viewTaxonomy)).nodes)
      if (node.version > 0) yield { kind: 'node', ...node };
  };
  for await (const line of watch(lines())) yield `${JSON.stringify(line)}\n`;
}
