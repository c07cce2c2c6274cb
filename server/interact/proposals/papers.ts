import type { ActivityView } from '../../../shared/interact/activities.ts';
import { readContractPaper } from '../../../shared/interact/papers/contracts.ts';
import { offerSeries, readOffer } from '../../../shared/interact/papers/offers.ts';
import { kindOfName } from '../../../shared/interact/papers/paper.ts';
import type { Proposal, UnreadFile } from '../../../shared/interact/proposals/proposals.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import type { Files } from '../../platform/files/files.ts';
import { lastOfSeries, recordedContents } from '../dealings/found-offers.ts';
import { formatOf, paperText } from '../papers/papers.ts';
import { keyOf } from './keys.ts';

/** An offer that was sent so long ago is history that nobody has to confirm. */
const offerDays = 365;
/** Of so many files the first ones are read. */
const mostFiles = 5;

type Participant = ActivityView['participants'][number];
type Offer = Extract<Proposal, { kind: 'offer' }>;

/** What stands in the files of a mail: offers that we sent, contracts whoever sent them. */
export async function fromFiles(
  transaction: Transaction,
  files: Files,
  activity: ActivityView,
  other: Participant | undefined,
  { zone, monthFirst }: { zone: string; monthFirst: boolean },
): Promise<{ rows: Proposal[]; unread: UnreadFile[] }> {
  const none = { rows: [], unread: [] };
  const at = Temporal.Instant.from(activity.occurredAt);
  const days = at.until(Temporal.Now.instant()).total('hours') / 24;
  const isSent = activity.participants.some(({ role, ours }) => role === 'from' && ours);
  const isShared = activity.visibility === 'everyone';
  if (!other?.partyId || days > offerDays || activity.files.length === 0) return none;
  const papers = await attachedPapers(transaction, activity.id);
  const sentOn = at.toZonedDateTimeISO(zone).toPlainDate();
  const about = { partyId: other.partyId, partyName: other.name ?? other.address ?? '' };
  const rows: Offer[] = [];
  const contracts: Proposal[] = [];
  const unread: UnreadFile[] = [];
  for (const { id, name, format, sha256 } of papers.slice(0, mostFiles)) {
    const text = await paperText(files.pathOf(transaction.actor.workspaceId, sha256), format);
    if ('unread' in text) {
      if (isSent && kindOfName(name) === 'offer') unread.push({ name, why: text.unread });
      continue;
    }
    const paper = { fileName: name, lines: text.lines };
    // A contract is seen by whoever sees the record, and would tell what was kept from them.
    const contract = isShared ? readContractPaper(paper, { monthFirst }) : null;
    if (contract)
      contracts.push({
        kind: 'contract',
        key: keyOf('contract', sha256),
        ...about,
        fileName: name,
        terms: { ...contract, noticeGivenOn: null },
      });
    const offer = isSent ? readOffer(paper, { monthFirst, sentOn }) : null;
    if (!offer) continue;
    const { number, totals, tax } = offer;
    const what = titleOf(activity.subject, name);
    // The same offer as PDF and as a table is one.
    if (rows.some((row) => row.number === number && isSame(row.totals, totals))) continue;
    rows.push({
      kind: 'offer',
      key: keyOf('offer', sha256),
      ...about,
      attachmentId: id,
      fileName: name,
      what,
      number,
      date: (offer.date ?? sentOn).toString(),
      totals,
      tax,
      validUntil: offer.validUntil?.toString() ?? null,
      before: await lastOfSeries(transaction, other.partyId, offerSeries({ number, what })),
    });
  }
  return { rows: [...rows, ...contracts], unread };
}

const isSame = (one: Offer['totals'], other: Offer['totals']) =>
  JSON.stringify(one) === JSON.stringify(other);

/** Files that can be read and are not recorded yet, those first that a person reads as well. */
async function attachedPapers(transaction: Transaction, activityId: string) {
  const { db, actor } = transaction;
  const attached = await db
    .selectFrom('attachments')
    .select(['id', 'name', 'media_type', 'sha256'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('activity_id', '=', activityId)
    .orderBy('id')
    .execute();
  const order = ['pdf', 'docx', 'xlsx', 'csv'];
  const papers = attached.flatMap(({ id, name, media_type, sha256 }) => {
    const format = formatOf(name, media_type);
    return format ? [{ id, name, format, sha256 }] : [];
  });
  const known = await recordedContents(
    transaction,
    papers.map(({ sha256 }) => sha256),
  );
  return papers
    .filter(({ sha256 }) => !known.has(sha256))
    .toSorted((one, other) => order.indexOf(one.format) - order.indexOf(other.format));
}

/** What it is about, as the mail says: "AW: Angebot Laternen" → "Angebot Laternen". */
function titleOf(subject: string | null, fileName: string): string {
  const said = (subject ?? '').replace(/^(?:\s*(?:re|aw|antw|fwd?|wg)\s*:)+/iu, '').trim();
  const name = fileName.replace(/\.[^.]*$/, '').replaceAll('_', ' ');
  return (said || name || fileName).slice(0, 500).toWellFormed();
}
