import { z } from 'zod';
import { DateText, Id, Zone } from '../../platform/values.ts';
import { PromiseDirection } from '../dealings/promises.ts';

const TimeText = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** Names a proposal for as long as its message says the same. */
const Key = z.string().min(1).max(100);

const said = { key: Key, partyId: Id, partyName: z.string(), text: z.string() };

/** Something that a message says and that nobody has written down yet. */
export const Proposal = z.discriminatedUnion('kind', [
  /** Somebody who is not known yet, as they sign. */
  z.object({
    kind: z.literal('person'),
    key: Key,
    name: z.string(),
    address: z.string(),
    title: z.string(),
    company: z.string().nullable(),
    phones: z.array(z.string()),
  }),
  z.object({
    kind: z.literal('phone'),
    key: Key,
    partyId: Id,
    partyName: z.string(),
    phone: z.string(),
  }),
  z.object({
    kind: z.literal('work'),
    key: Key,
    partyId: Id,
    partyName: z.string(),
    title: z.string(),
    company: z.string(),
    /** What stands there now, and would be replaced. */
    before: z.object({ statementId: Id, title: z.string(), company: z.string() }).nullable(),
  }),
  /** The other side asks for something; a task would see to it. */
  z.object({ kind: z.literal('request'), ...said, on: DateText.nullable() }),
  z.object({
    kind: z.literal('promise'),
    ...said,
    direction: PromiseDirection,
    on: DateText,
    /** Whether the message names the day. Without one a week counts. */
    isDayNamed: z.boolean(),
  }),
  z.object({ kind: z.literal('date'), ...said, on: DateText, time: TimeText }),
]);
export type Proposal = z.infer<typeof Proposal>;

export const Proposals = z.object({ rows: z.array(Proposal) });
export type Proposals = z.infer<typeof Proposals>;

/** Days and hours are those of the reader's clock, and 5/12 is the twelfth of May where they write so. */
export const ProposalsQuery = z.strictObject({
  zone: Zone,
  monthFirst: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
});

export const ProposalAnswer = z.strictObject({
  key: Key,
  accepts: z.boolean(),
  zone: Zone,
  monthFirst: z.boolean().default(false),
});
export type ProposalAnswer = z.input<typeof ProposalAnswer>;
