import type { EntryKind } from '../../../shared/interact/capture/kinds.ts';
import type { MessageId } from '../../locales/ids.ts';
import type { IconName } from '../../ui/icons.ts';

export interface KindChoice {
  id: string;
  kind: EntryKind;
  direction: 'in' | 'out' | null;
  label: MessageId;
  icon: IconName;
}

/** What an entry can be, with who began it. */
export const kindChoices: readonly KindChoice[] = [
  { id: 'call out', kind: 'call', direction: 'out', label: 'capture.kind.callOut', icon: 'call' },
  { id: 'call in', kind: 'call', direction: 'in', label: 'capture.kind.callIn', icon: 'call' },
  {
    id: 'meeting',
    kind: 'meeting',
    direction: null,
    label: 'capture.kind.meeting',
    icon: 'meeting',
  },
  {
    id: 'email out',
    kind: 'email',
    direction: 'out',
    label: 'capture.kind.mailOut',
    icon: 'mailOut',
  },
  { id: 'email in', kind: 'email', direction: 'in', label: 'capture.kind.mailIn', icon: 'mailIn' },
  { id: 'note', kind: 'note', direction: null, label: 'capture.kind.note', icon: 'note' },
];

/** The choice that an entry is now; a call of which nobody said who began it counts as ours. */
export function kindChoice(kind: EntryKind, direction: 'in' | 'out' | null): KindChoice {
  const its = kindChoices.filter((choice) => choice.kind === kind);
  return its.find((choice) => choice.direction === direction) ?? its[0]!;
}
