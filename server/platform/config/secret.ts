import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../failure.ts';

const shortest = 32;

/**
 * The key that signs sessions and seals secrets in the database: made once, kept in the data folder,
 * readable by the server alone. Losing it signs everybody out, and authenticator apps have to be set up
 * anew; recovery codes and passkeys open accounts without it.
 */
export function sessionSecret(dataDir: string): string {
  const file = path.join(dataDir, 'session-secret');
  const secret = read(file) ?? create(file);
  if (secret.length < shortest) {
    throw new Failure(
      `The secret for sessions in ${file} has ${secret.length} characters; sessions signed with fewer than ${shortest} could be forged. Delete the file: the next start makes a new one, everybody signs in again and sets up authenticator apps anew.`,
    );
  }
  // A restored backup or a careless copy may have opened it to others.
  if (process.platform !== 'win32') chmodSync(file, 0o600);
  return secret;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

// Written aside and linked into place: a crash leaves no half a secret, and of two servers that
// start at once the first one's secret stands for both.
function create(file: string): string {
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  return readFileSync(file, 'utf8').trim();
}
