import type { ListName } from '../../shared/strategy/differences.ts';
import type { Effect } from '../../shared/strategy/effects.ts';
import type { germanStyles } from '../../shared/strategy/german.ts';
import type { audiences, channels, outcomes, sidebarPlaces } from '../../shared/strategy/lists.ts';
import { type Constant, type ConstantKey, constants } from '../../shared/strategy/models.ts';
import type { Relationship } from '../../shared/strategy/strategy.ts';
import type { MessageId } from '../locales/ids.ts';
import type { Say } from '../ui/words.ts';

type Messages<Key extends string> = Record<Key, MessageId>;

export const channelMessages: Messages<(typeof channels)[number]> = {
  any: 'strategy.channel.any',
  email: 'strategy.channel.email',
  call: 'strategy.channel.call',
  meeting: 'strategy.channel.meeting',
};

export const audienceMessages: Messages<(typeof audiences)[number]> = {
  everyone: 'strategy.sees.everyone',
  team: 'strategy.sees.team',
  private: 'strategy.sees.private',
};

export const sidebarMessages: Messages<(typeof sidebarPlaces)[number]> = {
  none: 'strategy.sidebar.none',
  people: 'strategy.sidebar.people',
  companies: 'strategy.sidebar.companies',
};

export const outcomeMessages: Messages<(typeof outcomes)[number]> = {
  open: 'strategy.outcome.open',
  won: 'strategy.outcome.won',
  lost: 'strategy.outcome.lost',
};

export const styleMessages: Messages<(typeof germanStyles)[number]> = {
  plain: 'strategy.german.plain',
  pair: 'strategy.german.pair',
  colon: 'strategy.german.colon',
  star: 'strategy.german.star',
};

/** The choices of a closed list with their words. */
export function choicesOf<Id extends string>(
  ids: readonly Id[],
  messages: Messages<Id>,
  say: Say,
): { id: Id; label: string }[] {
  return ids.map((id) => ({ id, label: say(messages[id]) }));
}

/** "Name, in German": the label of a field for the other language. */
export const otherLanguageMessages = {
  en: 'strategy.label.inEnglish',
  de: 'strategy.label.inGerman',
} as const satisfies Record<string, MessageId>;

export const constantMessages: Messages<ConstantKey> = {
  basisTold: 'strategy.constant.basisTold',
  basisSeen: 'strategy.constant.basisSeen',
  basisThirdParty: 'strategy.constant.basisThirdParty',
  basisAssumed: 'strategy.constant.basisAssumed',
  knownLine: 'strategy.constant.knownLine',
  assumptionLine: 'strategy.constant.assumptionLine',
  warmthMeeting: 'strategy.constant.warmthMeeting',
  warmthCall: 'strategy.constant.warmthCall',
  warmthEmail: 'strategy.constant.warmthEmail',
  warmthCampaign: 'strategy.constant.warmthCampaign',
  warmthHalfLife: 'strategy.constant.warmthHalfLife',
  reciprocityWindow: 'strategy.constant.reciprocityWindow',
  quietPercentile: 'strategy.constant.quietPercentile',
  priorKept: 'strategy.constant.priorKept',
  priorBroken: 'strategy.constant.priorBroken',
  currentValueMonths: 'strategy.constant.currentValueMonths',
  expectedValueMonths: 'strategy.constant.expectedValueMonths',
  fearDiscountWindow: 'strategy.constant.fearDiscountWindow',
  holdOut: 'strategy.constant.holdOut',
  usualStake: 'strategy.constant.usualStake',
  proposalsEach: 'strategy.constant.proposalsEach',
};

const unitMessages: Messages<Constant['unit']> = {
  share: 'strategy.unit.share',
  percent: 'strategy.unit.percent',
  days: 'strategy.unit.days',
  months: 'strategy.unit.months',
  points: 'strategy.unit.points',
  times: 'strategy.unit.times',
  money: 'strategy.unit.money',
};

/** The unit and our value, to stand under a constant. */
export function aboutConstant(key: ConstantKey, say: Say): string {
  const { unit, ours } = constants[key];
  return say('strategy.constant.about', { unit: say(unitMessages[unit]), ours });
}

export const effectMessages: Messages<Effect> = {
  names: 'strategy.effect.names',
  choices: 'strategy.effect.choices',
  sidebar: 'strategy.effect.sidebar',
  due: 'strategy.effect.due',
};

export const listMessages: Messages<ListName> = {
  relationships: 'strategy.list.relationships',
  promises: 'strategy.list.promises',
  topics: 'strategy.list.topics',
  stages: 'strategy.list.stages',
  signs: 'strategy.list.signs',
};

/** What a kind gets, in a line. */
export function summaryOf(one: Relationship, say: Say): string {
  return [
    one.rhythmDays === null
      ? say('strategy.kind.noRhythm')
      : say('strategy.kind.every', { days: one.rhythmDays }),
    one.channel === 'any' ? '' : say(channelMessages[one.channel]),
    one.contactsPerMonth === null
      ? ''
      : say('strategy.kind.atMost', { count: one.contactsPerMonth }),
    one.minutesPerMonth === null
      ? ''
      : say('strategy.kind.minutes', { count: one.minutesPerMonth }),
    one.whoSees === 'everyone' ? '' : say(audienceMessages[one.whoSees]),
  ]
    .filter(Boolean)
    .join(' · ');
}
