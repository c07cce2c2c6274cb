import type { ActivityKind, TimelineEntry } from '../../../shared/interact/activities.ts';
import type { MessageId } from '../../locales/ids.ts';
import type { EntryKind } from '../../ui/timeline/TimelineRow.tsx';

/** What each kind is called in the filter, and how its entries are drawn. */
export const kinds: Record<ActivityKind, { many: MessageId; drawn: EntryKind }> = {
  email: { many: 'interact.kind.email', drawn: 'mail' },
  call: { many: 'interact.kind.call', drawn: 'call' },
  meeting: { many: 'interact.kind.meeting', drawn: 'meeting' },
  note: { many: 'interact.kind.note', drawn: 'note' },
  task: { many: 'interact.kind.task', drawn: 'task' },
  offer: { many: 'interact.kind.offer', drawn: 'document' },
  purchase: { many: 'interact.kind.purchase', drawn: 'document' },
  'case message': { many: 'interact.kind.caseMessage', drawn: 'mail' },
  'campaign message': { many: 'interact.kind.campaignMessage', drawn: 'bulk' },
  form: { many: 'interact.kind.form', drawn: 'document' },
  message: { many: 'interact.kind.message', drawn: 'message' },
  mention: { many: 'interact.kind.mention', drawn: 'note' },
};

export function isActivityKind(text: unknown): text is ActivityKind {
  return typeof text === 'string' && text in kinds;
}

/** Written by newsletters and machines, not by a person to a person. */
export function isImpersonal({ touch }: TimelineEntry): boolean {
  return touch !== 'personal';
}
