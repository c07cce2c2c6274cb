import { z } from 'zod';
import { Basis } from '../../identify/statements.ts';
import { PartyVisibility } from '../../platform/access.ts';
import { Id, InstantText, Version, Zone } from '../../platform/values.ts';

export const templateLanguages = ['en', 'de'] as const;
export const TemplateLanguage = z.enum(templateLanguages);
export type TemplateLanguage = z.infer<typeof TemplateLanguage>;

const parts = {
  name: z.string().trim().min(1, 'Give the template a name.').max(100),
  /** In which dates and the salutation are written. */
  language: TemplateLanguage,
  subject: z
    .string()
    .trim()
    .max(1_000)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'Write the subject in one line.'),
  html: z.string().max(100_000),
};

const withTeam = <Shape extends { visibility?: string | undefined; teamId?: string | undefined }>(
  template: Shape,
) => template.visibility !== 'team' || template.teamId !== undefined;
const teamMissing = { path: ['teamId'], message: 'Choose the team that may use this template.' };

export const TemplateInput = z
  .strictObject({
    ...parts,
    subject: parts.subject.default(''),
    visibility: PartyVisibility.default('private'),
    teamId: Id.optional(),
  })
  .refine(withTeam, teamMissing);
export type TemplateInput = z.input<typeof TemplateInput>;

export const TemplateChange = z
  .strictObject({
    name: parts.name.optional(),
    language: parts.language.optional(),
    subject: parts.subject.optional(),
    html: parts.html.optional(),
    visibility: PartyVisibility.optional(),
    teamId: Id.optional(),
    version: Version,
  })
  .refine(withTeam, teamMissing);
export type TemplateChange = z.infer<typeof TemplateChange>;

const listed = {
  id: Id,
  name: z.string(),
  language: TemplateLanguage,
  subject: z.string(),
  visibility: PartyVisibility,
  teamId: Id.nullable(),
  owner: z.object({ id: Id, name: z.string() }),
  version: Version,
  updatedAt: InstantText,
  can: z.object({ edit: z.boolean() }),
};

export const TemplateRow = z.object(listed);
export type TemplateRow = z.infer<typeof TemplateRow>;
export const TemplateView = z.object({ ...listed, html: z.string() });
export type TemplateView = z.infer<typeof TemplateView>;

/** To whom the mail goes, from which mailbox, and where its writer is. */
export const FillingQuery = z.object({
  to: z.string().trim().max(320).default(''),
  from: Id.optional(),
  zone: Zone,
});
export type FillingQuery = z.infer<typeof FillingQuery>;

export const factStates = ['known', 'fading', 'assumption', 'fallback', 'empty'] as const;
export const FactState = z.enum(factStates);
export type FactState = z.infer<typeof FactState>;

/** What stands in place of a placeholder, and how far it may be believed. */
export const FilledFact = z.object({
  name: z.string(),
  /** Of a field of the company's own, as it is called. */
  label: z.string().nullable(),
  value: z.string(),
  state: FactState,
  /** How we know: nothing for what is no fact about somebody, such as the date. */
  basis: Basis.nullable(),
  confirmedAt: InstantText.nullable(),
  /** Who wrote it down. */
  by: z.string().nullable(),
});
export type FilledFact = z.infer<typeof FilledFact>;

export const FilledTemplate = z.object({
  subject: z.string(),
  html: z.string(),
  facts: z.array(FilledFact),
  /** Those of its subject, where no mark can stand. */
  inSubject: z.array(FilledFact),
});
export type FilledTemplate = z.infer<typeof FilledTemplate>;
