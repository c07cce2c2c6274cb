import { randomUUIDv7 } from 'node:crypto';
import type { z } from 'zod';
import type { Proposal, ProposalAnswer } from '../../../shared/interact/proposals/proposals.ts';
import { stateValue } from '../../identify/parties/editing.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { record } from '../../platform/events/events.ts';
import type { Files } from '../../platform/files/files.ts';
import { findActivity } from '../activities/activities.ts';
import { ActivityNotFound } from '../activities/errors.ts';
import { writeActivity } from '../activities/writing.ts';
import { capture, standing } from '../capture/capturing.ts';
import { addContract } from '../dealings/contracts.ts';
import { recordFoundOffer } from '../dealings/found-offers.ts';
import { makePromise } from '../dealings/promises.ts';
import { addTask } from '../tasks/writing.ts';
import { ProposalGone, TotalOpen } from './errors.ts';
import { proposalsOf } from './reading.ts';

const meetingMinutes = 60;
const longestTitle = 200;

/**
 * Says yes or no to something a message proposes. A yes writes it down by the same rules as if it had been
 * typed; it is one act, which one Undo takes back.
 */
export async function answerProposal(
  transaction: Transaction,
  files: Files,
  activityId: string,
  { key, accepts, total, reminder, zone, monthFirst }: z.output<typeof ProposalAnswer>,
): Promise<{ event: string }> {
  const activity = await findActivity(transaction, activityId);
  if (!activity) throw new ActivityNotFound();
  const { rows } = await proposalsOf(transaction, files, activityId, { zone, monthFirst });
  const proposal = rows.find((one) => one.key === key);
  if (!proposal) throw new ProposalGone();
  const events = accepts
    ? await writeDown(transaction, activity, proposal, { zone, total, reminder })
    : [];
  const [answered] = await record(transaction, {
    subject: 'proposal',
    subjectId: activityId,
    audience: activity.audience,
    verb: accepts ? 'accepted' : 'declined',
    particulars: { key },
  });
  if (!accepts) return { event: answered! };
  const [event] = await record(transaction, {
    subject: 'capture',
    subjectId: randomUUIDv7(),
    audience: transaction.actor.userId!,
    verb: 'written',
    particulars: { events: [...events, answered!], activityId },
  });
  return { event: event! };
}

async function writeDown(
  transaction: Transaction,
  { id: activityId, visibility }: { id: string; visibility: string },
  proposal: Proposal,
  said: { zone: string; total: number | undefined; reminder: string | undefined },
): Promise<string[]> {
  const { zone, total, reminder = null } = said;
  // Words of a mail that others may not read stay with whoever reads it.
  const isPrivate = visibility !== 'everyone';
  switch (proposal.kind) {
    case 'person': {
      const { name, address, title, company, phones } = proposal;
      const party = { kind: 'person' as const, name, emails: [address], phones, web: [], title };
      const added = [{ ...party, ...(company ? { companyName: company } : {}) }];
      return [(await capture(transaction, { about: [], facts: [], added })).event];
    }
    case 'phone': {
      const { version } = await standing(transaction, proposal.partyId);
      const value = { topic: 'phone', value: proposal.phone, basis: 'told', version } as const;
      return [(await stateValue(transaction, 'person', proposal.partyId, value)).event];
    }
    case 'work': {
      const { version } = await standing(transaction, proposal.partyId);
      const { title, company: companyName, before } = proposal;
      const { event } = await stateValue(transaction, 'person', proposal.partyId, {
        topic: 'affiliation',
        value: { companyName, title, department: '' },
        basis: 'told',
        ...(before ? { replaces: before.statementId } : {}),
        version,
      });
      return [event];
    }
    case 'request': {
      const { id: _, event } = await addTask(transaction, {
        title: shortened(proposal.text),
        note: proposal.text,
        due: proposal.on ? { on: proposal.on, time: null } : null,
        zone,
        partyIds: [proposal.partyId],
        isPrivate,
        repeats: null,
        reminder: null,
      });
      return [event];
    }
    case 'promise': {
      const { event } = await makePromise(transaction, {
        partyId: proposal.partyId,
        direction: proposal.direction,
        what: shortened(proposal.text),
        due: proposal.on,
        activityId,
      });
      return [event];
    }
    case 'date': {
      const at = Temporal.PlainDate.from(proposal.on).toZonedDateTime({
        timeZone: zone,
        plainTime: proposal.time,
      });
      const { event } = await writeActivity(transaction, {
        kind: 'meeting',
        partyIds: [proposal.partyId],
        text: proposal.text,
        occurredAt: at.toInstant().toString(),
        minutes: meetingMinutes,
        visibility: isPrivate ? 'private' : 'everyone',
      });
      return [event];
    }
    case 'offer': {
      // Of several totals nobody but a person knows which counts.
      const price = proposal.totals[proposal.totals.length > 1 ? (total ?? -1) : 0];
      if (!price) throw new TotalOpen();
      return [await recordFoundOffer(transaction, proposal, price, isPrivate)];
    }
    case 'contract': {
      const { partyId, terms } = proposal;
      return [(await addContract(transaction, { partyId, ...terms, reminder })).event];
    }
  }
}

/** A sentence as a title: whole words, as much as one reads at a glance. */
function shortened(text: string): string {
  if (text.length <= longestTitle) return text;
  const cut = text.slice(0, longestTitle).toWellFormed();
  return `${cut.slice(0, cut.lastIndexOf(' '))}…`;
}
