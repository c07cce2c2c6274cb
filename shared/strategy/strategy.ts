import { z } from 'zod';
import { Id, InstantText } from '../platform/values.ts';
import { germanStyles } from './german.ts';
import { audiences, channels, outcomes, sidebarPlaces } from './lists.ts';
import { type ConstantKey, constantKeys, constants } from './models.ts';
import { OwnWord } from './own-words.ts';

const prose = (most: number) => z.string().trim().max(most);

/** What the company wrote, in one language or both; a language left empty shows the other. */
const said = (most: number) => z.strictObject({ en: prose(most), de: prose(most) });

/** Stable for ever; what it is called may change, and what refers to it goes on doing so. */
const Key = z
  .string()
  .trim()
  .min(1)
  .max(100)
  // An object cannot hold it as a name of its own.
  .refine((key) => key !== '__proto__', 'This name cannot be used.');

/** A kind of relationship the company keeps, and what it gets. */
export const Relationship = z.strictObject({
  role: Key.describe('What a party is to us; the key under which records hold it'),
  meaning: said(500).describe('Whom the company means by it'),
  rhythmDays: z
    .number()
    .int()
    .min(1)
    .max(1_000)
    .nullable()
    .describe(
      'Such a party is in contact with us at least every so many days; null leaves it to the relationship itself',
    ),
  channel: z.enum(channels).describe('How the company prefers to be in contact'),
  contactsPerMonth: z
    .number()
    .int()
    .min(1)
    .max(100)
    .nullable()
    .describe('Most contacts we begin within 30 days, so that nobody is pressed; null: no limit'),
  minutesPerMonth: z
    .number()
    .int()
    .min(1)
    .max(10_000)
    .nullable()
    .describe('Most working time for one such party within 30 days, in minutes; null: no limit'),
  whoSees: z.enum(audiences).describe('Who sees a new record of this kind, unless said otherwise'),
  sidebar: z.enum(sidebarPlaces).describe('Whether the sidebar leads to a list of this kind'),
  retired: z.boolean().describe('No longer offered; records that have it keep it'),
});
export type Relationship = z.infer<typeof Relationship>;

/** Something that matters to know about a party, how much, and how fast it fades. */
export const StrategyTopic = z.strictObject({
  key: Key,
  name: said(100),
  weight: z.number().min(0).max(1).describe('Its share in how well we know a party, from 0 to 1'),
  halfLifeDays: z
    .number()
    .int()
    .min(1)
    .max(36_500)
    .nullable()
    .describe('Days after which what we know is half as sure; null: it does not fade'),
  relationships: z.array(Key).max(50).describe('Kinds it matters for; empty: for all'),
  retired: z.boolean(),
});
export type StrategyTopic = z.infer<typeof StrategyTopic>;

/** A step on the way of a deal. */
export const Stage = z.strictObject({
  key: Key,
  name: said(100),
  meaning: said(500).describe('What is true of a deal that stands here'),
  outcome: z.enum(outcomes),
  probability: z.number().int().min(0).max(100).describe('Chance to win from here, in percent'),
  questions: z
    .array(said(300))
    .max(10)
    .describe('Asked when a deal leaves the stage; unanswered ones become assumptions'),
  retired: z.boolean(),
});
export type Stage = z.infer<typeof Stage>;

/** What everyone may expect of us. */
export const StandingPromise = z.strictObject({
  key: Key,
  text: said(500),
  dueDays: z
    .number()
    .int()
    .min(0)
    .max(1_000)
    .nullable()
    .describe('Within so many working days; null: always'),
});
export type StandingPromise = z.infer<typeof StandingPromise>;

/** How the company notices that it succeeds, in its own words. */
export const Sign = z.strictObject({ key: Key, text: said(300) });

const Clock = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give a time like 18:30.')
  .nullable();

export const Limits = z.strictObject({
  contactsPerMonth: z
    .number()
    .int()
    .min(1)
    .max(100)
    .nullable()
    .describe('Most messages to one person within 30 days over all campaigns; null: no limit'),
  quietFrom: Clock.describe('From this time of the recipient’s day nothing is sent by itself'),
  quietUntil: Clock.describe('Until this time'),
});

const Constants = z.strictObject(
  Object.fromEntries(
    constantKeys.map((key) => {
      const { least, most, unit } = constants[key];
      return [key, z.number().min(least).max(most).describe(`In ${unit}`)];
    }),
  ) as Record<ConstantKey, z.ZodNumber>,
);

const distinct = <Item>(list: Item[], keyOf: (item: Item) => string) =>
  new Set(list.map(keyOf)).size === list.length;
const twice = 'Two of these have the same key.';

/** The company's written choices. Every room above reads them; none keeps a copy. */
export const StrategyChoices = z.strictObject({
  purpose: z.strictObject({
    serves: said(2_000).describe('Whom the company serves'),
    doesNotServe: said(2_000).describe('Whom it does not'),
    goodForThem: said(2_000).describe('What a good relationship is for them'),
    goodForUs: said(2_000).describe('What a good relationship is for the company'),
  }),
  relationships: z
    .array(Relationship)
    .max(50)
    .refine((list) => distinct(list, ({ role }) => role), twice),
  words: z
    .record(Key, OwnWord)
    .refine((words) => Object.keys(words).length <= 100, 'At most 100 words.')
    .describe('What the company calls each kind of relationship'),
  germanStyle: z.enum(germanStyles).describe('How German words name women beside men'),
  promises: z
    .array(StandingPromise)
    .max(50)
    .refine((list) => distinct(list, ({ key }) => key), twice),
  limits: Limits,
  topics: z
    .array(StrategyTopic)
    .max(100)
    .refine((list) => distinct(list, ({ key }) => key), twice),
  stages: z
    .array(Stage)
    .max(30)
    .refine((list) => distinct(list, ({ key }) => key), twice),
  signs: z
    .array(Sign)
    .max(20)
    .refine((list) => distinct(list, ({ key }) => key), twice),
  constants: Constants.describe('Constants of the models'),
});
export type StrategyChoices = z.infer<typeof StrategyChoices>;

/** An adopted version. 0 is the default, which nobody has adopted. */
export const StrategyVersion = z.object({
  version: z.number().int().min(0),
  name: z.string(),
  /** Why, in the words of whoever adopted it. */
  note: z.string(),
  adoptedAt: InstantText.nullable(),
  adoptedBy: z.string().nullable(),
  /** The version that this one took back. */
  undoes: z.number().int().nullable(),
});
export type StrategyVersion = z.infer<typeof StrategyVersion>;

export const StrategyView = StrategyVersion.extend({
  choices: StrategyChoices,
  can: z.object({
    draft: z.boolean(),
    adopt: z.boolean(),
    /** The event by which whoever asks may take this version back. */
    undo: Id.nullable(),
  }),
});
export type StrategyView = z.infer<typeof StrategyView>;

export const StrategyVersions = z.object({ rows: z.array(StrategyVersion) });
export const VersionParam = z.object({ version: z.coerce.number().int().min(0).max(1_000_000) });

/** What somebody is about to propose; one per company, which all who may write it share. */
export const StrategyDraft = z.object({
  /** Of the draft itself, for the next change of it; 0 while there is none. */
  version: z.number().int().min(0),
  basedOn: z.number().int().min(0),
  name: z.string(),
  choices: StrategyChoices,
  changedAt: InstantText,
  changedBy: z.string().nullable(),
});
export type StrategyDraft = z.infer<typeof StrategyDraft>;
export const DraftAnswer = z.object({ draft: StrategyDraft.nullable() });
export const DraftSaved = z.object({ version: z.number().int().positive() });

const name = z.string().trim().min(1, 'Give it a name by which you know it again.').max(200);

export const DraftInput = z.strictObject({
  version: z.number().int().min(0).describe('Of the draft this is a change of; 0: there is none'),
  name,
  choices: StrategyChoices,
});
export type DraftInput = z.infer<typeof DraftInput>;

export const StrategyInput = z.strictObject({
  version: z.number().int().min(0).describe('The version in force that this follows'),
  draft: z
    .number()
    .int()
    .positive()
    .optional()
    .describe('The version of the draft that is adopted, and gone with that'),
  name,
  note: z.string().trim().max(2_000).default(''),
  choices: StrategyChoices,
});
export type StrategyInput = z.infer<typeof StrategyInput>;

/** What every page needs before it is drawn: the company's words and the kinds it offers. */
export const WordsView = z.object({
  version: z.number().int().min(0),
  words: z.record(z.string(), OwnWord),
  germanStyle: z.enum(germanStyles),
  kinds: z.array(Relationship.pick({ role: true, sidebar: true, retired: true })),
});
export type WordsView = z.infer<typeof WordsView>;
