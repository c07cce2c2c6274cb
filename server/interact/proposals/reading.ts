import { companyKey } from '../../../shared/identify/company-names.ts';
import type { ActivityView } from '../../../shared/interact/activities.ts';
import type { Proposal, Proposals } from '../../../shared/interact/proposals/proposals.ts';
import { readSayings } from '../../../shared/interact/proposals/sayings.ts';
import {
  readSignature,
  type SignatureReading,
} from '../../../shared/interact/proposals/signature.ts';
import { affiliationsOf } from '../../identify/parties/affiliations.ts';
import { prepareValue } from '../../identify/statements/values.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import type { Files } from '../../platform/files/files.ts';
import { workspaceCountry } from '../../platform/workspaces/workspaces.ts';
import { viewActivity } from '../activities/activities.ts';
import { keyOf } from './keys.ts';
import { fromFiles } from './papers.ts';

/** Whoever wrote so long ago may sign otherwise today. */
const signatureDays = 90;
/** What was asked before that has been answered or forgotten. */
const sayingDays = 30;
const promiseDays = 7;

export interface Clock {
  zone: string;
  monthFirst: boolean;
}

type Participant = ActivityView['participants'][number];

/** All that a message says and nobody has answered yet. */
export async function proposalsOf(
  transaction: Transaction,
  files: Files,
  activityId: string,
  clock: Clock,
): Promise<Proposals> {
  const activity = await viewActivity(transaction, activityId);
  const { kind, touch, headersOnly, cancelled } = activity;
  if (kind !== 'email' || touch !== 'personal' || headersOnly || cancelled)
    return { rows: [], unread: [] };
  const body = activity.body.map(({ text }) => text).join('\n');
  const at = Temporal.Instant.from(activity.occurredAt);
  const age = at.until(Temporal.Now.instant()).total('hours') / 24;
  const author = activity.participants.find(({ role }) => role === 'from');
  const proposals: Proposal[] = [];
  if (author?.address && !author.ours && age <= signatureDays) {
    const signature = readSignature(body, { name: author.name ?? '', address: author.address });
    if (signature) proposals.push(...(await fromSignature(transaction, author, signature)));
  }
  const other = author?.ours
    ? activity.participants.find(({ role, partyId, ours }) => role === 'to' && partyId && !ours)
    : author;
  if (other?.partyId && age <= sayingDays) {
    const sayings = fromSayings(body, at.toZonedDateTimeISO(clock.zone), clock, other, author!);
    // A promise is seen by whoever sees the person, and would repeat what was kept from them.
    const isShared = activity.visibility === 'everyone';
    proposals.push(...sayings.filter(({ kind }) => isShared || kind !== 'promise'));
  }
  const papers = await fromFiles(transaction, files, activity, other, clock);
  proposals.unshift(...papers.rows);
  if (proposals.length === 0) return { rows: [], unread: papers.unread };
  const answered = await answeredKeys(transaction, activityId);
  return { rows: proposals.filter(({ key }) => !answered.has(key)), unread: papers.unread };
}

async function fromSignature(
  transaction: Transaction,
  { partyId, address, name }: Participant,
  signature: SignatureReading,
): Promise<Proposal[]> {
  const { company, phones } = signature;
  const title = signature.title ?? '';
  if (!partyId) {
    const known = signature.name ?? name;
    if (!known) return [];
    const newcomer = { name: known, address: address!, title, company, phones };
    return [{ kind: 'person', key: keyOf('person', address!), ...newcomer }];
  }
  const person = await transaction.db
    .selectFrom('parties')
    .select(['name', 'kind'])
    .where('workspace_id', '=', transaction.actor.workspaceId)
    .where('id', '=', partyId)
    .executeTakeFirst();
  if (person?.kind !== 'person') return [];
  const about = { partyId, partyName: person.name };
  const proposals: Proposal[] = [];
  const dialled = await unknownPhones(transaction, partyId, phones);
  for (const phone of dialled)
    proposals.push({ kind: 'phone', key: keyOf('phone', phone), ...about, phone });
  const work = await changedWork(transaction, partyId, title, company);
  if (work) proposals.push({ kind: 'work', ...about, ...work });
  return proposals;
}

async function unknownPhones(
  transaction: Transaction,
  partyId: string,
  phones: readonly string[],
): Promise<string[]> {
  if (phones.length === 0) return [];
  const country = await workspaceCountry(transaction);
  const rows = await transaction.db
    .selectFrom('statements')
    .select('value_key')
    .where('workspace_id', '=', transaction.actor.workspaceId)
    .where('party_id', '=', partyId)
    .where('topic', '=', 'phone')
    .execute();
  // One that was withdrawn is not proposed again either.
  const known = new Set(rows.map(({ value_key }) => value_key));
  return phones.filter((phone) => !known.has(prepareValue('phone', phone, country).valueKey));
}

/** A title or company other than those that stand there; a company is the same without its legal form. */
async function changedWork(
  transaction: Transaction,
  partyId: string,
  title: string,
  company: string | null,
): Promise<Omit<Extract<Proposal, { kind: 'work' }>, 'kind' | 'partyId' | 'partyName'> | null> {
  const present = (await affiliationsOf(transaction, 'person', partyId)).filter(({ to }) => !to);
  const same = (one: string, other: string) => companyKey(one) === companyKey(other);
  const at = company
    ? present.find(({ companyName }) => same(companyName, company))
    : present.length === 1
      ? present[0]
      : undefined;
  if (at && (!title || at.title?.toLowerCase() === title.toLowerCase())) return null;
  const employer = at?.companyName ?? company;
  if (!employer) return null;
  const replaced = at ?? (present.length === 1 ? present[0] : undefined);
  return {
    key: keyOf('work', `${companyKey(employer)} ${title}`),
    title: title || (at?.title ?? ''),
    company: employer,
    before: replaced
      ? {
          statementId: replaced.statementId,
          title: replaced.title ?? '',
          company: replaced.companyName,
        }
      : null,
  };
}

function fromSayings(
  body: string,
  writtenAt: Temporal.ZonedDateTime,
  { monthFirst, zone }: Clock,
  other: Participant,
  author: Participant,
): Proposal[] {
  const today = Temporal.Now.plainDateISO(zone);
  const isAhead = (day: Temporal.PlainDate | null) =>
    day !== null && Temporal.PlainDate.compare(day, today) >= 0;
  const about = { partyId: other.partyId!, partyName: other.name ?? other.address ?? '' };
  return readSayings(body, { now: writtenAt, monthFirst }).flatMap((saying): Proposal[] => {
    const { kind, text, time } = saying;
    const on = isAhead(saying.on) ? saying.on!.toString() : null;
    const common = { key: keyOf(kind, text), ...about, text };
    if (kind === 'date')
      return on && time
        ? [{ kind, ...common, on, time: time.toString({ smallestUnit: 'minute' }) }]
        : [];
    // What we ask of others is not ours to do.
    if (kind === 'request') return author.ours ? [] : [{ kind, ...common, on }];
    if (saying.on && !on) return [];
    const due = on ?? today.add({ days: promiseDays }).toString();
    const direction = author.ours ? 'ours' : 'theirs';
    return [{ kind, ...common, direction, on: due, isDayNamed: on !== null }];
  });
}

/** What was said yes or no to, and not taken back since: the last word counts. */
async function answeredKeys(
  { db, actor }: Transaction,
  activityId: string,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('events')
    .select(['verb', 'particulars'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('subject', '=', 'proposal')
    .where('subject_id', '=', activityId)
    .orderBy('id')
    .execute();
  const answered = new Set<string>();
  for (const { verb, particulars } of rows) {
    const { key } = particulars as { key: string };
    if (verb === 'reopened') answered.delete(key);
    else answered.add(key);
  }
  return answered;
}
