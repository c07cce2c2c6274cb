import type { MessageId } from '../locales/ids.ts';
import type { IconName } from '../ui/icons.ts';
import type { SettingsPageId } from './pages.ts';

export const pageLooks: Record<SettingsPageId, { title: MessageId; icon: IconName }> = {
  me: { title: 'settings.me', icon: 'profile' },
  interests: { title: 'settings.interests', icon: 'star' },
  learnt: { title: 'settings.learnt', icon: 'sun' },
  team: { title: 'settings.team', icon: 'people' },
  fields: { title: 'settings.fields', icon: 'columns' },
  tags: { title: 'lists.tags.title', icon: 'tag' },
  'interest-nodes': { title: 'settings.interestNodes', icon: 'list' },
  tokens: { title: 'settings.tokens', icon: 'key' },
  hooks: { title: 'hooks.title', icon: 'external' },
  forms: { title: 'settings.forms', icon: 'document' },
  booking: { title: 'settings.booking', icon: 'calendar' },
  company: { title: 'settings.company', icon: 'company' },
  connections: { title: 'settings.connections', icon: 'mail' },
  'capture-rules': { title: 'settings.captureRules', icon: 'filter' },
  writing: { title: 'settings.writing', icon: 'edit' },
  privacy: { title: 'settings.privacy', icon: 'shield' },
  data: { title: 'settings.data', icon: 'folder' },
  audit: { title: 'settings.audit', icon: 'history' },
  about: { title: 'settings.about', icon: 'info' },
};

/** One thing that can be set, where it stands, and the everyday words by which people look for it. */
export interface Topic {
  id: string;
  page: SettingsPageId;
  title: MessageId;
  words: MessageId;
}

export const topics = [
  { id: 'name', page: 'me', title: 'settings.name', words: 'settings.name.find' },
  { id: 'looks', page: 'me', title: 'settings.looks', words: 'settings.looks.find' },
  {
    id: 'notifications',
    page: 'me',
    title: 'told.title',
    words: 'told.find',
  },
  { id: 'password', page: 'me', title: 'settings.password', words: 'settings.password.find' },
  { id: 'secondFactor', page: 'me', title: 'settings.second', words: 'settings.second.find' },
  { id: 'passkeys', page: 'me', title: 'settings.passkeys', words: 'settings.passkeys.find' },
  { id: 'ownSingleSignOn', page: 'me', title: 'signOn.own', words: 'signOn.own.find' },
  { id: 'sessions', page: 'me', title: 'settings.sessions', words: 'settings.sessions.find' },
  { id: 'keys', page: 'me', title: 'settings.keys', words: 'settings.keys.find' },
  {
    id: 'ownInterests',
    page: 'interests',
    title: 'settings.interests',
    words: 'settings.ownInterests.find',
  },
  { id: 'seeds', page: 'interests', title: 'settings.seeds', words: 'settings.seeds.find' },
  {
    id: 'learntSeeds',
    page: 'interests',
    title: 'settings.learntSeeds',
    words: 'settings.learntSeeds.find',
  },
  {
    id: 'learntActions',
    page: 'learnt',
    title: 'settings.learnt',
    words: 'settings.learntActions.find',
  },
  {
    id: 'keptAway',
    page: 'learnt',
    title: 'settings.keptAway',
    words: 'settings.keptAway.find',
  },
  { id: 'users', page: 'team', title: 'settings.users', words: 'settings.users.find' },
  {
    id: 'invitations',
    page: 'team',
    title: 'settings.invitations',
    words: 'settings.invitations.find',
  },
  { id: 'teams', page: 'team', title: 'settings.teams', words: 'settings.teams.find' },
  {
    id: 'protection',
    page: 'team',
    title: 'settings.protection',
    words: 'settings.protection.find',
  },
  { id: 'singleSignOn', page: 'team', title: 'signOn.title', words: 'signOn.find' },
  { id: 'levels', page: 'team', title: 'settings.levels', words: 'settings.levels.find' },
  { id: 'fields', page: 'fields', title: 'settings.fields', words: 'settings.fields.find' },
  { id: 'tags', page: 'tags', title: 'lists.tags.title', words: 'lists.tags.find' },
  {
    id: 'interestNodes',
    page: 'interest-nodes',
    title: 'settings.interestNodes',
    words: 'settings.interestNodes.find',
  },
  { id: 'tokens', page: 'tokens', title: 'settings.tokens', words: 'settings.tokens.find' },
  { id: 'hooks', page: 'hooks', title: 'hooks.title', words: 'hooks.find' },
  { id: 'forms', page: 'forms', title: 'settings.forms', words: 'settings.forms.find' },
  { id: 'booking', page: 'booking', title: 'settings.booking', words: 'settings.booking.find' },
  { id: 'company', page: 'company', title: 'settings.company', words: 'settings.company.find' },
  { id: 'strategy', page: 'company', title: 'settings.strategy', words: 'settings.strategy.find' },
  { id: 'exact', page: 'company', title: 'settings.exact', words: 'settings.exact.find' },
  {
    id: 'connections',
    page: 'connections',
    title: 'settings.connections',
    words: 'settings.connections.find',
  },
  {
    id: 'mailProviders',
    page: 'connections',
    title: 'settings.mailProviders',
    words: 'settings.mailProviders.find',
  },
  {
    id: 'captureRules',
    page: 'capture-rules',
    title: 'settings.captureRules',
    words: 'settings.captureRules.find',
  },
  {
    id: 'templates',
    page: 'writing',
    title: 'settings.templates',
    words: 'settings.templates.find',
  },
  { id: 'tone', page: 'writing', title: 'settings.tone', words: 'settings.tone.find' },
  {
    id: 'signatures',
    page: 'writing',
    title: 'settings.signatures',
    words: 'settings.signatures.find',
  },
  { id: 'everything', page: 'data', title: 'settings.data', words: 'settings.data.find' },
  { id: 'ties', page: 'company', title: 'ties.kinds', words: 'ties.kinds.find' },
  { id: 'purposes', page: 'privacy', title: 'settings.purposes', words: 'settings.purposes.find' },
  {
    id: 'retention',
    page: 'privacy',
    title: 'settings.retention',
    words: 'settings.retention.find',
  },
  { id: 'requests', page: 'privacy', title: 'settings.requests', words: 'settings.requests.find' },
  { id: 'erasures', page: 'privacy', title: 'settings.erasures', words: 'settings.erasures.find' },
  { id: 'audit', page: 'audit', title: 'settings.audit', words: 'settings.audit.find' },
  { id: 'notes', page: 'about', title: 'settings.notes', words: 'settings.notes.find' },
  { id: 'version', page: 'about', title: 'settings.about', words: 'settings.about.find' },
] as const satisfies Topic[];

export type TopicId = (typeof topics)[number]['id'];

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Every typed word must begin a word of the topic, whatever its case and accents. */
export function findTopics(typed: string, textOf: (topic: Topic) => string): Topic[] {
  const wanted = fold(typed).split(/\s+/).filter(Boolean);
  return topics.filter((topic) => {
    const words = fold(textOf(topic)).split(/[^\p{L}\p{N}]+/u);
    return wanted.every((start) => words.some((word) => word.startsWith(start)));
  });
}
