import { z } from 'zod';
import { Email, Proof } from './sign-in.ts';
import { Id, InstantText } from './values.ts';

/** What becomes of somebody whom the provider vouches for and who has no account here. */
export const newcomerRules = ['refused', 'invited', 'admitted'] as const;
export type NewcomerRule = (typeof newcomerRules)[number];

/** What a newcomer may be let in as; an owner is made by an owner. */
export const newcomerLevels = ['manager', 'member', 'reader'] as const;

/** Typed as people type it: with its @, in capitals, in their own script. */
const Domain = z
  .string()
  .trim()
  .max(255, 'This domain is too long.')
  .transform((typed) => URL.parse(`http://${typed.replace(/^@/, '')}`)?.hostname ?? '')
  .refine((domain) => /^([a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{1,62}$/.test(domain), {
    message: 'This is not a domain such as example.com.',
  });

/** The address of a provider; people often copy that of its description, which is below it. */
const Issuer = z
  .string()
  .trim()
  .max(500, 'This address is too long.')
  .transform((typed) => typed.replace(/\/\.well-known\/openid-configuration\/?$/, ''))
  .refine((typed) => /^https?:\/\//i.test(typed) && URL.canParse(typed), {
    message: 'Give an address such as https://login.example.com.',
  });

const ClientId = z.string().trim().min(1, 'Enter the client ID.').max(300, 'This is too long.');
const Secret = z.string().trim().min(1, 'Enter the secret.').max(2000, 'This is too long.');

export const SingleSignOnInput = z.strictObject({
  issuer: Issuer,
  clientId: ClientId,
  /** Left out: the one that is kept. */
  secret: Secret.optional(),
  domains: z.array(Domain).min(1, 'Give at least one domain.').max(50, 'At most 50 domains.'),
  newcomers: z.enum(newcomerRules),
  level: z.enum(newcomerLevels),
  /** Whether passwords open nothing here any longer. */
  only: z.boolean(),
});
export type SingleSignOnInput = z.infer<typeof SingleSignOnInput>;

export const SingleSignOnView = z.object({
  /** Null until it is set up. The secret is never answered back. */
  settings: z
    .object({
      issuer: z.string(),
      clientId: z.string(),
      domains: z.array(z.string()),
      newcomers: z.enum(newcomerRules),
      level: z.enum(newcomerLevels),
      only: z.boolean(),
    })
    .nullable(),
  /** What the provider has to know. */
  redirectUri: z.string(),
  /** Leads to this company's sign-in wherever several share a server. */
  signInLink: z.string(),
});
export type SingleSignOnView = z.infer<typeof SingleSignOnView>;

export const ConnectionTestInput = z.strictObject({
  issuer: Issuer,
  clientId: ClientId,
  secret: Secret.optional(),
});
export type ConnectionTestInput = z.infer<typeof ConnectionTestInput>;

/** What a test of the connection may find wrong; the screen has a sentence for each. */
export const connectionProblems = [
  'address',
  'port',
  'unknown host',
  'private',
  'no answer',
  'certificate',
  'too slow',
  'too large',
  'not a provider',
  'moved',
  'other issuer',
  'incomplete',
  'no keys',
  'client refused',
] as const;
export type ConnectionProblem = (typeof connectionProblems)[number];

export const ConnectionTest = z.object({
  /** Null: everything that can be tried without signing in is right. */
  problem: z.enum(connectionProblems).nullable(),
  /** With which host it was met. */
  host: z.string(),
  /** What the provider calls itself, where that is the problem. */
  told: z.string().nullable(),
});
export type ConnectionTest = z.infer<typeof ConnectionTest>;

/** Whether the sign-in page offers it; where several companies do, an address says which. */
export const SingleSignOnOffer = z.object({ offer: z.enum(['none', 'one', 'by address']) });
export type SingleSignOnOffer = z.infer<typeof SingleSignOnOffer>;

/** A path of our own; anything else could lead a person elsewhere after signing in. */
const OwnPath = z
  .string()
  .max(2000)
  .regex(/^\/(?![/\\])/);

export const SingleSignOnBegin = z.strictObject({
  email: Email.optional(),
  workspaceId: Id.optional(),
  to: OwnPath.optional(),
});
export type SingleSignOnBegin = z.infer<typeof SingleSignOnBegin>;

export const ConnectionBegin = z.strictObject({ workspaceId: Id, proof: Proof.optional() });

/** Where the browser goes on. */
export type SingleSignOnBegun = { url: string };

/** Why a sign-in by the provider did not end in a session; the sign-in page has a sentence for each. */
export const singleSignOnProblems = [
  'begin again',
  'cancelled',
  'provider',
  'clock',
  'not verified',
  'foreign',
  'no account',
  'taken',
] as const;
export type SingleSignOnProblem = (typeof singleSignOnProblems)[number];

/** One’s own connections to the providers of one's companies. */
export const OwnConnection = z.object({
  workspaceId: Id,
  workspace: z.string(),
  /** Null: it is not connected. */
  email: z.string().nullable(),
  lastUsedAt: InstantText.nullable(),
});
export type OwnConnection = z.infer<typeof OwnConnection>;
