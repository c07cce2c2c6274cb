import { z } from 'zod';
import { ConsentChannel, PurposeKey } from '../identify/consent.ts';
import type { OwnFieldType } from '../identify/field-rules.ts';
import { Id, InstantText, Version } from '../platform/values.ts';

/** What a form may ask everybody; the message stands in the entry, the others become what is known of a person. */
export const askedOfAll = ['name', 'email', 'phone', 'company', 'message'] as const;
export type AskedOfAll = (typeof askedOfAll)[number];

const Label = z.string().trim().max(200);
const Built = z.strictObject({
  kind: z.enum(askedOfAll),
  /** In place of the usual word. */
  label: Label.default(''),
  required: z.boolean(),
});
/** A field of the company's own; the answer becomes its value. */
const Own = z.strictObject({
  kind: z.literal('own'),
  field: z.string().min(1).max(100),
  label: Label.default(''),
  required: z.boolean(),
});
/** A question of this form alone; with choices, one of them is chosen. */
const Question = z.strictObject({
  kind: z.literal('question'),
  key: z.string().regex(/^[a-z0-9]{1,20}$/),
  label: Label.min(1, 'Write the question.'),
  choices: z.array(z.string().trim().min(1).max(200)).max(50),
  required: z.boolean(),
});
export const FormField = z.discriminatedUnion('kind', [Built, Own, Question]);
export type FormField = z.output<typeof FormField>;

/** Own fields of these types can be answered by a stranger; references lead to people they do not know. */
const answerableTypes: readonly OwnFieldType[] = [
  'text',
  'longText',
  'web',
  'number',
  'date',
  'boolean',
  'choice',
];
export const isAnswerable = ({ type }: { type: OwnFieldType }): boolean =>
  answerableTypes.includes(type);

/** Under which name an answer is sent; each is asked once. */
export function answerName(field: FormField): string {
  if (field.kind === 'own') return `own.${field.field}`;
  if (field.kind === 'question') return `q.${field.key}`;
  return field.kind;
}

const Fields = z
  .array(FormField)
  .min(1)
  .max(40)
  .refine(
    (fields) => new Set(fields.map(answerName)).size === fields.length,
    'Each field is asked once.',
  )
  .refine(
    (fields) => fields.some(({ kind, required }) => kind === 'email' && required),
    'A form asks for the e-mail address, because people are known by it.',
  );

export const FormPurpose = z.strictObject({
  purpose: PurposeKey,
  channels: z.array(ConsentChannel).min(1).max(4),
});
export type FormPurpose = z.infer<typeof FormPurpose>;

/** A site as a browser names it, such as https://www.example.org. */
const Site = z
  .string()
  .trim()
  .max(300)
  .transform((text, context) => {
    const url = URL.parse(/^https?:\/\//i.test(text) ? text : `https://${text}`);
    if (
      url &&
      /^https?:$/.test(url.protocol) &&
      url.hostname !== '' &&
      /^[\w.:/[\]-]+$/.test(url.origin)
    )
      return url.origin;
    context.addIssue('Write a site like https://www.example.org.');
    return z.NEVER;
  });

export const formLanguages = ['en', 'de'] as const;
export type FormLanguage = (typeof formLanguages)[number];

const parts = {
  title: z.string().trim().min(1, 'Give it a title.').max(200),
  intro: z.string().trim().max(5_000),
  thanks: z.string().trim().max(5_000),
  language: z.enum(formLanguages),
  fields: Fields,
  purposes: z
    .array(FormPurpose)
    .max(10)
    .refine(
      (all) => new Set(all.map(({ purpose }) => purpose)).size === all.length,
      'Each purpose is asked once.',
    ),
  role: z.string().trim().max(100),
  visibility: z.enum(['everyone', 'team']),
  teamId: Id.nullable(),
  /** Whose the entries and new people are; without it, one’s own. */
  keeperId: Id,
  told: z.array(Id).max(50),
  origins: z.array(Site).max(20),
  confirmFrom: Id.nullable(),
};

export const FormInput = z.strictObject({
  ...parts,
  intro: parts.intro.default(''),
  thanks: parts.thanks.default(''),
  language: parts.language.default('en'),
  purposes: parts.purposes.default([]),
  role: parts.role.default('lead'),
  visibility: parts.visibility.default('everyone'),
  teamId: parts.teamId.default(null),
  keeperId: parts.keeperId.optional(),
  told: parts.told.default([]),
  origins: parts.origins.default([]),
  confirmFrom: parts.confirmFrom.default(null),
});
export type FormInput = z.input<typeof FormInput>;

export const FormChange = z.strictObject({
  title: parts.title.optional(),
  intro: parts.intro.optional(),
  thanks: parts.thanks.optional(),
  language: parts.language.optional(),
  fields: parts.fields.optional(),
  purposes: parts.purposes.optional(),
  role: parts.role.optional(),
  visibility: parts.visibility.optional(),
  teamId: parts.teamId.optional(),
  keeperId: parts.keeperId.optional(),
  told: parts.told.optional(),
  origins: parts.origins.optional(),
  confirmFrom: parts.confirmFrom.optional(),
  paused: z.boolean().optional(),
  version: Version,
});
export type FormChange = z.input<typeof FormChange>;

export const FormView = z.object({
  id: Id,
  title: z.string(),
  intro: z.string(),
  thanks: z.string(),
  language: z.enum(formLanguages),
  fields: z.array(FormField),
  purposes: z.array(FormPurpose),
  role: z.string(),
  visibility: z.enum(['everyone', 'team']),
  teamId: Id.nullable(),
  keeperId: Id,
  told: z.array(Id),
  origins: z.array(z.string()),
  confirmFrom: Id.nullable(),
  /** Where anybody fills it in. */
  address: z.string(),
  pausedAt: InstantText.nullable(),
  /** Of the last 90 days. */
  taken: z.number(),
  doubtful: z.number(),
  lastAt: InstantText.nullable(),
  version: Version,
});
export type FormView = z.infer<typeof FormView>;

/** Why something is kept apart until somebody has looked. */
export const doubts = ['trap', 'too fast', 'links', 'repeated', 'blocked'] as const;
export type Doubt = (typeof doubts)[number];

/** What was answered, by the name of the field, and to what the sender agreed in which words. */
export const Answers = z.object({
  values: z.record(z.string(), z.string()),
  agreed: z.array(z.object({ purpose: z.string(), wordingId: Id })),
});
export type Answers = z.infer<typeof Answers>;

export const SubmissionView = z.object({
  id: Id,
  reasons: z.array(z.enum(doubts)),
  answers: z.array(z.object({ label: z.string(), value: z.string() })),
  arrivedAt: InstantText,
});
export type SubmissionView = z.infer<typeof SubmissionView>;

/** Nobody reads a page and writes an answer in less. */
export const fewestSeconds = 3;
const link = /https?:\/\/|www\.|\[url/gi;

/** What makes a submission look like that of a machine. One that is wrongly doubted is let in by a press. */
export function doubtsAbout({
  trap,
  seconds,
  values,
}: {
  trap: string;
  seconds: number;
  values: Readonly<Record<string, string>>;
}): Doubt[] {
  const { message = '', ...others } = values;
  const short = ['name', 'phone', 'company'].map((name) => others[name] ?? '').join(' ');
  const links = [...message.matchAll(link)].length;
  return [
    ...(trap === '' ? [] : (['trap'] as const)),
    ...(seconds >= fewestSeconds ? [] : (['too fast'] as const)),
    ...(links > 2 || short.search(link) >= 0 ? (['links'] as const) : []),
  ];
}
