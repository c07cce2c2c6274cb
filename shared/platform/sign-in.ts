import { z } from 'zod';
import { CountryCode, Id, Zone } from './values.ts';

export const Name = z
  .string()
  .trim()
  .min(1, 'Enter a name.')
  .max(200, 'Use at most 200 characters.');
export const Email = z
  .string()
  .trim()
  .max(254, 'This e-mail address is too long.')
  .pipe(z.email('This is not an e-mail address.'));
/** Length and strength are judged by passwords.ts; this only bounds what is hashed. */
const Password = z.string().min(1, 'Enter a password.').max(1024, 'Use at most 256 characters.');
const InvitationToken = z.string().max(100);

export const SignInInput = z.strictObject({
  email: Email,
  password: Password,
  rememberMe: z.boolean().optional(),
});
export type SignInInput = z.infer<typeof SignInInput>;

export const PasswordChangeInput = z.strictObject({
  currentPassword: Password,
  newPassword: Password,
});
export type PasswordChangeInput = z.infer<typeof PasswordChangeInput>;

export const SetupInput = z.strictObject({
  companyName: Name,
  name: Name,
  email: Email,
  password: Password,
  /** By which phone numbers without a prefix and times without a zone are read. */
  country: CountryCode.optional(),
  zone: Zone.optional(),
});
export type SetupInput = z.infer<typeof SetupInput>;

export const InvitationLookUpInput = z.strictObject({ token: InvitationToken });
export type InvitationLookUpInput = z.infer<typeof InvitationLookUpInput>;

export const InvitationAcceptInput = z.strictObject({
  token: InvitationToken,
  name: Name,
  password: Password,
});
export type InvitationAcceptInput = z.infer<typeof InvitationAcceptInput>;

export const InvitationView = z.object({
  email: z.string(),
  workspace: z.string(),
  /** Then the password of that account is asked for instead of a new one. */
  hasAccount: z.boolean(),
});
export type InvitationView = z.infer<typeof InvitationView>;

export const SessionRevocationInput = z.strictObject({ token: z.string().max(100) });
export const NoInput = z.strictObject({});

/** Which of one's workspaces the session turns to. */
export const WorkspaceChoice = z.strictObject({ id: Id });
