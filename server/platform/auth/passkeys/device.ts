import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** A device that makes and uses passkeys, for tests: ES256, no attestation, as phones and sticks answer. */
export class TestDevice {
  readonly #key: { privateKey: KeyObject; publicKey: KeyObject };
  readonly id = randomBytes(32).toString('base64url');
  readonly origin: string;
  readonly rpId: string;
  counter = 1;
  /** Whether it asked for finger, face or PIN. */
  verifies = true;

  constructor(origin: string, rpId = new URL(origin).hostname) {
    this.#key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.origin = origin;
    this.rpId = rpId;
  }

  make(challenge: string) {
    const { x, y } = this.#key.publicKey.export({ format: 'jwk' });
    const key = map([
      [int(1), int(2)],
      [int(3), int(-7)],
      [int(-1), int(1)],
      [int(-2), bytes(Buffer.from(x!, 'base64url'))],
      [int(-3), bytes(Buffer.from(y!, 'base64url'))],
    ]);
    const id = Buffer.from(this.id, 'base64url');
    const length = Buffer.alloc(2);
    length.writeUInt16BE(id.length);
    const data = this.#authenticatorData(Buffer.concat([Buffer.alloc(16), length, id, key]));
    const attestation = map([
      [text('fmt'), text('none')],
      [text('attStmt'), map([])],
      [text('authData'), bytes(data)],
    ]);
    return this.#answer({
      clientDataJSON: this.#clientData('webauthn.create', challenge).toString('base64url'),
      attestationObject: attestation.toString('base64url'),
      transports: ['internal'],
    });
  }

  use(challenge: string) {
    this.counter++;
    const client = this.#clientData('webauthn.get', challenge);
    const data = this.#authenticatorData();
    const signed = Buffer.concat([data, createHash('sha256').update(client).digest()]);
    return this.#answer({
      clientDataJSON: client.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: sign('sha256', signed, this.#key.privateKey).toString('base64url'),
    });
  }

  #answer(response: object) {
    return {
      id: this.id,
      rawId: this.id,
      type: 'public-key',
      response,
      clientExtensionResults: {},
    };
  }

  #clientData(type: string, challenge: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: this.origin }));
  }

  #authenticatorData(attested?: Buffer): Buffer {
    const present = 1;
    const flags = present | (this.verifies ? 4 : 0) | (attested ? 0x40 : 0);
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    const rp = createHash('sha256').update(this.rpId).digest();
    return Buffer.concat([rp, Buffer.from([flags]), counter, attested ?? Buffer.alloc(0)]);
  }
}

// As much of CBOR (RFC 8949) as such an answer needs.
function head(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value]);
  if (value < 256) return Buffer.from([(major << 5) | 24, value]);
  return Buffer.from([(major << 5) | 25, value >> 8, value & 255]);
}
const int = (value: number) => (value < 0 ? head(1, -1 - value) : head(0, value));
const bytes = (value: Buffer) => Buffer.concat([head(2, value.length), value]);
const text = (value: string) => Buffer.concat([head(3, value.length), Buffer.from(value)]);
const map = (pairs: [Buffer, Buffer][]) => Buffer.concat([head(5, pairs.length), ...pairs.flat()]);
