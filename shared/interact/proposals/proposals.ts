import { z } from 'zod';
import { Money } from '../../platform/money.ts';
import { DateText, Id, Zone } from '../../platform/values.ts';
import { ContractTerms } from '../dealings/contracts.ts';
import { PromiseDirection } from '../dealings/promises.ts';
import { OfferTax, OfferVersion } from '../dealings/terms.ts';

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
  /** A file that we sent is an offer. */
  z.object({
    kind: z.literal('offer'),
    key: Key,
    partyId: Id,
    partyName: z.string(),
    attachmentId: Id,
    fileName: z.string(),
    what: z.string(),
    number: z.string(),
    date: DateText,
    /** One, or several of which somebody has to say which counts. */
    totals: z.array(Money).min(1),
    tax: OfferTax.nullable(),
    validUntil: DateText.nullable(),
    /** The same offer as they know it so far. */
    before: OfferVersion.nullable(),
  }),
  /** A file of the message is a contract. */
  z.object({
    kind: z.literal('contract'),
    key: Key,
    partyId: Id,
    partyName: z.string(),
    fileName: z.string(),
    terms: ContractTerms,
  }),
]);
export type Proposal = z.infer<typeof Proposal>;

/** A file that may be an offer by its name, and why nobody knows what stands in it. */
export const UnreadFile = z.object({
  name: z.string(),
  why: z.enum(['password', 'damaged', 'picture', 'long', 'large']),
});
export type UnreadFile = z.infer<typeof UnreadFile>;

export const Proposals = z.object({ rows: z.array(Proposal), unread: z.array(UnreadFile) });
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
  /** Of an offer that names several totals: the place of the one that counts, from 0. */
  total: z.number().int().min(0).max(20).optional(),
  /** Of a contract: what the task that reminds of it is called; none without it. */
  reminder: z.string().trim().min(1).max(300).optional(),
  zone: Zone,
  monthFirst: z.boolean().default(false),
});
export type ProposalAnswer = z.input<typeof ProposalAnswer>;
