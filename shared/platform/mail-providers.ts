import { z } from 'zod';
import { Id, Version } from './values.ts';

/** Whose sign-in opens mailboxes. Of Google and Microsoft the addresses are known, of others they are given. */
export const mailProviderKinds = ['google', 'microsoft', 'other'] as const;
export const MailProviderKind = z.enum(mailProviderKinds);
export type MailProviderKind = z.infer<typeof MailProviderKind>;

const ClientId = z
  .string()
  .trim()
  .min(1, 'Enter the client ID.')
  .max(300, 'This is too long.')
  .regex(/^[\x21-\x7e]+$/, 'A client ID has no spaces; copy it once more.');
const Secret = z.string().trim().min(1, 'Enter the client secret.').max(2000, 'This is too long.');
const Name = z.string().trim().min(1, 'Give it a name.').max(100);

/** The directory at Microsoft: its ID, a domain of it, or one of the words for several. */
const Tenant = z
  .string()
  .trim()
  .toLowerCase()
  .max(100, 'This is too long.')
  .regex(/^[a-z0-9][a-z0-9.-]*$/, 'Give the directory (tenant) ID, or “common”.');

const Endpoint = z
  .string()
  .trim()
  .max(500, 'This address is too long.')
  .refine((typed) => {
    const url = /^https?:\/\//i.test(typed) ? URL.parse(typed) : null;
    return url !== null && !url.hash && !url.username;
  }, 'Give an address such as https://login.example.com/authorize.');

/** Rights as the provider names them (RFC 6749, 3.3). */
const Scope = z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,300}$/, 'This is no name of a right.');
const Scopes = z.array(Scope).min(1, 'Give at least one right.').max(20);

const registered = { clientId: ClientId, secret: Secret };

export const MailProviderInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('google'), ...registered }),
  z.strictObject({ kind: z.literal('microsoft'), tenant: Tenant, ...registered }),
  z.strictObject({
    kind: z.literal('other'),
    name: Name,
    authorizationEndpoint: Endpoint,
    tokenEndpoint: Endpoint,
    scopes: Scopes,
    ...registered,
  }),
]);
export type MailProviderInput = z.infer<typeof MailProviderInput>;

export const MailProviderChange = z.strictObject({
  version: Version,
  clientId: ClientId.optional(),
  /** Left out: the one that is kept. */
  secret: Secret.optional(),
  tenant: Tenant.optional(),
  name: Name.optional(),
  authorizationEndpoint: Endpoint.optional(),
  tokenEndpoint: Endpoint.optional(),
  scopes: Scopes.optional(),
});
export type MailProviderChange = z.infer<typeof MailProviderChange>;

/** The secret is never answered back. */
export const MailProviderView = z.object({
  id: Id,
  kind: MailProviderKind,
  name: z.string(),
  clientId: z.string(),
  tenant: z.string().nullable(),
  authorizationEndpoint: z.string(),
  tokenEndpoint: z.string(),
  /** The rights that are asked for, as the person reads them at the provider. */
  scopes: z.array(z.string()),
  /** False after a restore, and whenever else this installation has a new key: to be entered anew. */
  hasSecret: z.boolean(),
  version: Version,
});
export type MailProviderView = z.infer<typeof MailProviderView>;

export const MailProviders = z.object({
  rows: z.array(MailProviderView),
  /** What has to be entered at the provider. */
  redirectUri: z.string(),
});
export type MailProviders = z.infer<typeof MailProviders>;

/** Where the browser goes to sign in. */
export const MailSignInBegun = z.object({ url: z.string() });
export type MailSignInBegun = z.infer<typeof MailSignInBegun>;

/** What the provider sent back with the browser: its query, as it is. */
export const MailSignInAnswer = z.strictObject({ query: z.string().max(8000) });
export type MailSignInAnswer = z.infer<typeof MailSignInAnswer>;
