import { z } from 'zod';
import { ConsentChannel, LegalGround } from '../../../shared/identify/consent.ts';
import { Id } from '../../../shared/platform/values.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { undoable } from '../../platform/events/undo.ts';
import { carryOver } from '../duplicates/carrying.ts';
import { PurposeNotFound } from './errors.ts';
import { changePurpose, findPurpose } from './purposes.ts';
import { retractConsents } from './recording.ts';

const Entries = z.object({ entries: z.array(Id).min(1) });
const Before = z.object({
  name: z.string().nullable(),
  about: z.string(),
  ground: LegalGround,
  channels: z.array(ConsentChannel),
  retired: z.boolean(),
});

/** What was said to either record was said by the one person that both are. */
export function registerConsents(): void {
  carryOver({ table: 'consents', column: 'party_id', key: ['id'] });
  for (const verb of ['consent given', 'consent refused', 'consent withdrawn']) {
    undoable('person', verb, (transaction, { particulars }) =>
      retractConsents(transaction, Entries.parse(particulars).entries),
    );
  }
  undoable('consent purpose', 'added', async (transaction, { subjectId }) =>
    changePurpose(transaction, subjectId, {
      retired: true,
      version: (await findPurpose(transaction, subjectId)).version,
    }),
  );
  undoable('consent purpose', 'changed', async (transaction, { id, subjectId, before }) => {
    const key = await keyOf(transaction, subjectId);
    const { version } = await findPurpose(transaction, key);
    return changePurpose(transaction, key, { ...Before.parse(before), version }, id);
  });
}

async function keyOf({ db, actor }: Transaction, id: string): Promise<string> {
  const purpose = await db
    .selectFrom('consent_purposes')
    .select('key')
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!purpose) throw new PurposeNotFound();
  return purpose.key;
}
