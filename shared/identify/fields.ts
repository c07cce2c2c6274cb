import { z } from 'zod';
import { AccessLevel } from '../platform/access.ts';
import { DateText, Id, InstantText, Version } from '../platform/values.ts';
import { ownFieldLimits, ownFieldTypes } from './field-rules.ts';
import { PartyKind } from './parties.ts';

export const OwnFieldType = z.enum(ownFieldTypes);

/** A choice keeps its key for ever; what it is called and where it stands may change. */
export const FieldChoice = z.strictObject({
  key: z.string().regex(/^[a-z][a-zA-Z0-9]{0,59}$/),
  label: z.string().trim().min(1).max(100),
  /** Kept for the records that have it, no longer offered. */
  retired: z.boolean().optional(),
});
export type FieldChoice = z.infer<typeof FieldChoice>;

/** ISO 4217; the digits behind the point follow from it. */
export const CurrencyCode = z
  .string()
  .regex(/^[A-Z]{3}$/, 'Give the three letters of a currency, such as EUR.');

export const FieldSettings = z.strictObject({
  choices: z.array(FieldChoice).max(ownFieldLimits.choices).optional(),
  /** Digits of a number behind the point. */
  decimals: z.number().int().min(0).max(6).optional(),
  currency: CurrencyCode.optional(),
  /** Smallest and largest value of a number, an amount in minor units, or a date. */
  least: z.union([z.number(), DateText]).optional(),
  most: z.union([z.number(), DateText]).optional(),
  /** The most characters of a text. */
  longest: z.number().int().min(1).max(ownFieldLimits.longText).optional(),
  /** Assumed of whoever is added by hand, until somebody says otherwise. */
  default: z.unknown().optional(),
});
export type FieldSettings = z.infer<typeof FieldSettings>;

const Label = z.string().trim().min(1).max(100);
const Help = z.string().trim().max(500);
const SeenFrom = AccessLevel;
const EditedFrom = z.enum(['owner', 'manager', 'member']);

export const FieldInput = z.strictObject({
  kind: PartyKind,
  label: Label,
  help: Help.default(''),
  type: OwnFieldType,
  settings: FieldSettings.default({}),
  seenFrom: SeenFrom.default('reader'),
  editedFrom: EditedFrom.default('member'),
  /** The team that alone sees the field; everyone without it. */
  teamId: Id.nullable().default(null),
  asked: z.boolean().default(false),
});
export type FieldInput = z.input<typeof FieldInput>;

/** What may change about a field; what it holds may not, because its values are of that type. */
export const FieldChange = z.strictObject({
  label: Label.optional(),
  help: Help.optional(),
  settings: FieldSettings.optional(),
  seenFrom: SeenFrom.optional(),
  editedFrom: EditedFrom.optional(),
  teamId: Id.nullable().optional(),
  asked: z.boolean().optional(),
  /** Its place among the fields of its kind, from 0. */
  position: z.number().int().min(0).max(ownFieldLimits.fields).optional(),
  version: Version,
});
export type FieldChange = z.infer<typeof FieldChange>;

export const OwnField = z.object({
  id: Id,
  kind: PartyKind,
  name: z.string(),
  label: z.string(),
  help: z.string(),
  type: OwnFieldType,
  settings: FieldSettings,
  seenFrom: SeenFrom,
  editedFrom: EditedFrom,
  teamId: Id.nullable(),
  asked: z.boolean(),
  position: z.number(),
  retiredAt: InstantText.nullable(),
  version: Version,
});
export type OwnField = z.infer<typeof OwnField>;
