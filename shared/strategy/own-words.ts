import { z } from 'zod';

const text = z.string().trim().min(1).max(100);

/**
 * A German noun as the company writes it: „Patient, Patienten, der“, and for women „Patientin,
 * Patientinnen“. The other forms follow by rule; `own` corrects the few that do not.
 */
export const GermanWord = z.strictObject({
  one: text.describe('Nominative singular'),
  many: text.describe('Nominative plural'),
  gender: z.enum(['m', 'f', 'n']).describe('der, die or das'),
  female: z
    .strictObject({ one: text, many: text })
    .optional()
    .describe('The form for women, where there is one'),
  own: z
    .strictObject({ acc: text, dat: text, gen: text, manyDat: text })
    .partial()
    .optional()
    .describe('Forms without an article that do not follow the rules'),
});
export type GermanWord = z.infer<typeof GermanWord>;

export const EnglishWord = z.strictObject({
  one: text.describe('Singular'),
  many: text.describe('Plural'),
});
export type EnglishWord = z.infer<typeof EnglishWord>;

/** What a kind of relationship is called; a language left out follows our word or the other language. */
export const OwnWord = z
  .strictObject({ en: EnglishWord.optional(), de: GermanWord.optional() })
  .refine(({ en, de }) => en !== undefined || de !== undefined, 'Give the word in a language.');
export type OwnWord = z.infer<typeof OwnWord>;
