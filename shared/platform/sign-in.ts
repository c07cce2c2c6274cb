import { z } from 'zod';
import { CountryCode, Id, InstantText, Zone } from './values.ts';

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

export const SessionRevocationInput = z.strictObject({ id: Id });

/** Where somebody is signed in. */
export const DeviceSession = z.object({
  id: Id,
  createdAt: InstantText,
  updatedAt: InstantText,
  /** The end in any case, however much it is used. */
  expiresAt: InstantText,
  userAgent: z.string(),
  source: z.string(),
  method: z.enum(['password', 'code', 'recovery code', 'passkey', 'single sign-on']),
  isThis: z.boolean(),
  /** On a browser not seen before, which nobody has said to know. */
  isNew: z.boolean(),
});
export type DeviceSession = z.infer<typeof DeviceSession>;

/** A sign-in on a browser not seen before, of which the person's other browsers tell. */
export const NewDevice = z.object({
  id: Id,
  userAgent: z.string(),
  source: z.string(),
  firstSeenAt: InstantText,
});
export type NewDevice = z.infer<typeof NewDevice>;
export const DeviceInput = z.strictObject({ id: Id });

const Code = z.string().trim().min(1, 'Enter the code.').max(40, 'This is not a code.');
const Ticket = z.string().max(200);

/** What shows again that it is oneself: the password, or a code of the app. */
export const Proof = z.union([
  z.strictObject({ password: Password }),
  z.strictObject({ code: Code }),
]);
export type Proof = z.infer<typeof Proof>;
export const ProofInput = z.strictObject({ proof: Proof.optional() });
export const CodeInput = z.strictObject({ code: Code });

/** The second half of a sign-in; the ticket came with the first. */
export const SecondFactorInput = z.strictObject({ ticket: Ticket, code: Code });
export type SecondFactorInput = z.infer<typeof SecondFactorInput>;

/** What a browser answers for a passkey; what is in it is checked where it is verified. */
const PasskeyAnswer = z.looseObject({ id: z.string().max(2000) });
export const PasskeySignInInput = z.strictObject({ ticket: Ticket, response: PasskeyAnswer });
export const NewPasskeyInput = z.strictObject({
  ticket: Ticket,
  name: Name,
  response: PasskeyAnswer,
});
export const PasskeyName = z.strictObject({ id: Id, name: Name });
export const PasskeyRemoval = z.strictObject({ id: Id, proof: Proof.optional() });

export const PasskeyView = z.object({
  id: Id,
  name: z.string(),
  /** Kept by a keychain on several devices, rather than in one. */
  isSynced: z.boolean(),
  createdAt: InstantText,
  lastUsedAt: InstantText.nullable(),
});
export type PasskeyView = z.infer<typeof PasskeyView>;

export const SecondFactorView = z.object({
  /** False: they come in by single sign-on alone. */
  hasPassword: z.boolean(),
  hasAuthenticator: z.boolean(),
  /** How many are left. */
  recoveryCodes: z.number(),
  passkeys: z.number(),
  /** From when on one's company asks for more than a password. */
  requiredFrom: InstantText.nullable(),
});
export type SecondFactorView = z.infer<typeof SecondFactorView>;

/** What the sign-in answers: one is in, or a code is wanted. */
export type SignInAnswer = { signedIn: true } | { signedIn: false; ticket: string };
export const NoInput = z.strictObject({});

/** Which of one's workspaces the session turns to. */
export const WorkspaceChoice = z.strictObject({ id: Id });
