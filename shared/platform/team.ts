import { z } from 'zod';
import { AccessLevel } from './access.ts';
import { Email, Name } from './sign-in.ts';
import { Id, InstantText } from './values.ts';

export const UserView = z.object({
  id: Id,
  name: z.string(),
  email: z.string(),
  level: AccessLevel,
  disabledAt: InstantText.nullable(),
});
export type UserView = z.infer<typeof UserView>;

export const UserChange = z.union([
  z.strictObject({ level: AccessLevel }),
  z.strictObject({ disabled: z.boolean() }),
]);
export type UserChange = z.infer<typeof UserChange>;

export const InvitationInput = z.strictObject({ email: Email, level: AccessLevel });
export type InvitationInput = z.infer<typeof InvitationInput>;

export const OpenInvitation = z.object({
  id: Id,
  email: z.string(),
  level: AccessLevel,
  /** Null: the operator, at the command line. */
  invitedBy: Id.nullable(),
  createdAt: InstantText,
  expiresAt: InstantText,
});
export type OpenInvitation = z.infer<typeof OpenInvitation>;
/** The link is shown once, to be sent by whoever invites. */
export const NewInvitation = OpenInvitation.extend({ link: z.string() });

export const tokenScopes = ['read', 'full'] as const;
export const TokenInput = z.strictObject({
  name: Name,
  scope: z.enum(tokenScopes),
  expiresAt: InstantText.optional(),
});
export type TokenInput = z.infer<typeof TokenInput>;

export const TokenView = z.object({
  id: Id,
  name: z.string(),
  scope: z.enum(tokenScopes),
  createdAt: InstantText,
  lastUsedAt: InstantText.nullable(),
  expiresAt: InstantText.nullable(),
});
export type TokenView = z.infer<typeof TokenView>;
/** The token itself is shown once. */
export const NewToken = TokenView.extend({ token: z.string() });

/** How long everybody has to set up a second factor before it is asked for; null: it is not asked for. */
export const SecondFactorRule = z.strictObject({
  graceDays: z.number().int().min(0).max(90).nullable(),
});
export type SecondFactorRule = z.infer<typeof SecondFactorRule>;

export const ProtectionView = z.object({
  userId: Id,
  hasAuthenticator: z.boolean(),
  passkeys: z.number(),
  /** Connected with the company's own sign-in. */
  singleSignOn: z.boolean(),
});
export type ProtectionView = z.infer<typeof ProtectionView>;
export const ProtectionList = z.object({ rows: z.array(ProtectionView) });

export const UserList = z.object({ rows: z.array(UserView) });
export const InvitationList = z.object({ rows: z.array(OpenInvitation) });
export const TokenList = z.object({ rows: z.array(TokenView) });
