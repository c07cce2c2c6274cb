import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { companyDomainOf, normaliseEmail } from '../../../shared/identify/addresses.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { StatementSource, Topic, TopicValue } from '../../../shared/identify/statements.ts';
import type { Answers } from '../../../shared/interact/forms.ts';
import { Refusal } from '../../../shared/platform/errors.ts';
import { recordConsent } from '../../identify/consent/recording.ts';
import { prepareFieldValue } from '../../identify/fields/values.ts';
import { type Reach, withCompany } from '../../identify/parties/affiliations.ts';
import { addParty } from '../../identify/parties/creation.ts';
import { usualAudience } from '../../identify/parties/usual-audience.ts';
import { otherLabel } from '../../identify/statements/projection.ts';
import {
  currentStatements,
  type NewStatement,
  state,
} from '../../identify/statements/statements.ts';
import { prepareValue } from '../../identify/statements/values.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { record } from '../../platform/events/events.ts';
import { workspaceCountry } from '../../platform/workspaces/workspaces.ts';
import { addActivity } from '../activities/writing.ts';
import { employerOf, isDomainKnown } from '../addresses/promotion.ts';
import { notify } from '../notifications/telling.ts';
import { answersInWords, type FormPage, numberIn, type Question } from './asking.ts';
import { askedBy, type FormRow } from './forms.ts';

interface Admitted {
  form: FormRow;
  page: FormPage;
  submissionId: string;
  answers: Answers;
}

/**
 * Lets in what somebody sent: an entry on the timeline of whoever is known by the address, or of somebody new.
 * Nothing known is overwritten, nobody is told anything that is known, and all of it has the entry as its source.
 */
export async function admit(
  house: Transaction,
  { form, page, submissionId, answers }: Admitted,
): Promise<void> {
  const { db, actor } = house;
  const address = normaliseEmail(answers.values.email ?? '')!;
  // Of two who are new under one address the second waits and finds the first.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`form ${actor.workspaceId} ${address}`}, 0))`.execute(
    db,
  );
  const activityId = randomUUIDv7();
  const told = await toldBy(house, page.questions, answers, { kind: 'activity', activityId });
  const known = await knownBy(house, form, address);
  const party = known ?? (await meet(house, form, address, told, answers));
  const lines = answersInWords(page.questions, answers.values);
  const { audience } = await addActivity(house, form.keeper_id, {
    id: activityId,
    kind: 'form',
    direction: 'in',
    partyIds: [party.id],
    subject: form.title,
    text: entryText(page.questions, answers, lines),
    visibility: form.visibility as 'everyone' | 'team',
    ...(form.visibility === 'team' ? { teamId: form.audience } : {}),
  });
  if (known?.kind === 'person') await learn(house, form, known, told);
  if (party.kind === 'person') await agree(house, form, party.id, page, answers);
  await db
    .updateTable('form_submissions')
    .set({ state: 'taken', reasons: [], answers: null, activity_id: activityId })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', submissionId)
    .execute();
  await notify(house, {
    kind: 'form',
    because: 'form',
    to: [...form.told, ...(known?.assigned_to ? [known.assigned_to] : [])],
    audience,
    activityId,
    bundle: activityId,
  });
}

type Party = NonNullable<Awaited<ReturnType<typeof knownBy>>>;

/** Who has this address, among those whom everybody sees who sees what comes through the form. */
async function knownBy({ db, actor }: Transaction, form: FormRow, address: string) {
  return db
    .selectFrom('party_emails')
    .innerJoin('parties', (join) =>
      join
        .onRef('parties.workspace_id', '=', 'party_emails.workspace_id')
        .onRef('parties.id', '=', 'party_emails.party_id'),
    )
    .select([
      'parties.id',
      'parties.kind',
      'parties.audience',
      'parties.version',
      'parties.assigned_to',
    ])
    .where('parties.workspace_id', '=', actor.workspaceId)
    .where('party_emails.address', '=', address)
    .where('parties.audience', 'in', [actor.workspaceId, form.audience])
    .where('parties.trashed_at', 'is', null)
    .where('parties.merged_into', 'is', null)
    .orderBy(sql`parties.audience = ${form.audience}`, 'desc')
    .orderBy('parties.kind', 'desc')
    .orderBy('parties.id')
    .limit(1)
    .forUpdate('parties')
    .executeTakeFirst();
}

/** What the sender said of themselves, in the form in which it is kept. What cannot be kept stays in the entry. */
async function toldBy(
  house: Transaction,
  questions: readonly Question[],
  { values }: Answers,
  source: StatementSource,
): Promise<NewStatement[]> {
  const country = await workspaceCountry(house);
  const told: NewStatement[] = [];
  const add = (
    topic: Topic,
    prepared: () => { value: unknown; valueKey: string },
    fieldId?: string,
  ) => {
    try {
      told.push({ topic, ...prepared(), basis: 'told', source, ...(fieldId ? { fieldId } : {}) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  };
  if (values.name) add('name', () => prepareValue('name', { display: values.name }, country));
  add('email', () => prepareValue('email', values.email, country));
  if (values.phone) add('phone', () => prepareValue('phone', values.phone, country));
  for (const { name, own } of questions) {
    const text = values[name];
    if (!own || text === undefined) continue;
    const given =
      own.type === 'number' ? numberIn(text) : own.type === 'boolean' ? text === 'yes' : text;
    add('field', () => prepareFieldValue(own, given), own.id);
  }
  return told;
}

/** Somebody new, as what the form takes them to be. */
async function meet(
  house: Transaction,
  form: FormRow,
  address: string,
  told: NewStatement[],
  { values }: Answers,
): Promise<Pick<Party, 'id' | 'kind' | 'audience'>> {
  const reach = await reachOf(house, form);
  const [{ source } = { source: { kind: 'person', userId: form.keeper_id } as const }] = told;
  const statements = [...told];
  const employer = await employerIn(house, address, values.company, reach);
  if (employer)
    statements.push({
      topic: 'affiliation',
      ...prepareValue('affiliation', await withCompany(house, employer, reach), ''),
      basis: values.company ? 'told' : 'assumed',
      source,
    });
  if (form.role)
    statements.push({
      topic: 'role',
      ...prepareValue('role', { role: form.role }, ''),
      basis: 'assumed',
      source,
    });
  const { id } = await addParty(house, 'person', reach, statements);
  return { id, kind: 'person', audience: reach.audience };
}

/** The company that has their domain counts more than how they write its name. */
async function employerIn(
  house: Transaction,
  address: string,
  companyName: string | undefined,
  reach: Reach,
): Promise<TopicValue<'affiliation'> | undefined> {
  const domain = companyDomainOf(address);
  if (domain && (!companyName || (await isDomainKnown(house, domain, reach))))
    return employerOf(house, domain, reach);
  return companyName ? { companyName, title: '', department: '' } : undefined;
}

/** Who sees them: as the form says, and fewer where the strategy keeps people of this kind from the others. */
async function reachOf(house: Transaction, form: FormRow): Promise<Reach> {
  const usual = await usualAudience(house, form.role ? [{ role: form.role }] : []);
  const isKept = usual.visibility !== 'everyone' && form.visibility === 'everyone';
  return {
    ownerId: form.keeper_id,
    visibility: isKept ? 'private' : form.visibility,
    audience: isKept ? form.keeper_id : form.audience,
  };
}

/**
 * What is new of somebody known. Where there is one place and it is taken, what was said stands beside it for
 * somebody to settle; an own field that holds another value keeps it. What fewer see adds nothing to a record
 * that more see.
 */
async function learn(
  house: Transaction,
  form: FormRow,
  party: Party,
  told: readonly NewStatement[],
): Promise<void> {
  if (party.audience !== form.audience) return;
  const current = await currentStatements(house, party.id);
  const { rows: held } = await sql<{ field_id: string }>`
    select field_id from statements where workspace_id = ${house.actor.workspaceId} and party_id = ${party.id}
      and topic = 'field' and superseded_at is null`.execute(house.db);
  const fresh = told.flatMap((one) => {
    const ofTopic = current.filter(({ topic }) => topic === one.topic);
    if (one.topic === 'field')
      return held.some(({ field_id }) => field_id === one.fieldId) ? [] : [one];
    if (ofTopic.some(({ valueKey }) => valueKey === one.valueKey)) return [];
    return [one.topic === 'name' && ofTopic.length > 0 ? { ...one, label: otherLabel } : one];
  });
  if (fresh.length === 0) return;
  const subject = {
    id: party.id,
    kind: party.kind as PartyKind,
    audience: party.audience,
    version: party.version,
  };
  const { ids } = await state(house, subject, fresh);
  await record(
    house,
    ...fresh.map(({ topic, value, fieldId }, at) => ({
      subject: party.kind,
      subjectId: party.id,
      audience: party.audience,
      verb: 'edited',
      ...(fieldId ? { fieldId } : {}),
      particulars: { topic, ...(fieldId ? { fieldId } : {}), stated: [ids[at]!], superseded: [] },
      after: { [topic]: value },
    })),
  );
}

/** To what they agreed, in the words they were shown. A purpose that was retired meanwhile allows nothing. */
async function agree(
  house: Transaction,
  form: FormRow,
  partyId: string,
  { asking }: FormPage,
  { agreed }: Answers,
): Promise<void> {
  const asked = new Set(asking.map(({ purpose }) => purpose));
  for (const { purpose, channels } of askedBy(form).purposes) {
    const said = agreed.find((one) => one.purpose === purpose);
    if (!said || !asked.has(purpose)) continue;
    await recordConsent(house, partyId, {
      purpose,
      channels,
      decision: 'given',
      wordingId: said.wordingId,
      source: 'form',
      note: form.title,
    });
  }
}

function entryText(
  questions: readonly Question[],
  { values }: Answers,
  lines: { label: string; value: string }[],
): string {
  const message = values.message;
  const asked = questions.find(({ name }) => name === 'message');
  const others = lines.filter(({ label, value }) => !(label === asked?.label && value === message));
  return [message, others.map(({ label, value }) => `${label}: ${value}`).join('\n')]
    .filter(Boolean)
    .join('\n\n');
}
