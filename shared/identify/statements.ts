import { z } from 'zod';
import { DateText, Id, InstantText, Version } from '../platform/values.ts';
import { roles } from '../strategy/roles.ts';

/** How we came to know a value (product.md, credence). */
export const bases = ['told', 'seen', 'third party', 'calculated', 'assumed'] as const;
export const Basis = z.enum(bases);
export type Basis = z.infer<typeof Basis>;

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
] as const;
export const Topic = z.enum(topics);
export type Topic = z.infer<typeof Topic>;

/** Topics of which a party has one current value; the others may have any number. */
export const singleTopics: readonly Topic[] = ['name', 'birthday', 'domain'];

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
]);
export type StatementInput = z.infer<typeof StatementInput>;

/** Where a value comes from, down to the line of the file or the message. */
export const StatementSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), userId: Id }),
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
