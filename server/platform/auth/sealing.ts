import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const nonceLength = 12;
const tagLength = 16;

/** A key for one purpose, from the installation's own secret: what leaks of one opens no other. */
function keyFor(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `rapport ${purpose}`, 32));
}

/**
 * Closes a secret that has to be read again, for the database: nonce, tag, text. `of` is whose it is, so
 * that a sealed secret moved to somebody else's row does not open there.
 */
export function seal(secret: string, purpose: string, of: string, plain: Buffer): Buffer {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv(algorithm, keyFor(secret, purpose), nonce);
  cipher.setAAD(Buffer.from(of));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

/** What was sealed; undefined when it was changed, is another's, or the installation's secret is a new one. */
export function unseal(
  secret: string,
  purpose: string,
  of: string,
  sealed: Buffer,
): Buffer | undefined {
  if (sealed.length < nonceLength + tagLength) return undefined;
  const nonce = sealed.subarray(0, nonceLength);
  const decipher = createDecipheriv(algorithm, keyFor(secret, purpose), nonce, {
    authTagLength: tagLength,
  });
  decipher.setAAD(Buffer.from(of));
  decipher.setAuthTag(sealed.subarray(nonceLength, nonceLength + tagLength));
  try {
    return Buffer.concat([
      decipher.update(sealed.subarray(nonceLength + tagLength)),
      decipher.final(),
    ]);
  } catch {
    return undefined;
  }
}
