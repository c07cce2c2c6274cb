import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { Basis } from '../../../shared/identify/statements.ts';
import type { WarmthWord } from '../../../shared/identify/warmth.ts';
import type { PartyVisibility } from '../../../shared/platform/access.ts';
import { nameOfRole } from '../../app/ownWords.ts';
import type { MessageId } from '../../locales/ids.ts';
import type { IconName } from '../../ui/icons.ts';
import type { Say } from '../../ui/words.ts';

/** Fields of the catalog in the reader's words. A field that is not ours has been named by its owner. */
const fieldMessages: Record<string, MessageId> = {
  name: 'identify.field.name',
  email: 'identify.field.email',
  phone: 'identify.field.phone',
  role: 'identify.field.role',
  tag: 'identify.topic.tag',
  city: 'identify.field.city',
  country: 'identify.field.country',
  web: 'identify.field.web',
  lastContact: 'identify.field.lastContact',
  warmth: 'identify.field.warmth',
  quiet: 'identify.field.quiet',
  created: 'identify.field.created',
  updated: 'identify.field.updated',
  owner: 'identify.field.owner',
  assignedTo: 'identify.field.assignedTo',
  visibility: 'identify.field.visibility',
  title: 'identify.field.title',
  company: 'identify.field.company',
  companyName: 'identify.field.companyName',
  domain: 'identify.field.domain',
};

export function fieldWords(say: Say, name: string): string {
  const message = fieldMessages[name];
  return message ? say(message) : name;
}

/** A role as this company calls it, in the reader's language; one nobody named, as somebody wrote it. */
export function roleWords(say: Say, role: string): string {
  return role === 'other' ? say('identify.role.other') : nameOfRole(role).one;
}

export const visibilityMessages: Record<PartyVisibility, MessageId> = {
  everyone: 'identify.visibility.everyone',
  team: 'identify.visibility.team',
  private: 'identify.visibility.private',
};

export const warmthMessages: Record<WarmthWord, MessageId> = {
  cold: 'identify.warmth.cold',
  cool: 'identify.warmth.cool',
  warm: 'identify.warmth.warm',
  close: 'identify.warmth.close',
};

/** A choice of a catalog field in words: the values of some fields are ours to translate. */
export function choiceWords(say: Say, field: string, choice: string): string {
  if (field === 'role') return roleWords(say, choice);
  if (field === 'visibility' && choice in visibilityMessages)
    return say(visibilityMessages[choice as PartyVisibility]);
  if (field === 'warmth') return say(warmthMessages[choice as WarmthWord]);
  return choice;
}

export const basisMessages: Record<Basis, MessageId> = {
  told: 'identify.basis.told',
  seen: 'identify.basis.seen',
  'third party': 'identify.basis.thirdParty',
  calculated: 'identify.basis.calculated',
  assumed: 'identify.basis.assumed',
};

export const basisIcons: Record<Basis, IconName> = {
  told: 'told',
  seen: 'seen',
  'third party': 'hearsay',
  calculated: 'calculated',
  assumed: 'assumed',
};

/** Kinds of numbers and addresses to choose from. */
export const labelMessages: Record<string, MessageId> = {
  work: 'identify.label.work',
  home: 'identify.label.home',
  mobile: 'identify.label.mobile',
};

/** What imports say of a number or address besides; other labels are shown as they came. */
const importedLabels: Record<string, MessageId> = {
  assistant: 'identify.label.assistant',
  billing: 'identify.label.billing',
  car: 'identify.label.car',
  fax: 'identify.label.fax',
  mailing: 'identify.label.mailing',
  main: 'identify.label.main',
  other: 'identify.label.other',
  pager: 'identify.label.pager',
  pref: 'identify.label.pref',
  shipping: 'identify.label.shipping',
};

const labelAliases: Record<string, string> = { cell: 'mobile', private: 'home', business: 'work' };

export function labelWords(say: Say, label: string | null): string {
  if (!label) return '';
  const plain = label.trim().toLowerCase();
  const name = labelAliases[plain] ?? plain;
  const message = labelMessages[name] ?? importedLabels[name];
  if (message) return say(message);
  // "pref home": the one that is used first, among others of its kind.
  const [first, ...others] = plain.split(/[\s,]+/);
  return first === 'pref' && others.length > 0
    ? `${labelWords(say, others.join(' '))}, ${say('identify.label.pref')}`
    : label;
}

export const nounMessages: Record<PartyKind, { title: MessageId; add: MessageId }> = {
  person: { title: 'app.nav.people', add: 'identify.new.person' },
  company: { title: 'app.nav.companies', add: 'identify.new.company' },
};
