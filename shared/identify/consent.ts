import { z } from 'zod';
import { DateText, Id, InstantText, Version } from '../platform/values.ts';

/** Ways on which a message reaches somebody. */
export const consentChannels = ['email', 'phone', 'letter', 'message'] as const;
export const ConsentChannel = z.enum(consentChannels);
export type ConsentChannel = z.infer<typeof ConsentChannel>;

/** What makes writing to somebody lawful (GDPR, Article 6): of its six grounds those a company can use. */
export const legalGrounds = ['consent', 'contract', 'legitimate interest', 'legal duty'] as const;
export const LegalGround = z.enum(legalGrounds);
export type LegalGround = z.infer<typeof LegalGround>;

/** Whoever is served or bound by law is written to about it, also after a "no" to everything else. */
export function yieldsToRefusal(ground: LegalGround): boolean {
  return ground === 'consent' || ground === 'legitimate interest';
}

export const consentSources = [
  'spoken',
  'phone',
  'email',
  'paper',
  'form',
  'event',
  'import',
  'other',
] as const;
export const ConsentSource = z.enum(consentSources);
export type ConsentSource = z.infer<typeof ConsentSource>;

export const ConsentDecision = z.enum(['given', 'refused', 'withdrawn', 'retracted']);
export type ConsentDecision = z.infer<typeof ConsentDecision>;

/** What every company writes to people for, until it says otherwise. */
export const usualPurposes = {
  service: { ground: 'contract', channels: ['email', 'phone', 'letter', 'message'] },
  newsletter: { ground: 'consent', channels: ['email'] },
  offers: { ground: 'consent', channels: ['email', 'phone', 'letter', 'message'] },
  invitations: { ground: 'consent', channels: ['email', 'letter'] },
  feedback: { ground: 'consent', channels: ['email', 'phone'] },
} as const satisfies Record<string, { ground: LegalGround; channels: readonly ConsentChannel[] }>;
export type UsualPurpose = keyof typeof usualPurposes;

export function isUsualPurpose(key: string): key is UsualPurpose {
  return Object.hasOwn(usualPurposes, key);
}

/** The key of a purpose that every company has, or the id of one of the company's own. */
export const PurposeKey = z.union([
  z.enum(Object.keys(usualPurposes) as [UsualPurpose, ...UsualPurpose[]]),
  Id,
]);

export const WordingView = z.object({
  id: Id,
  version: z.number().int().positive(),
  text: z.string(),
  /** Of the text, in hexadecimal: proof that it is what people were shown. */
  sha256: z.string(),
  createdAt: InstantText,
});
export type WordingView = z.infer<typeof WordingView>;

export const PurposeView = z.object({
  key: z.string(),
  /** Null: it is called as everywhere, in the reader's language. */
  name: z.string().nullable(),
  about: z.string(),
  ground: LegalGround,
  channels: z.array(ConsentChannel),
  retiredAt: InstantText.nullable(),
  /** 0 until something of it was changed. */
  version: z.number().int().min(0),
  /** Newest first. */
  wordings: z.array(WordingView),
});
export type PurposeView = z.infer<typeof PurposeView>;

const Channels = z
  .array(ConsentChannel)
  .min(1, 'Choose at least one way to reach people.')
  .max(consentChannels.length);

export const PurposeInput = z.strictObject({
  name: z.string().trim().min(1, 'Say what you write to people for.').max(100),
  about: z.string().trim().max(500).default(''),
  ground: LegalGround.default('consent'),
  channels: Channels,
});
export type PurposeInput = z.infer<typeof PurposeInput>;

export const PurposeChange = z.strictObject({
  name: z.string().trim().min(1).max(100).nullable().optional(),
  about: z.string().trim().max(500).optional(),
  ground: LegalGround.optional(),
  channels: Channels.optional(),
  /** A retired purpose allows nothing any more and is not asked about. */
  retired: z.boolean().optional(),
  version: z.number().int().min(0),
});
export type PurposeChange = z.infer<typeof PurposeChange>;

export const WordingInput = z.strictObject({
  text: z.string().trim().min(1, 'Write the words in which you ask.').max(5000),
});

/** What somebody said about being written to. */
export const ConsentInput = z.strictObject({
  purpose: PurposeKey,
  channels: Channels,
  decision: z.enum(['given', 'refused', 'withdrawn']),
  /** On which ground messages may be sent; consent unless said otherwise. */
  ground: LegalGround.optional(),
  wordingId: Id.optional(),
  source: ConsentSource,
  note: z.string().trim().max(2000).default(''),
  /** The day on which it was said, in the company's zone; now, if left out. */
  on: DateText.optional(),
});
export type ConsentInput = z.infer<typeof ConsentInput>;

export const ConsentEntry = z.object({
  id: Id,
  purpose: z.string(),
  channel: ConsentChannel,
  decision: ConsentDecision,
  ground: LegalGround.nullable(),
  wording: z.object({ id: Id, version: z.number().int(), text: z.string() }).nullable(),
  source: ConsentSource,
  note: z.string(),
  statedAt: InstantText,
  recordedAt: InstantText,
  recordedBy: z.string().nullable(),
  /** A later entry says that this one was a mistake. */
  isRetracted: z.boolean(),
});
export type ConsentEntry = z.infer<typeof ConsentEntry>;

export const permissionReasons = [
  /** They agreed, in these words at this time. */
  'agreed',
  /** An entry of theirs names another ground, such as a contract. */
  'entry',
  /** Nothing was said; the purpose as such rests on a ground that needs no consent. */
  'purpose',
  /** They said no, but the contract or the law requires the message. */
  'required',
  'not asked',
  'refused',
  'withdrawn',
  'purpose retired',
  'channel not used',
  'in the trash',
] as const;

/** Whether somebody may be written to, why, and on which row that rests. */
export const Permission = z.object({
  purpose: z.string(),
  channel: ConsentChannel,
  allowed: z.boolean(),
  reason: z.enum(permissionReasons),
  ground: LegalGround.nullable(),
  /** The entry that decides, where one does. */
  entryId: Id.nullable(),
  /** The purpose as it stood, where its own ground decides. */
  purposeVersion: z.number().int().nullable(),
  /** Since when. */
  since: InstantText.nullable(),
});
export type Permission = z.infer<typeof Permission>;

export const ConsentsView = z.object({
  purposes: z.array(PurposeView),
  permissions: z.array(Permission),
  /** Everything that was ever said, newest first. */
  entries: z.array(ConsentEntry),
  can: z.object({ record: z.boolean() }),
});
export type ConsentsView = z.infer<typeof ConsentsView>;

export const PermissionQuery = z.strictObject({ purpose: PurposeKey, channel: ConsentChannel });
export const PermissionView = Permission.extend({
  /** The answer as a sentence. */
  words: z.string(),
});

/** As much of an entry as decides. */
export interface Said {
  id: string;
  decision: ConsentDecision;
  ground: LegalGround | null;
  statedAt: string;
}

interface Asked {
  purpose: Pick<PurposeView, 'key' | 'ground' | 'channels' | 'retiredAt' | 'version'>;
  channel: ConsentChannel;
  /** The latest entry that was not a mistake. */
  said: Said | undefined;
  inTrash: boolean;
}

/** May we write to this person for this purpose over this channel? The one rule that every message obeys. */
export function permissionFor({ purpose, channel, said, inTrash }: Asked): Permission {
  const decide = (
    allowed: boolean,
    reason: Permission['reason'],
    ground: LegalGround | null = null,
  ): Permission => ({
    purpose: purpose.key,
    channel,
    allowed,
    reason,
    ground,
    entryId: said?.id ?? null,
    purposeVersion: reason === 'purpose' || reason === 'required' ? purpose.version : null,
    since: said?.statedAt ?? null,
  });
  if (inTrash) return decide(false, 'in the trash');
  if (purpose.retiredAt) return decide(false, 'purpose retired');
  if (!purpose.channels.includes(channel)) return decide(false, 'channel not used');
  const isNo = said?.decision === 'refused' || said?.decision === 'withdrawn';
  if (isNo && !yieldsToRefusal(purpose.ground)) return decide(true, 'required', purpose.ground);
  if (isNo) return decide(false, said.decision === 'refused' ? 'refused' : 'withdrawn');
  if (said?.ground === 'consent') return decide(true, 'agreed', 'consent');
  if (said?.ground) return decide(true, 'entry', said.ground);
  if (purpose.ground === 'consent') return decide(false, 'not asked');
  return decide(true, 'purpose', purpose.ground);
}

const channelWords: Record<ConsentChannel, string> = {
  email: 'by e-mail',
  phone: 'by phone',
  letter: 'by letter',
  message: 'by message',
};

/** The answer as a sentence, for programs and refusals; screens have their own words. */
export function permissionInWords({ allowed, reason, ground, channel, since }: Permission): string {
  const day = since?.slice(0, 10);
  const because: Record<Permission['reason'], string> = {
    agreed: `they agreed on ${day}`,
    entry: `${ground} was recorded as the ground on ${day}`,
    purpose: `this purpose rests on ${ground}, and they have not objected`,
    required: `they said no on ${day}, but ${ground} requires these messages`,
    'not asked': 'this needs their consent, and they have not given it',
    refused: `they said no on ${day}`,
    withdrawn: `they withdrew their consent on ${day}`,
    'purpose retired': 'nothing is sent for this purpose any more',
    'channel not used': 'this purpose does not use this way of reaching people',
    'in the trash': 'the person is in the trash',
  };
  return `${allowed ? 'May' : 'Must not'} be contacted ${channelWords[channel]}: ${because[reason]}.`;
}

export const PurposesView = z.object({ rows: z.array(PurposeView) });
export const ConsentDone = z.object({ event: Id });
export const PurposeDone = z.object({ key: z.string(), event: Id, version: Version });
export const WordingDone = z.object({ id: Id, version: Version, event: Id });
