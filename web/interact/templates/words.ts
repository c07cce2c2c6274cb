import type { Basis } from '../../../shared/identify/statements.ts';
import {
  type PlaceholderName,
  placeholderNames,
} from '../../../shared/interact/templates/placeholders.ts';
import type { MessageId } from '../../locales/ids.ts';
import type { Tone } from '../../ui/Badge.tsx';
import type { Say } from '../../ui/words.ts';

const labels: Record<(typeof placeholderNames)[number], MessageId> = {
  salutation: 'writing.placeholder.salutation',
  name: 'writing.placeholder.name',
  firstName: 'writing.placeholder.firstName',
  lastName: 'writing.placeholder.lastName',
  title: 'writing.placeholder.title',
  company: 'writing.placeholder.company',
  city: 'writing.placeholder.city',
  nextMeeting: 'writing.placeholder.nextMeeting',
  date: 'writing.placeholder.date',
  myName: 'writing.placeholder.myName',
  signature: 'writing.placeholder.signature',
};

const isBuiltIn = (name: string): name is (typeof placeholderNames)[number] =>
  placeholderNames.some((one) => one === name);

/** What a placeholder is called: a field of the company's own has its own label. */
export function nameOfPlaceholder(
  say: Say,
  name: PlaceholderName | string,
  label: string | null,
): string {
  return isBuiltIn(name) ? say(labels[name]) : (label ?? name);
}

const bases: Record<Basis, MessageId> = {
  told: 'writing.basis.told',
  seen: 'writing.basis.seen',
  'third party': 'writing.basis.thirdParty',
  calculated: 'writing.basis.calculated',
  assumed: 'writing.basis.assumed',
};

/** How we know: "Told by themselves, 3 March 2024, written down by Ben". */
export function sourceWords(
  say: Say,
  locale: string,
  { basis, at, by }: { basis: string | null; at: string | null; by: string | null },
): string {
  if (!basis || !(basis in bases) || !at) return '';
  const day = Temporal.Instant.from(at).toLocaleString(locale, { dateStyle: 'medium' });
  const known = say(bases[basis as Basis]);
  return say(by ? 'writing.source.by' : 'writing.source', { known, day, by: by ?? '' });
}

/** `other`: it was put in about somebody else. */
export type DoubtState = 'fading' | 'assumption' | 'empty' | 'other';

export const doubtLooks: Record<DoubtState, { label: MessageId; tone: Tone }> = {
  fading: { label: 'writing.doubt.fading', tone: 'warn' },
  assumption: { label: 'writing.doubt.assumption', tone: 'assume' },
  empty: { label: 'writing.doubt.empty', tone: 'bad' },
  other: { label: 'writing.doubt.other', tone: 'bad' },
};

/** Why a fact should be looked at before it goes out to this address. */
export function doubtOf(
  { state, about }: { state: string; about: string | null },
  to: string,
): DoubtState | null {
  if (state === 'empty') return 'empty';
  if (about && to && about !== to.toLowerCase()) return 'other';
  return state === 'fading' || state === 'assumption' ? state : null;
}
