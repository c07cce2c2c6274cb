import { sql } from 'kysely';
import { strikeOut } from '../../identify/privacy/needles.ts';
import { file } from '../../identify/privacy/parties.ts';
import {
  type Disclosed,
  type Person,
  registerPersonalData,
} from '../../identify/privacy/registry.ts';
import type { Transaction } from '../../platform/access/actor.ts';

/** What strangers sent through forms and nobody has let in yet, and what they booked; what was let in is an entry. */
export function registerFormData(): void {
  registerPersonalData({
    tables: {
      booking_names: 'What the pages of colleagues are called; no person outside.',
      booking_pages: 'When colleagues may be booked; no person outside.',
      bookings:
        'Which meetings were booked by their guests, and a sealed mark of who; goes with the meeting.',
      forms: 'What is asked on web sites; no person outside.',
      form_submissions:
        'That something came, without content; of what waits for a decision what was typed: disclosed, deleted. What others sent is struck.',
    },
    disclose,
    erase,
  });
}

const theirs = ({ addresses }: Person) =>
  sql`lower(answers -> 'values' ->> 'email') = any (${addresses}::text[])`;

async function erase(house: Transaction, person: Person): Promise<Record<string, number>> {
  const { db, actor } = house;
  const { numAffectedRows } = await sql`
    delete from form_submissions where workspace_id = ${actor.workspaceId} and answers is not null
      and ${theirs(person)}`.execute(db);
  return {
    answers: Number(numAffectedRows ?? 0n),
    struck: await strikeOut(house, person.needles, {
      table: 'form_submissions',
      json: ['answers'],
    }),
  };
}

async function* disclose({ db, actor }: Transaction, person: Person): AsyncGenerator<Disclosed> {
  const { rows } = await sql`
    select f.title as form, s.arrived_at, s.answers -> 'values' as answers
    from form_submissions s
      join forms f on f.workspace_id = s.workspace_id and f.id = s.form_id
    where s.workspace_id = ${actor.workspaceId} and s.answers is not null and ${theirs(person)}
    order by s.arrived_at, s.id`.execute(db);
  yield file('forms.json', rows, {
    en: 'What was sent in your name through a form of ours and has not been looked at yet.',
    de: 'Was in Ihrem Namen über ein Formular von uns gesendet wurde und noch niemand angesehen hat.',
  });
}
