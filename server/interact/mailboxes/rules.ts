import { sql } from 'kysely';
import type { z } from 'zod';
import { normaliseEmail } from '../../../shared/identify/addresses.ts';
import type { CaptureRuleInput, CaptureRuleView } from '../../../shared/interact/mailboxes.ts';
import { foldForSearch } from '../../../shared/platform/folding.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { mayEdit } from '../../platform/access/reach.ts';
import { nextId } from '../../platform/database/ids.ts';
import { announce, record } from '../../platform/events/events.ts';
import { CaptureRuleForOwners, CaptureRuleNotFound, NotAnAddress } from './errors.ts';

/** What can be asked of a message before, and again after, it was fetched. */
export interface Judged {
  addresses: readonly string[];
  labels: readonly string[];
  text: string;
}

/** Whether a message is never to be captured. */
export type CaptureRules = (message: Judged) => boolean;

/** The rules for the mailboxes of one owner: their own and those of the company. */
export async function readCaptureRules(
  { db, actor }: Transaction,
  ownerId: string,
): Promise<CaptureRules> {
  const rows = await db
    .selectFrom('capture_rules')
    .select(['kind', 'value'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('audience', 'in', [actor.workspaceId, ownerId])
    .execute();
  return rulesOf(rows);
}

export function rulesOf(rows: readonly { kind: string; value: string }[]): CaptureRules {
  const values = (kind: string) =>
    rows.filter((row) => row.kind === kind).map(({ value }) => value);
  const addresses = new Set(values('address'));
  const domains = new Set(values('domain'));
  const labels = new Set(values('label').map(foldForSearch));
  const words = values('word').map(foldForSearch);
  return (message) =>
    message.addresses.some((address) => addresses.has(address) || isOf(address, domains)) ||
    message.labels.some((label) => labels.has(foldForSearch(label))) ||
    (words.length > 0 && containsWord(foldForSearch(message.text), words));
}

/** A domain stands for itself and for what lies below it. */
function isOf(address: string, domains: ReadonlySet<string>): boolean {
  const labels = (address.split('@').at(-1) ?? '').split('.');
  return labels.some((_, from) => domains.has(labels.slice(from).join('.')));
}

function containsWord(text: string, words: readonly string[]): boolean {
  return words.some((word) =>
    new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(word)}(?![\\p{L}\\p{N}])`, 'u').test(text),
  );
}

export async function listCaptureRules(transaction: Transaction): Promise<CaptureRuleView[]> {
  const { db, actor } = transaction;
  const rows = await db
    .selectFrom('capture_rules')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .orderBy('kind')
    .orderBy('value')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as CaptureRuleView['kind'],
    value: row.value,
    forEveryone: row.visibility === 'everyone',
    can: { remove: mayRemove(transaction, row) },
  }));
}

export async function addCaptureRule(
  transaction: Transaction,
  { kind, value, forEveryone }: z.output<typeof CaptureRuleInput>,
): Promise<{ id: string; event: string }> {
  const { db, actor } = transaction;
  if (forEveryone && actor.kind === 'user' && actor.level !== 'owner') {
    throw new CaptureRuleForOwners();
  }
  const audience = forEveryone ? actor.workspaceId : actor.userId!;
  const usable = usableValue(kind, value);
  const known = await db
    .selectFrom('capture_rules')
    .select('id')
    .where('workspace_id', '=', actor.workspaceId)
    .where('audience', '=', audience)
    .where('kind', '=', kind)
    .where('value', '=', usable)
    .executeTakeFirst();
  const id = known?.id ?? nextId();
  if (!known) {
    await db
      .insertInto('capture_rules')
      .values({
        workspace_id: actor.workspaceId,
        id,
        audience,
        owner_id: actor.userId!,
        visibility: forEveryone ? 'everyone' : 'private',
        kind,
        value: usable,
      })
      .execute();
  }
  await tellConnections(transaction, audience);
  const [event] = await record(transaction, {
    subject: 'capture rule',
    subjectId: id,
    audience,
    verb: 'made',
    particulars: { kind, value: usable },
  });
  return { id, event: event! };
}

export async function removeCaptureRule(
  transaction: Transaction,
  id: string,
): Promise<{ event: string }> {
  const { db, actor } = transaction;
  const row = await db
    .selectFrom('capture_rules')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new CaptureRuleNotFound();
  if (!mayRemove(transaction, row)) throw new CaptureRuleForOwners();
  await db
    .deleteFrom('capture_rules')
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .execute();
  await lookAgain(transaction, row.audience);
  await tellConnections(transaction, row.audience);
  const [event] = await record(transaction, {
    subject: 'capture rule',
    subjectId: id,
    audience: row.audience,
    verb: 'removed',
    particulars: { kind: row.kind, value: row.value },
  });
  return { event: event! };
}

/** The mailboxes and calendars a rule is for: of one owner, or all of them, seen by whoever makes it or not. */
function connectionsUnder({ db, actor }: Transaction, audience: string) {
  const all = db
    .selectFrom('connections')
    .select(['id', 'audience'])
    .where('workspace_id', '=', actor.workspaceId);
  return audience === actor.workspaceId ? all : all.where('owner_id', '=', audience);
}

/** They begin anew with the rules as they are now. */
async function tellConnections(transaction: Transaction, audience: string): Promise<void> {
  await asHouse(transaction, async (house) => {
    for (const { id, audience: readers } of await connectionsUnder(house, audience).execute()) {
      await announce(house, {
        audience: readers,
        subject: 'connection',
        id,
        verb: 'rules changed',
      });
    }
  });
}

/** What was left out by a rule leaves the books, so that the next look meets it again. */
async function lookAgain(transaction: Transaction, audience: string): Promise<void> {
  await asHouse(transaction, async (house) => {
    const { db, actor } = house;
    const { rows } = await sql<{ folder_id: string }>`
      delete from mail_messages m using (${connectionsUnder(house, audience)}) c
      where m.workspace_id = ${actor.workspaceId} and m.connection_id = c.id and m.reason = 'rule'
      returning m.folder_id`.execute(db);
    await sql`
      with met as (
        delete from collection_entries e using (${connectionsUnder(house, audience)}) c
        where e.workspace_id = ${actor.workspaceId} and e.connection_id = c.id and e.reason = 'rule'
        returning e.collection_id)
      update collections set compared_at = null from met
      where collections.workspace_id = ${actor.workspaceId} and collections.id = met.collection_id`.execute(
      db,
    );
    const folders = [...new Set(rows.map(({ folder_id }) => folder_id))];
    if (folders.length === 0) return;
    await db
      .updateTable('mail_folders')
      .set({ seen_at: null })
      .where('workspace_id', '=', actor.workspaceId)
      .where('id', 'in', folders)
      .execute();
  });
}

/** A rule for everybody is an owner's; one's own is one's own. */
function mayRemove(
  transaction: Transaction,
  row: { owner_id: string; assigned_to: string | null; visibility: string },
): boolean {
  const { actor } = transaction;
  if (row.visibility === 'everyone') return actor.kind === 'user' && actor.level === 'owner';
  return mayEdit(transaction, row);
}

function usableValue(kind: z.output<typeof CaptureRuleInput>['kind'], value: string): string {
  if (kind === 'address') {
    const address = normaliseEmail(value);
    if (!address) throw new NotAnAddress('address');
    return address;
  }
  if (kind === 'domain') {
    const domain = normaliseEmail(`somebody@${value.replace(/^@/, '')}`)?.split('@')[1];
    if (!domain) throw new NotAnAddress('domain');
    return domain;
  }
  return value;
}
