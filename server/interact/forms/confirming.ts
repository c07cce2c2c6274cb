import { sql } from 'kysely';
import { normaliseEmail } from '../../../shared/identify/addresses.ts';
import type { Answers, FormLanguage } from '../../../shared/interact/forms.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import type { House } from '../../platform/house.ts';
import { escaped, sendConfirmation } from '../sending/automatic.ts';
import { listSenders } from '../sending/outgoing.ts';
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
  const html = (form.thanks || thanks)
    .split('\n')
    .map((line) => `<p>${escaped(line)}</p>`)
    .join('');
  await sendConfirmation(transaction, {
    from: form.confirm_from,
    address,
    subject: form.title,
    html,
  });
}
