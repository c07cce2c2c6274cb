import { sensibleDefault } from './defaults.ts';
import type { OwnWord } from './own-words.ts';
import type { Said } from './said.ts';
import type { StrategyChoices } from './strategy.ts';
import { templateIds, templates } from './templates.ts';

/** What comes nearest: one of the templates, or none of them. */
export const beginnings = [...templateIds, 'other'] as const;
export type Beginning = (typeof beginnings)[number];

/** The answers to the five questions; one that was left out keeps what the beginning says. */
export interface Answers {
  beginning: Beginning;
  word?: OwnWord | undefined;
  serves?: Said | undefined;
  doesNotServe?: Said | undefined;
  /** Days after which those we serve hear from us at least; null: it depends. */
  rhythmDays?: number | null | undefined;
  promise?: { text: Said; dueDays: number | null } | undefined;
}

export function beginningOf(id: Beginning): { name: Said; choices: StrategyChoices } {
  return templates.find((template) => template.id === id) ?? sensibleDefault;
}

/** The strategy that follows from the answers. */
export function choicesFrom(answers: Answers): StrategyChoices {
  const { choices } = beginningOf(answers.beginning);
  const { word, promise } = answers;
  return {
    ...choices,
    purpose: {
      ...choices.purpose,
      serves: answers.serves ?? choices.purpose.serves,
      doesNotServe: answers.doesNotServe ?? choices.purpose.doesNotServe,
    },
    relationships: choices.relationships.map((one) =>
      one.role === 'customer' && answers.rhythmDays !== undefined
        ? { ...one, rhythmDays: answers.rhythmDays }
        : one,
    ),
    words: word ? { ...choices.words, customer: word } : choices.words,
    promises: promise
      ? [{ key: 'first', ...promise }, ...choices.promises.slice(1)]
      : choices.promises,
  };
}
