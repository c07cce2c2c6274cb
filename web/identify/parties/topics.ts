import type { Topic } from '../../../shared/identify/statements.ts';
import type { MessageId } from '../../locales/ids.ts';

/** What a value is of, in the reader's words. */
export const topicMessages: Record<Topic, MessageId> = {
  name: 'identify.topic.name',
  email: 'identify.topic.email',
  phone: 'identify.topic.phone',
  address: 'identify.topic.address',
  web: 'identify.topic.web',
  affiliation: 'identify.topic.affiliation',
  role: 'identify.topic.role',
  birthday: 'identify.topic.birthday',
  domain: 'identify.topic.domain',
  note: 'identify.topic.note',
  tag: 'identify.topic.tag',
  handle: 'identify.topic.handle',
  extra: 'identify.topic.extra',
  field: 'identify.topic.field',
  need: 'understand.topic.need',
  goal: 'understand.topic.goal',
  wish: 'understand.topic.wish',
  budget: 'understand.topic.budget',
  decision: 'understand.topic.decision',
  'competitor offer': 'understand.topic.competitorOffer',
  interest: 'understand.topic.interest',
  family: 'understand.topic.family',
  'life event': 'understand.topic.lifeEvent',
  own: 'understand.topic.own',
};
