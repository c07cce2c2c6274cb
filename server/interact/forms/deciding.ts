import { z } from 'zod';
import { Answers, type Doubt, type SubmissionView } from '../../../shared/interact/forms.ts';
import { Id } from '../../../shared/platform/values.ts';
import { suppressedAmong } from '../../identify/privacy/suppression.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { record } from '../../platform/events/events.ts';
import { undoable } from '../../platform/events/undo.ts';
import { admit } from './admitting.ts';
import { answersInWords, pageOf } from './asking.ts';
import { AddressBlocked, SubmissionNotFound } from './errors.ts';
import { askedBy, type FormRow } from './forms.ts';
import { standing } from './keeping.ts';

const mostShown = 200;
/** What nobody has decided about goes after a season, and so does the memory of what came. */
const keptDays = 90;

/** What was kept apart, newest first. */
export async function doubtfulOf(
  transaction: Transaction,
  formId: string,
): Promise<SubmissionView[]> {
  const { db, actor } = transaction;
  const form = await standing(transaction, formId);
  const { questions } = await pageOf(transaction, askedBy(form));
  const rows = await db
    .selectFrom('form_submissions')
    .select(['id', 'reasons', 'answers', 'arrived_at'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('form_id', '=', formId)
    .where('state', '=', 'doubtful')
    .orderBy('arrived_at', 'desc')
    .limit(mostShown)
    .execute();
  return rows.map(({ id, reasons, answers, arrived_at }) => ({
    id,
    reasons: reasons as Doubt[],
    answers: answersInWords(questions, Answers.parse(answers).values),
    arrivedAt: arrived_at.toString(),
  }));
}

/** Somebody looked, and it is from a person: it has its effect now, as if it had never been doubted. */
export async function letIn(transaction: Transaction, id: string): Promise<{ event: string }> {
  const { form, answers } = await waiting(transaction, id);
  const { email = '' } = answers.values;
  if ((await suppressedAmong(transaction, [email.toLowerCase()])).size > 0)
    throw new AddressBlocked();
  const page = await pageOf(transaction, askedBy(form));
  await asHouse(transaction, (house) => admit(house, { form, page, submissionId: id, answers }));
  return tell(transaction, form, id, 'answer let in');
}

/** It is rubbish, and is put away; it can be brought back while it is kept. */
export async function putAway(transaction: Transaction, id: string): Promise<{ event: string }> {
  const { form } = await waiting(transaction, id);
  await setState(transaction, id, 'doubtful', 'dismissed');
  return tell(transaction, form, id, 'answer put away');
}

export function registerAnswerUndo(): void {
  undoable('form', 'answer put away', async (transaction, { subjectId, particulars }) => {
    const { submission } = z.object({ submission: Id }).parse(particulars);
    await setState(transaction, submission, 'dismissed', 'doubtful');
    return tell(
      transaction,
      await standing(transaction, subjectId),
      submission,
      'answer brought back',
    );
  });
}

async function waiting(
  transaction: Transaction,
  id: string,
): Promise<{ form: FormRow; answers: Answers }> {
  const { db, actor } = transaction;
  const row = await db
    .selectFrom('form_submissions')
    .select(['form_id', 'answers'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .where('state', '=', 'doubtful')
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new SubmissionNotFound();
  return { form: await standing(transaction, row.form_id), answers: Answers.parse(row.answers) };
}

async function setState(
  { db, actor }: Transaction,
  id: string,
  from: string,
  to: string,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('form_submissions')
    .set({ state: to })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .where('state', '=', from)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new SubmissionNotFound();
}

async function tell(
  transaction: Transaction,
  { id, audience, title }: FormRow,
  submission: string,
  verb: string,
): Promise<{ event: string }> {
  const [event] = await record(transaction, {
    subject: 'form',
    subjectId: id,
    audience,
    verb,
    particulars: { title, submission },
  });
  return { event: event! };
}

export async function forgetSubmissions({ db, actor }: Transaction): Promise<void> {
  await db
    .deleteFrom('form_submissions')
    .where('workspace_id', '=', actor.workspaceId)
    .where('arrived_at', '<', Temporal.Now.instant().subtract({ hours: keptDays * 24 }))
    .execute();
}
