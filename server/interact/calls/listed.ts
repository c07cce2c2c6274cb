import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { ListedRow } from '../../../shared/identify/importing/listed-row.ts';
import { parsePhone } from '../../../shared/identify/phones.ts';
import {
  type CallTrouble,
  type ListedCall,
  readCallRow,
} from '../../../shared/interact/call-rows.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { insertRows } from '../../platform/database/bulk.ts';
import { nextId } from '../../platform/database/ids.ts';
import { isFirst, kept } from '../../platform/import/memory.ts';
import type { Item, Problem } from '../../platform/import/reader.ts';
import type { Importing, Written } from '../../platform/import/registry.ts';
import { rememberAddresses } from '../addresses/seen.ts';
import { capturedBy, knownIdentities, recordCaptured } from '../importing/activities.ts';
import { captureText, writeTexts } from '../importing/texts.ts';
import { partiesAt } from '../messages/senders.ts';
import { leaveOutErased } from '../privacy/incoming.ts';

interface Call extends ListedCall {
  id: string;
  locator: Item['locator'];
  identity: string;
  participants: { role: string; ours: false; address: { key: string } | null }[];
}

/** A telephone system that told of a call by itself and the list of it may differ by the ringing. */
const sameCallSeconds = 90;

/** Takes over a list of calls: each is one entry of whoever has the number, however often it is listed. */
export async function writeCalls(
  transaction: Transaction,
  rows: readonly Item<ListedRow>[],
  importing: Importing,
): Promise<Written> {
  const problems: Problem[] = [];
  const calls: Call[] = [];
  for (const { locator, value } of rows) {
    const read = readCallRow(value, importing);
    if ('trouble' in read) {
      problems.push({ locator, ...troubles(read.trouble, read.text.slice(0, 80)) });
      continue;
    }
    if (read.isDateDoubtful && isFirst(importing, 'calls', 'doubtful'))
      problems.push({
        locator,
        code: 'call.date-doubtful',
        severity: 'warning',
        message: `Day and month of these calls could be either way round; they were read as ${importing.country} writes them. If that is wrong, undo this import and choose how dates are written.`,
      });
    calls.push(callOf(read.call, locator, importing));
  }
  const known = await knownIdentities(
    transaction,
    importing.reach.audience,
    calls.map(({ identity }) => identity),
  );
  const unknown = calls.filter(({ identity }) => !known.has(identity));
  const told = await toldAlready(transaction, unknown);
  const fresh = unknown.filter((call) => !told.has(call));
  const { welcome, problems: erased } = await leaveOutErased(transaction, fresh);
  if (welcome.length > 0) await insertCalls(transaction, welcome, importing);
  return {
    activities: welcome.length,
    known: calls.length - fresh.length,
    problems: [...problems, ...erased],
  };
}

function callOf(call: ListedCall, locator: Item['locator'], importing: Importing): Call {
  const number = call.number && parsePhone(call.number, importing.country).value.slice(0, 100);
  const { at, direction, seconds, extension } = call;
  const said = JSON.stringify([at.toString(), direction, number, seconds, extension]);
  const counts = kept(importing, 'calls', () => new Map<string, number>());
  // A box that tells no seconds lists two calls of a minute alike.
  const key = `${importing.fileId} ${locator.entry ?? ''} ${said}`;
  const count = counts.get(key) ?? 0;
  counts.set(key, count + 1);
  return {
    ...call,
    number,
    id: nextId(),
    locator,
    identity: `call ${createHash('sha256').update(`${said} ${count}`).digest('base64url')}`,
    participants: [
      {
        role: direction === 'in' ? 'caller' : 'called',
        ours: false,
        address: number ? { key: number } : null,
      },
    ],
  };
}

function troubles(
  trouble: CallTrouble,
  text: string,
): Pick<Problem, 'code' | 'severity' | 'message'> {
  const error = (message: string) => ({
    code: `call.${trouble}`,
    severity: 'error' as const,
    message,
  });
  switch (trouble) {
    case 'no-time':
      return error(
        `“${text}” tells no day with a time, so this call has no place in a timeline and was left out. Say which columns hold them.`,
      );
    case 'no-such-day':
      return error(
        `There is no such day or time as “${text}”; this call was left out. Put the cell right, or choose how dates are written.`,
      );
    case 'length':
      return error(`“${text}” is no length of a call; the call was left out. Put the cell right.`);
    case 'sides':
      return error(
        `Nothing tells who called whom (“${text}”); the call was left out. Say which column tells the direction.`,
      );
    case 'internal':
      return {
        code: 'call.internal',
        severity: 'warning',
        message: `“${text}” is a call among yourselves; it was left out.`,
      };
  }
}

/** Calls of which the telephone system has told by itself. */
async function toldAlready({ db, actor }: Transaction, calls: readonly Call[]): Promise<Set<Call>> {
  const numbers = [...new Set(calls.map(({ number }) => number))].filter(Boolean);
  if (numbers.length === 0) return new Set();
  const { rows } = await sql<{ number: string; direction: string; at: Temporal.Instant }>`
    select c.number, a.direction, a.occurred_at as at
    from calls c join activities a on a.workspace_id = c.workspace_id and a.id = c.activity_id
    where c.workspace_id = ${actor.workspaceId} and c.number = any (${numbers}::text[])
      and c.hook_id is not null`.execute(db);
  const byNumber = Map.groupBy(rows, ({ number }) => number);
  return new Set(
    calls.filter(({ number, direction, at }) =>
      byNumber
        .get(number)
        ?.some(
          (told) =>
            told.direction === direction &&
            Math.abs(told.at.since(at).total('seconds')) < sameCallSeconds,
        ),
    ),
  );
}

async function insertCalls(
  transaction: Transaction,
  calls: readonly Call[],
  importing: Importing,
): Promise<void> {
  const { db, actor } = transaction;
  const { workspaceId } = actor;
  const { audience } = importing.reach;
  const known = await partiesAt(transaction, calls.map(({ number }) => number).filter(Boolean));
  const partyOf = ({ number }: Call) => {
    const [one, another] = known.get(number) ?? [];
    return one && !another && [workspaceId, audience].includes(one.audience) ? one.id : null;
  };
  const addresses = await rememberAddresses(
    transaction,
    audience,
    calls
      .filter((call) => call.number !== '' && partyOf(call) === null)
      .map(({ number, name }) => ({ key: number, name, mailable: false })),
    importing.importId,
  );
  const now = Temporal.Now.instant();
  const endOf = ({ at, seconds }: Call) => (seconds === null ? null : at.add({ seconds }));
  await insertRows(
    db,
    'activities',
    calls.map((call) => ({
      ...capturedBy(importing),
      id: call.id,
      kind: 'call',
      occurred_at: call.at,
      ends_at: endOf(call),
      direction: call.direction,
      touch: 'personal',
      identity: call.identity,
      attachments: 0,
      all_day: false,
      created_at: now,
      updated_at: now,
    })),
  );
  await writeTexts(
    transaction,
    importing,
    calls.map(({ id, at }) => ({
      activity_id: id,
      occurred_at: at,
      ...captureText({ subject: '', body: '' }),
    })),
  );
  await insertRows(
    db,
    'participants',
    calls.map((call) => {
      const partyId = partyOf(call);
      return {
        workspace_id: workspaceId,
        activity_id: call.id,
        position: 0,
        audience,
        kind: 'call',
        occurred_at: call.at,
        role: call.direction === 'in' ? 'caller' : 'called',
        ours: false,
        name: partyId ? null : (call.name || call.number).slice(0, 500),
        party_id: partyId,
        address_id: partyId ? null : (addresses.get(call.number) ?? null),
      };
    }),
  );
  await insertRows(
    db,
    'calls',
    calls.map((call) => ({
      workspace_id: workspaceId,
      activity_id: call.id,
      audience,
      number: call.number,
      extension: call.extension,
      rang_at: call.at,
      answered_at: call.seconds === null ? null : call.at,
      ended_at: endOf(call),
      missed_at: call.seconds === null ? call.at : null,
    })),
  );
  await recordCaptured(
    transaction,
    importing,
    calls.map(({ id }) => ({ id, kind: 'call' })),
  );
}
