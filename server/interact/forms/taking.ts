import { sql } from 'kysely';
import { normaliseEmail } from '../../../shared/identify/addresses.ts';
import { type Answers, type Doubt, doubtsAbout } from '../../../shared/interact/forms.ts';
import { Refusal } from '../../../shared/platform/errors.ts';
import { suppressedAmong } from '../../identify/privacy/suppression.ts';
import { asActor, asHouse, systemActor, type Transaction } from '../../platform/access/actor.ts';
import { nextId } from '../../platform/database/ids.ts';
import { announce } from '../../platform/events/events.ts';
import type { House } from '../../platform/house.ts';
import { admit } from './admitting.ts';
import type { FormPage } from './asking.ts';
import { confirmArrival } from './confirming.ts';
import type { FormRow } from './forms.ts';
import { contentMark, type ReadTicket } from './tickets.ts';

interface Sent {
  form: FormRow;
  page: FormPage;
  ticket: ReadTicket;
  answers: Answers;
  trap: string;
}

/**
 * Takes what a page was sent with, once: a second press of the same page is the first one again. What looks
 * like a machine's is kept apart with all it says.
 */
export async function takeSubmission(
  house: House,
  sent: Sent,
): Promise<'taken' | 'sent otherwise'> {
  try {
    return await take(house, sent);
  } catch (error) {
    // Somebody here wrote the same person down, or changed them, at this very moment.
    if (!(error instanceof Refusal && error.status === 409)) throw error;
    return take(house, sent);
  }
}

async function take(
  house: House,
  { form, page, ticket, answers, trap }: Sent,
): Promise<'taken' | 'sent otherwise'> {
  const mark = contentMark(answers.values);
  // What goes out to confirm it is the keeper's own mail.
  const keeper = await house.actors.find(form.keeper_id, form.workspace_id);
  const actor = keeper && !keeper.readOnly ? keeper : systemActor(form.workspace_id);
  return asActor(house.db, actor, async (transaction) => {
    const done = await asHouse(transaction, async (inside) => {
      // Nobody here did it, so that nobody is left out when it is told.
      const arriving: Transaction = { ...inside, actor: systemActor(form.workspace_id) };
      const id = nextId();
      const isFirst = await noteArrival(arriving, { id, form, ticket: ticket.name, mark });
      if (!isFirst) return await sameAs(arriving, form, ticket.name, mark);
      const reasons = await reasonsToDoubt(arriving, { form, ticket, answers, trap, mark });
      if (reasons.length > 0) await keepApart(arriving, { id, reasons, answers });
      else await admit(arriving, { form, page, submissionId: id, answers });
      await announce(arriving, {
        subject: 'form',
        id: form.id,
        audience: form.audience,
        verb: 'arrived',
      });
      return reasons.length > 0 ? ('apart' as const) : ('admitted' as const);
    });
    if (done === 'admitted' && transaction.actor.kind === 'user')
      await confirmArrival(transaction, house, { form, answers, ticket: ticket.name });
    // Whoever sends rubbish learns nothing of how it was told from the rest.
    return done === 'sent otherwise' ? done : 'taken';
  });
}

interface Arrival {
  id: string;
  form: FormRow;
  ticket: string;
  mark: string;
}

/** Whether it is the first of its page; of many at once the others wait until that is decided. */
async function noteArrival(
  { db, actor }: Transaction,
  { id, form, ticket, mark }: Arrival,
): Promise<boolean> {
  const { rows } = await sql`
    insert into form_submissions (workspace_id, id, form_id, audience, ticket, content_hash, state)
    values (${actor.workspaceId}, ${id}, ${form.id}, ${form.audience}, ${ticket}, ${mark}, 'taken')
    on conflict (workspace_id, form_id, ticket) do nothing returning id`.execute(db);
  return rows.length > 0;
}

async function sameAs(
  { db, actor }: Transaction,
  form: FormRow,
  ticket: string,
  mark: string,
): Promise<'known' | 'sent otherwise'> {
  const first = await db
    .selectFrom('form_submissions')
    .select('content_hash')
    .where('workspace_id', '=', actor.workspaceId)
    .where('form_id', '=', form.id)
    .where('ticket', '=', ticket)
    .executeTakeFirst();
  return first?.content_hash === mark ? 'known' : 'sent otherwise';
}

async function reasonsToDoubt(
  transaction: Transaction,
  { form, ticket, answers, trap, mark }: Omit<Sent, 'page'> & { mark: string },
): Promise<Doubt[]> {
  const { db, actor } = transaction;
  const address = normaliseEmail(answers.values.email ?? '')!;
  const { rows } = await sql<{ alike: boolean }>`
    select count(*) > 1 as alike from form_submissions
    where workspace_id = ${actor.workspaceId} and form_id = ${form.id} and content_hash = ${mark}
      and arrived_at > now() - interval '1 day'`.execute(db);
  const blocked = await suppressedAmong(transaction, [address]);
  return [
    ...doubtsAbout({ trap, seconds: ticket.seconds, values: answers.values }),
    ...(rows[0]?.alike ? (['repeated'] as const) : []),
    ...(blocked.size > 0 ? (['blocked'] as const) : []),
  ];
}

async function keepApart(
  { db, actor }: Transaction,
  { id, reasons, answers }: { id: string; reasons: Doubt[]; answers: Answers },
): Promise<void> {
  await db
    .updateTable('form_submissions')
    .set({ state: 'doubtful', reasons, answers: JSON.stringify(answers) })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .execute();
}
