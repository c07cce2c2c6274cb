import { z } from 'zod';
import { ConsentChannel, LegalGround, legalGrounds, PurposeKey } from '../consent.ts';

/** A legal ground, or that they are not to be written to. Where nothing is said, nothing is known. */
export const groundAnswers = [...legalGrounds, 'none'] as const;
export const GroundAnswer = z.union([LegalGround, z.literal('none')]);
export type GroundAnswer = z.infer<typeof GroundAnswer>;

/** What holds for the people of a file, for one purpose and one way to reach them. */
export const ImportGround = z.strictObject({
  purpose: PurposeKey,
  channel: ConsentChannel,
  answer: GroundAnswer,
  /** How whoever imports knows it. */
  note: z.string().trim().max(500).default(''),
});
export type ImportGround = z.infer<typeof ImportGround>;

export const ImportGrounds = z
  .array(ImportGround)
  .max(200)
  .refine(
    (grounds) =>
      new Set(grounds.map(({ purpose, channel }) => `${purpose} ${channel}`)).size ===
      grounds.length,
    'One purpose and channel has one answer.',
  );
