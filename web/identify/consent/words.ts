import {
  type ConsentChannel,
  type ConsentDecision,
  type ConsentSource,
  isUsualPurpose,
  type LegalGround,
  type Permission,
  type UsualPurpose,
} from '../../../shared/identify/consent.ts';
import type { MessageId } from '../../locales/ids.ts';
import type { IconName } from '../../ui/icons.ts';
import type { Say } from '../../ui/words.ts';
import { shownDay } from '../parties/time.ts';

export const channelMessages: Record<ConsentChannel, MessageId> = {
  email: 'identify.channel.email',
  phone: 'identify.channel.phone',
  letter: 'identify.channel.letter',
  message: 'identify.channel.message',
};

export const channelIcons: Record<ConsentChannel, IconName> = {
  email: 'mail',
  phone: 'call',
  letter: 'document',
  message: 'message',
};

const usualNames: Record<UsualPurpose, MessageId> = {
  service: 'identify.purpose.service',
  newsletter: 'identify.purpose.newsletter',
  offers: 'identify.purpose.offers',
  invitations: 'identify.purpose.invitations',
  feedback: 'identify.purpose.feedback',
};

/** As the company calls it, else as every company does. */
export function purposeName({ key, name }: { key: string; name: string | null }, say: Say): string {
  return name ?? (isUsualPurpose(key) ? say(usualNames[key]) : key);
}

export const groundMessages: Record<LegalGround, MessageId> = {
  consent: 'privacy.ground.consent',
  contract: 'privacy.ground.contract',
  'legitimate interest': 'privacy.ground.interest',
  'legal duty': 'privacy.ground.duty',
};

export const sourceMessages: Record<ConsentSource, MessageId> = {
  spoken: 'privacy.source.spoken',
  phone: 'privacy.source.phone',
  email: 'privacy.source.email',
  paper: 'privacy.source.paper',
  form: 'privacy.source.form',
  event: 'privacy.source.event',
  import: 'privacy.source.import',
  other: 'privacy.source.other',
};

export const decisionMessages: Record<ConsentDecision, MessageId> = {
  given: 'privacy.record.given',
  refused: 'privacy.record.refused',
  withdrawn: 'privacy.record.withdrawn',
  retracted: 'privacy.entry.mistake',
};

export function stateMessage({ allowed, reason }: Permission): MessageId {
  if (reason === 'not asked') return 'privacy.state.notAsked';
  if (reason === 'purpose') return 'privacy.state.ground';
  return allowed ? 'privacy.state.yes' : 'privacy.state.no';
}

const why: Record<Permission['reason'], MessageId> = {
  agreed: 'privacy.why.agreed',
  entry: 'privacy.why.entry',
  purpose: 'privacy.why.purpose',
  required: 'privacy.why.required',
  'not asked': 'privacy.why.notAsked',
  refused: 'privacy.why.refused',
  withdrawn: 'privacy.why.withdrawn',
  'purpose retired': 'privacy.why.retired',
  'channel not used': 'privacy.why.unused',
  'in the trash': 'privacy.why.trash',
};

/** The day on which something was said, where the reader is. */
export function dayOf(instant: string, locale: string): string {
  const here = Temporal.Instant.from(instant).toZonedDateTimeISO(Temporal.Now.timeZoneId());
  return shownDay(here.toPlainDate().toString(), locale);
}

/** The rule's answer as a sentence. */
export function whyWords(
  { reason, ground, since }: Permission,
  { say, locale }: { say: Say; locale: string },
): string {
  return say(why[reason], {
    ground: ground ? say(groundMessages[ground]) : '',
    day: since ? dayOf(since, locale) : '',
  });
}

/** What the history of a person tells of a consent. */
export function consentEventWords(
  { verb, particulars }: { verb: string; particulars: Record<string, unknown> | null },
  say: Say,
): string {
  const { purpose, purposeName: own, channels } = particulars ?? {};
  const messages: Record<string, MessageId> = {
    'consent given': 'identify.history.consent.given',
    'consent refused': 'identify.history.consent.refused',
    'consent withdrawn': 'identify.history.consent.withdrawn',
    'consent retracted': 'identify.history.consent.retracted',
  };
  const named = { key: String(purpose), name: typeof own === 'string' ? own : null };
  return say(messages[verb] ?? 'identify.history.changed', {
    purpose: purposeName(named, say),
    channels: [channels]
      .flat()
      .map((channel) => say(channelMessages[channel as ConsentChannel]))
      .join(', '),
  });
}
