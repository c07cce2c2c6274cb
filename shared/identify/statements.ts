import { z } from 'zod';
import { Money } from '../platform/money.ts';
import { DateText, Id, InstantText, Version } from '../platform/values.ts';
import { roles } from '../strategy/roles.ts';

/** How we came to know a value (product.md, credence). */
export const bases = ['told', 'seen', 'third party', 'calculated', 'assumed'] as const;
export const Basis = z.enum(bases);
export type Basis = z.infer<typeof Basis>;

/**
 * What is understood of somebody, beside who they are and how they are reached. `own` is a topic that the
 * strategy names and we do not.
 */
export const understoodTopics = [
  'need',
  'goal',
  'wish',
  'budget',
  'decision',
  'competitor offer',
  'interest',
  'family',
  'life event',
  'own',
] as const;

/** Kept only if they told us, did it with us, or published it about their work (product.md, tact). */
export const personalTopics: readonly Topic[] = ['interest', 'family', 'life event'];

/**
 * What a statement can be about. What a file says under a heading of its own is `extra` with a label; a value
 * of a field that the company defined is `field`.
 */
export const topics = [
  'name',
  'email',
  'handle',
  'phone',
  'address',
  'web',
  'affiliation',
  'role',
  'birthday',
  'domain',
  'note',
  'tag',
  'extra',
  'field',
  ...understoodTopics,
] as const;
export const Topic = z.enum(topics);
export type Topic = z.infer<typeof Topic>;

/** Topics of which a party has one current value; the others may have any number. */
export const singleTopics: readonly Topic[] = ['name', 'birthday', 'domain'];

/** Topics of which only one value can be true: two that disagree are a conflict that somebody settles. */
export const settledTopics: readonly Topic[] = [...singleTopics, 'budget', 'decision', 'goal'];

/** How somebody of us came to know what is personal, where they were not told. */
export const personalWays = ['together', 'published'] as const;
export const PersonalWay = z.enum(personalWays);
export type PersonalWay = z.infer<typeof PersonalWay>;

export const needKinds = ['need', 'constraint'] as const;
export const wishKinds = [
  'form of address',
  'language',
  'channel',
  'hours',
  'format',
  'billing',
  'never',
  'other',
] as const;
export const budgetPeriods = ['once', 'month', 'quarter', 'year'] as const;

const text = (most: number) => z.string().trim().min(1).max(most);

export const PostalAddress = z.strictObject({
  street: z.string().trim().max(500).default(''),
  locality: z.string().trim().max(200).default(''),
  region: z.string().trim().max(200).default(''),
  postalCode: z.string().trim().max(40).default(''),
  country: z.union([z.string().regex(/^[A-Z]{2}$/), z.literal('')]).default(''),
  text: z.string().trim().max(1_000).default(''),
});
export type PostalAddress = z.infer<typeof PostalAddress>;

/** The value of each topic, as it comes in and as it is stored. */
export const topicValues = {
  name: z.strictObject({
    display: text(500),
    given: z.string().trim().max(300).optional(),
    family: z.string().trim().max(300).optional(),
  }),
  email: text(320),
  /** What stands in place of an address in some archives: the same text is the same writer, never mailable. */
  handle: text(320),
  phone: text(100),
  address: PostalAddress,
  web: text(2_000),
  affiliation: z.strictObject({
    companyId: Id.optional(),
    companyName: text(500),
    title: z.string().trim().max(300).default(''),
    department: z.string().trim().max(300).default(''),
    from: DateText.optional(),
    to: DateText.optional(),
  }),
  role: z.strictObject({
    role: z.union([z.enum(roles), text(100)]),
    from: DateText.optional(),
    to: DateText.optional(),
  }),
  birthday: z.string().regex(/^(?:\d{4}|-)-\d{2}-\d{2}$/),
  domain: text(253),
  note: text(100_000),
  tag: text(100),
  extra: text(20_000),
  /** As the field's type has it; the field checks it. */
  field: z.unknown(),
  need: z.strictObject({
    text: text(2_000),
    kind: z.enum(needKinds).default('need'),
    /** 1 is the most urgent. */
    priority: z.number().int().min(1).max(3).default(2),
    /** What of ours meets it. */
    offering: z.string().trim().max(300).default(''),
  }),
  /** Their own goal with us. */
  goal: text(2_000),
  /** A standing wish: how they want to be treated. */
  wish: z.strictObject({ kind: z.enum(wishKinds), text: text(500) }),
  budget: z.strictObject({ money: Money, period: z.enum(budgetPeriods).default('once') }),
  /** How they decide, and who does. */
  decision: text(2_000),
  /** What somebody else has offered them. */
  'competitor offer': z.strictObject({
    text: text(2_000),
    from: z.string().trim().max(300).default(''),
  }),
  interest: z.strictObject({
    text: text(300),
    /** A node of the taxonomy of interests. */
    node: z.string().trim().max(200).optional(),
    /** From hearing of it to living for it. */
    involvement: z.number().min(0).max(1).default(0.5),
  }),
  family: text(2_000),
  'life event': z.strictObject({ text: text(500), date: DateText.optional() }),
  own: z.strictObject({ key: text(100), text: text(2_000) }),
} satisfies Record<Topic, z.ZodType>;

export type TopicValue<T extends Topic = Topic> = z.infer<(typeof topicValues)[T]>;

const statementOf = <T extends Topic>(topic: T) =>
  z.strictObject({
    topic: z.literal(topic),
    value: topicValues[topic],
    label: z.string().trim().max(100).optional(),
    basis: Basis.default('told'),
    /** The current statement that this one replaces: an edit rather than one value more. */
    replaces: Id.optional(),
    version: Version,
  });

export const StatementInput = z.discriminatedUnion('topic', [
  statementOf('name'),
  statementOf('email'),
  statementOf('handle'),
  statementOf('phone'),
  statementOf('address'),
  statementOf('web'),
  statementOf('affiliation'),
  statementOf('role'),
  statementOf('birthday'),
  statementOf('domain'),
  statementOf('note'),
  statementOf('tag'),
  statementOf('extra'),
  statementOf('field').extend({ field: z.string().min(1).max(100) }),
  statementOf('need'),
  statementOf('goal'),
  statementOf('wish'),
  statementOf('budget'),
  statementOf('decision'),
  statementOf('competitor offer'),
  statementOf('interest').extend({ way: PersonalWay.optional() }),
  statementOf('family').extend({ way: PersonalWay.optional() }),
  statementOf('life event').extend({ way: PersonalWay.optional() }),
  statementOf('own'),
]);
export type StatementInput = z.infer<typeof StatementInput>;

/** Where a value comes from, down to the line of the file or the message. */
export const StatementSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), userId: Id, way: PersonalWay.optional() }),
  z.object({
    kind: z.literal('import'),
    importId: Id,
    file: z.string(),
    line: z.number().optional(),
    part: z.number().optional(),
    entry: z.string().optional(),
  }),
  z.object({ kind: z.literal('activity'), activityId: Id }),
  z.object({ kind: z.literal('seed') }),
  /** What a field assumes of everybody of whom nothing else is said. */
  z.object({ kind: z.literal('default') }),
  /** Known to the house, by a way that is nobody's business. */
  z.object({ kind: z.literal('unnamed') }),
]);
export type StatementSource = z.infer<typeof StatementSource>;

export const StatementView = z.object({
  id: Id,
  topic: Topic,
  value: z.unknown(),
  label: z.string().nullable(),
  basis: Basis,
  source: StatementSource,
  statedAt: InstantText,
  statedBy: z.string().nullable(),
  confirmedAt: InstantText.nullable(),
  /** The field of the company's own that it is a value of. */
  fieldId: Id.optional(),
});
export type StatementView = z.infer<typeof StatementView>;
