import { randomUUIDv7 } from 'node:crypto';
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { Auth } from '../auth.ts';
import { begin, mint, redeem, spend } from '../challenges.ts';
import type { Query } from '../database.ts';
import { PasskeyNotFound, PasskeyNotMade, PasskeyRefused, PasskeyThere } from '../errors.ts';
import { relyingParty } from './relying-party.ts';

/** Loaded by the first who uses a passkey; the command line never does. */
const webauthn = () => import('@simplewebauthn/server');

export interface Passkey {
  id: string;
  name: string;
  isSynced: boolean;
  createdAt: Temporal.Instant;
  lastUsedAt: Temporal.Instant | null;
}

interface Begun<Options> {
  ticket: string;
  options: Options;
}

/** Whoever it is: the browser offers the passkeys it has for us, so nobody types an address. */
export async function beginSignIn(
  auth: Auth,
): Promise<Begun<PublicKeyCredentialRequestOptionsJSON>> {
  const { generateAuthenticationOptions } = await webauthn();
  const ticket = mint(auth.secret, 'passkey sign-in');
  const options = await generateAuthenticationOptions({
    rpID: relyingParty(auth.publicUrl).id,
    userVerification: 'required',
    challenge: challengeOf(ticket),
  });
  return { ticket, options };
}

/** Whose passkey answered; throws PasskeyRefused for any answer that is not right, once and now. */
export async function checkSignIn(
  auth: Auth,
  { ticket, response }: { ticket: string; response: AuthenticationResponseJSON },
): Promise<string> {
  const { query } = auth.database;
  if (!(await spend(query, auth.secret, 'passkey sign-in', ticket))) throw new PasskeyRefused();
  const [kept] = await query<{
    id: string;
    userId: string;
    credentialId: string;
    publicKey: Buffer;
    counter: string;
  }>(
    `select id, user_id as "userId", credential_id as "credentialId", public_key as "publicKey", counter::text
     from auth.passkeys where credential_id = $1`,
    [response.id],
  );
  if (!kept) throw new PasskeyRefused();
  const { verifyAuthenticationResponse } = await webauthn();
  const { id: expectedRPID, origins: expectedOrigin } = relyingParty(auth.publicUrl);
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response,
    expectedChallenge: base64url(challengeOf(ticket)),
    expectedOrigin,
    expectedRPID,
    credential: {
      id: kept.credentialId,
      publicKey: new Uint8Array(kept.publicKey),
      counter: Number(kept.counter),
    },
    requireUserVerification: true,
  }).catch((cause: unknown) => {
    throw new PasskeyRefused({ cause });
  });
  if (!verified) throw new PasskeyRefused();
  // A count that does not grow is a copied key; the condition keeps two at once from both being right.
  const [used] = await query(
    `update auth.passkeys set counter = $2, last_used_at = now()
     where id = $1 and ($2 = 0 and counter = 0 or counter < $2) returning id`,
    [kept.id, authenticationInfo.newCounter],
  );
  if (!used) throw new PasskeyRefused();
  return kept.userId;
}

export async function beginPasskey(
  auth: Auth,
  of: { userId: string; email: string; name: string; company: string },
): Promise<Begun<PublicKeyCredentialCreationOptionsJSON>> {
  const { generateRegistrationOptions } = await webauthn();
  const there = await auth.database.query<{ id: string; transports: string[] }>(
    'select credential_id as id, transports from auth.passkeys where user_id = $1',
    [of.userId],
  );
  const options = await generateRegistrationOptions({
    rpName: of.company,
    rpID: relyingParty(auth.publicUrl).id,
    userID: new Uint8Array(Buffer.from(of.userId.replaceAll('-', ''), 'hex')),
    userName: of.email,
    userDisplayName: of.name,
    attestationType: 'none',
    excludeCredentials: there,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  const ticket = await begin(auth.database.query, 'new passkey', {
    userId: of.userId,
    particulars: { challenge: options.challenge },
  });
  return { ticket, options };
}

export async function addPasskey(
  query: Query,
  auth: Auth,
  of: { userId: string; ticket: string; name: string; response: RegistrationResponseJSON },
): Promise<void> {
  const begun = await redeem<{ challenge: string }>(query, 'new passkey', of.ticket);
  if (begun?.userId !== of.userId) throw new PasskeyNotMade();
  const { verifyRegistrationResponse } = await webauthn();
  const { id: expectedRPID, origins: expectedOrigin } = relyingParty(auth.publicUrl);
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: of.response,
    expectedChallenge: begun.particulars.challenge,
    expectedOrigin,
    expectedRPID,
    requireUserVerification: true,
  }).catch((cause: unknown) => {
    throw new PasskeyNotMade({ cause });
  });
  if (!verified) throw new PasskeyNotMade();
  const { credential, credentialBackedUp } = registrationInfo;
  const added = await query(
    `insert into auth.passkeys
       (id, user_id, credential_id, public_key, counter, transports, name, is_synced)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (credential_id) do nothing returning id`,
    [
      randomUUIDv7(),
      of.userId,
      credential.id,
      Buffer.from(credential.publicKey),
      credential.counter,
      credential.transports ?? [],
      of.name,
      credentialBackedUp,
    ],
  );
  if (added.length === 0) throw new PasskeyThere();
}

export function listPasskeys(query: Query, userId: string): Promise<Passkey[]> {
  return query<Passkey>(
    `select id, name, is_synced as "isSynced", created_at as "createdAt", last_used_at as "lastUsedAt"
     from auth.passkeys where user_id = $1 order by id desc`,
    [userId],
  );
}

export async function renamePasskey(
  query: Query,
  of: { userId: string; id: string; name: string },
): Promise<void> {
  const renamed = await query(
    'update auth.passkeys set name = $3 where id = $2 and user_id = $1 returning id',
    [of.userId, of.id, of.name],
  );
  if (renamed.length === 0) throw new PasskeyNotFound();
}

/** The name of the one that is gone. */
export async function removePasskey(
  query: Query,
  of: { userId: string; id: string },
): Promise<string> {
  const [gone] = await query<{ name: string }>(
    'delete from auth.passkeys where id = $2 and user_id = $1 returning name',
    [of.userId, of.id],
  );
  if (!gone) throw new PasskeyNotFound();
  return gone.name;
}

function challengeOf(ticket: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(ticket));
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
