import { sql } from 'kysely';
import { normaliseEmail } from '../../../shared/identify/addresses.ts';
import type { Answers, FormLanguage } from '../../../shared/interact/forms.ts';
import { Refusal } from '../../../shared/platform/errors.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import type { House } from '../../platform/house.ts';
import { markAutomatic } from '../sending/automatic.ts';
import { beginDraft } from '../sending/drafting.ts';
import { listSenders } from '../sending/outgoing.ts';
import { releaseMail } from '../sending/releasing.ts';
import type { FormRow } from './forms.ts';
import { addressMark } from './tickets.ts';
import { pageWords } from './words.ts';

/**
 * Tells the sender by mail that it arrived: an address gets one within an hour, whatever is sent in its name,
 * and nothing of what was typed, so that nobody writes to others through a form.
 */
export async function confirmArrival(
  transaction: Transaction,
  house: House,
  { form, answers, ticket }: { form: FormRow; answers: Answers; ticket: string },
): Promise<void> {
  if (!form.confirm_from) return;
  const senders = await listSenders(transaction);
  if (!senders.some(({ id }) => id === form.confirm_from)) return;
  const address = normaliseEmail(answers.values.email ?? '')!;
  const mark = addressMark(house, address);
  const { workspaceId } = transaction.actor;
  const isFirst = await asHouse(transaction, async ({ db }) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${mark}, 0))`.execute(db);
    const { rows } = await sql`
      update form_submissions s set confirmed_to = ${mark}
      where s.workspace_id = ${workspaceId} and s.form_id = ${form.id} and s.ticket = ${ticket}
        and not exists (select from form_submissions o where o.workspace_id = s.workspace_id
          and o.confirmed_to = ${mark} and o.arrived_at > now() - interval '1 hour')
      returning s.id`.execute(db);
    return rows.length > 0;
  });
  if (!isFirst) return;
  const { thanks } = pageWords[form.language as FormLanguage];
  await sql`savepoint confirming`.execute(transaction.db);
  try {
    const draft = await beginDraft(transaction, {
      from: form.confirm_from,
      to: [{ address, name: '' }],
      cc: [],
      bcc: [],
      subject: form.title,
      html: (form.thanks || thanks)
        .split('\n')
        .map((line) => `<p>${escaped(line)}</p>`)
        .join(''),
    });
    await markAutomatic(transaction, draft.id);
    await releaseMail(transaction, draft.id, { version: draft.version });
  } catch (error) {
    // Somebody who does not want to be written to is not; what they sent has arrived all the same.
    if (!(error instanceof Refusal)) throw error;
    await sql`rollback to savepoint confirming`.execute(transaction.db);
  }
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replaceAll(/[&<>"]/g, (sign) => entities[sign]!);
