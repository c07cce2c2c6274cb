import { z } from 'zod';
import { InstantText } from '../platform/values.ts';
import { roles } from './roles.ts';

const text = (most: number) => z.string().trim().min(1).max(most);

/** A kind of relationship the company keeps, and what it gets. */
export const Relationship = z.strictObject({
  role: z.union([z.enum(roles), text(100)]),
  /** How often such a party is heard from at least; null leaves it to the relationship itself. */
  rhythmDays: z.number().int().min(1).max(1_000).nullable(),
  /** Most contacts we begin within 30 days, so that nobody is pressed; null means no limit. */
  mostContactsPerMonth: z.number().int().min(1).max(100).nullable(),
});

/** Something that matters to know about a party, and how much. */
export const StrategyTopic = z.strictObject({
  topic: text(100),
  weight: z.number().min(0).max(1),
});

export const Stage = z.strictObject({ name: text(100), meaning: text(500) });

/** The words of product.md that a company replaces by its own, each in singular and plural. */
export const Word = z.strictObject({ singular: text(100), plural: text(100) });

/** The company's written choices. Every room above reads them; none keeps a copy. */
export const StrategyChoices = z.strictObject({
  serves: z.string().trim().max(2_000),
  doesNotServe: z.string().trim().max(2_000),
  relationships: z.array(Relationship).max(50),
  topics: z.array(StrategyTopic).max(100),
  stages: z.array(Stage).max(30),
  promises: z.array(text(500)).max(50),
  words: z.record(z.string().max(50), Word),
});
export type StrategyChoices = z.infer<typeof StrategyChoices>;

export const StrategyView = z.object({
  /** 0 is the default, which nobody has adopted. */
  version: z.number().int().min(0),
  name: z.string(),
  choices: StrategyChoices,
  adoptedAt: InstantText.nullable(),
});
export type StrategyView = z.infer<typeof StrategyView>;

export const StrategyInput = z.strictObject({ name: text(200), choices: StrategyChoices });

/**
 * What holds until a company has chosen: common sense of a small firm that lives from lasting customers.
 * It has a name, so that a screen can say whose choice something is.
 */
export const sensibleDefault: { name: string; choices: StrategyChoices } = {
  name: 'Lasting customers (default)',
  choices: {
    serves: '',
    doesNotServe: '',
    relationships: [
      { role: 'customer', rhythmDays: 90, mostContactsPerMonth: 4 },
      { role: 'prospect', rhythmDays: 60, mostContactsPerMonth: 3 },
      { role: 'lead', rhythmDays: 30, mostContactsPerMonth: 3 },
      { role: 'former customer', rhythmDays: 365, mostContactsPerMonth: 1 },
      { role: 'supplier', rhythmDays: 180, mostContactsPerMonth: null },
      { role: 'partner', rhythmDays: 90, mostContactsPerMonth: null },
    ],
    topics: [
      { topic: 'need', weight: 1 },
      { topic: 'decision process', weight: 0.8 },
      { topic: 'budget', weight: 0.6 },
      { topic: 'wish', weight: 0.6 },
      { topic: 'affiliation', weight: 0.5 },
    ],
    stages: [
      { name: 'Met', meaning: 'We know of a need that we might meet.' },
      { name: 'Understood', meaning: 'They have told us the need, who decides and by when.' },
      { name: 'Offered', meaning: 'They hold a written offer.' },
      { name: 'Agreed', meaning: 'They have said yes.' },
    ],
    promises: ['We answer every message within one working day.'],
    words: {},
  },
};
