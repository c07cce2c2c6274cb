import { sql } from 'kysely';
import { z } from 'zod';
import { Id } from '../../../shared/platform/values.ts';
import { carryOver } from '../../identify/duplicates/carrying.ts';
import { strikeOut } from '../../identify/privacy/needles.ts';
import { file } from '../../identify/privacy/parties.ts';
import {
  type Disclosed,
  type Person,
  registerPersonalData,
} from '../../identify/privacy/registry.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { undoable, undoableByOthers } from '../../platform/events/undo.ts';
import { type Archiving, registerArchiveFile } from '../../platform/exporting/parts.ts';
import { switchPage } from './links.ts';
import { reopenAct } from './settling.ts';

const OfPage = z.object({ page: Id });
const OfAct = z.object({ act: Id, edited: Id.optional() });

/** What this room has to say to the others: undo, merges, and the archive of everything. */
export function registerPrivatePages(): void {
  for (const [verb, isOn] of [
    ['page made', false],
    ['page revoked', true],
    ['page opened', false],
  ] as const) {
    undoable('person', verb, (transaction, { particulars }) =>
      switchPage(transaction, OfPage.parse(particulars).page, isOn),
    );
  }
  undoable('person', 'page act settled', (transaction, { particulars }) => {
    const { act, edited } = OfAct.parse(particulars);
    return reopenAct(transaction, act, edited);
  });
  undoableByOthers('person', 'page made', 'page revoked', 'page opened');
  carryOver({ table: 'page_acts', column: 'party_id', key: ['id'] });
  registerArchiveFile(
    'private-pages.ndjson',
    {
      en: 'What people asked of you by their own pages, and what was answered, for programs: one JSON object a line.',
      de: 'Worum Menschen Sie über ihre eigene Seite gebeten haben und was geantwortet wurde, für Programme: ein JSON-Objekt je Zeile.',
    },
    actLines,
  );
}

export function registerPrivatePageData(): void {
  registerPersonalData({
    tables: {
      private_pages:
        'Links for them to what we hold, without the address; disclosed, go with the record.',
      page_acts:
        'What they asked by such a link; disclosed, goes with the record. Words that name others are struck.',
    },
    disclose,
    erase: async (house, { needles }) => ({
      struck: await strikeOut(house, needles, { table: 'page_acts', texts: ['said', 'answer'] }),
    }),
  });
}

async function* disclose(
  { db, actor }: Transaction,
  { partyIds }: Person,
): AsyncGenerator<Disclosed> {
  const theirs = sql`workspace_id = ${actor.workspaceId} and party_id = any (${partyIds}::uuid[])`;
  const { rows: links } = await sql`
    select made_at, expires_at, revoked_at from private_pages where ${theirs} order by made_at`.execute(
    db,
  );
  const { rows: asked } = await sql`
    select kind, said, purpose, channel, at, outcome, answer, settled_at from page_acts
    where ${theirs} order by at, id`.execute(db);
  yield file(
    'your-page.json',
    { links, asked },
    {
      en: 'The private links we made for you, and what you asked by them.',
      de: 'Die privaten Links, die wir für Sie gemacht haben, und worum Sie damit gebeten haben.',
    },
  );
}

async function* actLines({ read, watch }: Archiving): AsyncGenerator<string> {
  const rows = await read(
    async ({ db, actor }) =>
      (
        await sql<object>`
        select party_id as person, kind, said, purpose, channel, at::text as at, outcome, answer,
          settled_at::text as "settledAt"
        from page_acts where workspace_id = ${actor.workspaceId} order by at, id`.execute(db)
      ).rows,
  );
  const lines = async function* () {
    yield* rows;
  };
  for await (const line of watch(lines())) yield `${JSON.stringify(line)}\n`;
}
