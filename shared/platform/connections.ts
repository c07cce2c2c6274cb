import { z } from 'zod';
import { ActivityVisibility } from './access.ts';
import { Id, InstantText, Version } from './values.ts';

/** What Rapport is connected with. Each kind has its own settings. */
export const connectionKinds = ['imap', 'caldav', 'carddav', 'ics', 'feed'] as const;
export const ConnectionKind = z.enum(connectionKinds);
export type ConnectionKind = z.infer<typeof ConnectionKind>;

/** On; paused by somebody; or waiting for somebody, because trying again alone would not help. */
export const connectionStates = ['on', 'paused', 'needs attention'] as const;

/** Why a connection does not work. Each has a sentence on the screens that says what to do. */
export const connectionProblems = [
  'address',
  'port',
  'unknown host',
  'private',
  'no answer',
  'certificate',
  'too slow',
  'too large',
  /** Name and password, or the token, were not accepted. */
  'sign-in refused',
  /** Its owner has not signed in at the provider yet, or what they allowed was taken back or has ended. */
  'sign in needed',
  /** The mail server did not take what the provider had just given out. */
  'token refused',
  /** The provider does not know our registration (any more): its secret has ended, or was lost with a restore. */
  'client refused',
  /** The other side asks for an encrypted connection, or does not offer one. */
  'not encrypted',
  /** What came back is none of what the protocol allows. */
  'not understood',
  /** This installation has a new key, as after a restore: the secret has to be given anew. */
  'secret lost',
  /** Whoever it belongs to may no longer add anything here. */
  'owner cannot write',
  'failed',
] as const;
export const ConnectionProblem = z.enum(connectionProblems);
export type ConnectionProblem = z.infer<typeof ConnectionProblem>;

export const ConnectionView = z.object({
  id: Id,
  kind: ConnectionKind,
  name: z.string(),
  owner: z.object({ id: Id, name: z.string() }),
  visibility: ActivityVisibility,
  teamId: Id.nullable(),
  /** How much of what it brought before still follows who may see it now; null: all of it does. */
  spreading: z.object({ done: z.number().int(), total: z.number().int().nullable() }).nullable(),
  /** Without any secret. */
  settings: z.record(z.string(), z.unknown()),
  state: z.enum(connectionStates),
  problem: ConnectionProblem.nullable(),
  /** When it last had everything there was to have. */
  succeededAt: InstantText.nullable(),
  triedAt: InstantText.nullable(),
  /** When it is tried again after a failure. */
  nextTryAt: InstantText.nullable(),
  version: Version,
  can: z.object({ edit: z.boolean() }),
});
export type ConnectionView = z.infer<typeof ConnectionView>;

const Name = z.string().trim().min(1, 'Give it a name.').max(300);

/** Settings and secret are read by the schema of their connector. */
export const ConnectionInput = z.strictObject({
  kind: ConnectionKind,
  name: Name,
  visibility: ActivityVisibility,
  teamId: Id.optional(),
  settings: z.record(z.string(), z.unknown()),
  /** Left out where its owner signs in at a provider. */
  secret: z.record(z.string(), z.unknown()).optional(),
});
export type ConnectionInput = z.infer<typeof ConnectionInput>;

export const ConnectionChange = z.strictObject({
  version: Version,
  name: Name.optional(),
  settings: z.record(z.string(), z.unknown()).optional(),
  /** Left out: the one that is kept. */
  secret: z.record(z.string(), z.unknown()).optional(),
  state: z.enum(['on', 'paused']).optional(),
  /** What it brought before follows. */
  visibility: ActivityVisibility.optional(),
  teamId: Id.optional(),
});
export type ConnectionChange = z.infer<typeof ConnectionChange>;

/** To be tried without keeping anything; `id`: with the secret that is kept, where none is given. */
export const ConnectionTrial = z.strictObject({
  kind: ConnectionKind,
  id: Id.optional(),
  settings: z.record(z.string(), z.unknown()),
  secret: z.record(z.string(), z.unknown()).optional(),
});
export type ConnectionTrial = z.infer<typeof ConnectionTrial>;
export const ConnectionTrialResult = z.object({ problem: ConnectionProblem.nullable() });

/** Where the mailbox sends from: RFC 6409. */
export const SmtpSettings = z.strictObject({
  host: z.string().trim().min(1, 'Give the name of the server that sends.').max(255),
  port: z.number().int().min(1).max(65_535),
  /** From the first byte on (465), or after asking for it (STARTTLS, 587). Without, nothing is sent. */
  encryption: z.enum(['tls', 'starttls', 'none']),
  /** Where it differs from the name under which the mailbox is opened. */
  user: z.string().min(1).max(320).optional(),
});
export type SmtpSettings = z.infer<typeof SmtpSettings>;

/** A mailbox on a server: RFC 9051. */
export const ImapSettings = z.strictObject({
  /** As people write it: letters of any script on either side (RFC 6531). */
  address: z
    .string()
    .trim()
    .max(320)
    .regex(/^[^\s@]+@[^\s@]+$/, 'Give the e-mail address of the mailbox.'),
  host: z.string().trim().min(1, 'Give the name of the mail server.').max(255),
  port: z.number().int().min(1).max(65_535),
  /** From the first byte on (993), or after asking for it (STARTTLS, 143). Without, nothing is sent. */
  encryption: z.enum(['tls', 'starttls', 'none']),
  user: z.string().min(1, 'Give the name under which the mailbox is opened.').max(320),
  /** The registered provider at which its owner signs in; left out: it opens by a password. */
  signIn: Id.optional(),
  /** Left out: nothing is sent from it. */
  smtp: SmtpSettings.optional(),
});
export type ImapSettings = z.infer<typeof ImapSettings>;

export const ImapSecret = z.strictObject({
  password: z.string().min(1, 'Give the password of the mailbox.').max(1_000),
  /** Where sending asks for another. */
  smtpPassword: z.string().min(1).max(1_000).optional(),
});
export type ImapSecret = z.infer<typeof ImapSecret>;

const webAddress = (typed: string) =>
  URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`);

/** Calendars or contacts on a server: RFC 4791, RFC 6352. */
export const DavSettings = z.strictObject({
  /** The server, or the very calendar; from either the rest is found. */
  url: z
    .string()
    .trim()
    .max(2_000)
    .refine((url) => {
      const read = webAddress(url);
      return /^https?:$/.test(read?.protocol ?? '') && !read?.username && !read?.password;
    }, 'Give the address of the server, such as cloud.example or https://cloud.example/dav.'),
  user: z.string().min(1, 'Give the name under which the server is opened.').max(320),
});
export type DavSettings = z.infer<typeof DavSettings>;

export const DavSecret = z.strictObject({
  password: z.string().min(1, 'Give the password.').max(1_000),
});
export type DavSecret = z.infer<typeof DavSecret>;

/** A calendar behind a link: whoever knows the link reads it, so all of it but the server is secret. */
export const IcsSettings = z.strictObject({
  host: z.string().trim().min(1).max(300),
});
export type IcsSettings = z.infer<typeof IcsSettings>;

export const IcsSecret = z.strictObject({
  url: z
    .string()
    .trim()
    .max(2_000)
    .refine(
      (url) => /^(?:https?|webcal):\/\/[^\s/]+/i.test(url),
      'Give the whole link, beginning with https:// or webcal://.',
    ),
});
export type IcsSecret = z.infer<typeof IcsSecret>;

/** Public posts in which the company may be named: a feed, a hashtag of a Mastodon server, or the search of Bluesky. */
export const feedSources = ['feed', 'mastodon', 'bluesky'] as const;
export const FeedSettings = z.strictObject({
  source: z.enum(feedSources),
  address: z
    .string()
    .trim()
    .max(2_000)
    .refine(
      (address) => /^https?:\/\/[^\s/@]+(?:\/\S*)?$/i.test(address),
      'Give the whole address, beginning with https://.',
    ),
  /** What the company is called; never what a person is. */
  names: z
    .array(z.string().trim().min(3, 'Give at least three letters.').max(100))
    .min(1, 'Say what the company is called.')
    .max(10),
});
export type FeedSettings = z.infer<typeof FeedSettings>;

/** Whoever reads what is public gives no secret. */
export const NoSecret = z.strictObject({});
export type NoSecret = z.infer<typeof NoSecret>;
