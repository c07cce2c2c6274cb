import type {
  DuplicateField,
  Judgement,
  Likeness,
  Reason,
} from '../../../shared/identify/duplicates/pairs.ts';
import type { MessageId } from '../../locales/ids.ts';
import type { Say } from '../../ui/words.ts';

const fieldMessages: Record<DuplicateField, MessageId> = {
  given: 'duplicates.field.given',
  family: 'duplicates.field.family',
  name: 'duplicates.field.name',
  email: 'duplicates.field.email',
  phone: 'duplicates.field.phone',
  birthday: 'duplicates.field.birthday',
  company: 'duplicates.field.company',
  domain: 'duplicates.field.domain',
  street: 'duplicates.field.street',
  number: 'duplicates.field.number',
  postcode: 'duplicates.field.postcode',
  city: 'duplicates.field.city',
};

const likenessMessages: Record<Likeness, MessageId> = {
  same: 'duplicates.likeness.same',
  variant: 'duplicates.likeness.variant',
  similar: 'duplicates.likeness.similar',
  initial: 'duplicates.likeness.initial',
  crossed: 'duplicates.likeness.crossed',
  part: 'duplicates.likeness.part',
  mailbox: 'duplicates.likeness.mailbox',
  different: 'duplicates.likeness.different',
};

/** "Telephone: the same". */
export function reasonWords({ field, likeness }: Reason, say: Say): string {
  return say('duplicates.reason', {
    field: say(fieldMessages[field]),
    likeness: say(likenessMessages[likeness]),
  });
}

/** What speaks for it, then what speaks against it, each the strongest first. */
export function inWeight({ reasons }: Judgement): { pro: Reason[]; contra: Reason[] } {
  const sorted = reasons.toSorted((one, other) => Math.abs(other.weight) - Math.abs(one.weight));
  return {
    pro: sorted.filter(({ weight }) => weight > 0),
    contra: sorted.filter(({ weight }) => weight < 0),
  };
}

export function likelihoodWords({ certain, probability }: Judgement, say: Say): string {
  if (certain) return say('duplicates.certain');
  if (probability >= 0.95) return say('duplicates.veryLikely');
  return probability >= 0.8 ? say('duplicates.likely') : say('duplicates.possible');
}
