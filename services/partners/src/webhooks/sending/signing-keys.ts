import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  type KeyObject,
} from 'node:crypto';
import { BoundedCache } from '@maarad/shared/auth';

/**
 * What an endpoint's requests are signed with, by the Standard Webhooks specification: a secret that both sides hold, and an Ed25519
 * key whose public half the receiver may use instead.
 */
export interface SigningKeys {
  /** `whsec_` and base64. */
  secret: string;
  /** Ed25519, PKCS #8 in DER, base64. */
  privateKey: string;
}

/** The specification wants 24 to 64 bytes. */
const secretBytes = 32;
/** An Ed25519 public key ends its DER form (RFC 8410). */
const publicKeyBytes = 32;

export function newSigningKeys(): SigningKeys {
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    secret: `whsec_${randomBytes(secretBytes).toString('base64')}`,
    privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
  };
}

/** `whpk_` and the public half in base64. */
export function publicKeyOf(keys: SigningKeys): string {
  const der = createPublicKey(privateKeyOf(keys)).export({ type: 'spki', format: 'der' });
  return `whpk_${der.subarray(-publicKeyBytes).toString('base64')}`;
}

export interface Signed {
  id: string;
  /** Of this attempt, not of the event. */
  at: Date;
  body: string;
}

/** The headers that a receiver checks. Each of several keys signs twice: `v1` with the secret, `v1a` with Ed25519. */
export function signatureHeaders({ id, at, body }: Signed, keys: readonly SigningKeys[]): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const content = Buffer.from(`${id}.${timestamp}.${body}`);
  const signatures = keys.flatMap((own) => [
    `v1,${createHmac('sha256', Buffer.from(own.secret.slice('whsec_'.length), 'base64'))
      .update(content)
      .digest('base64')}`,
    `v1a,${sign(null, content, privateKeyOf(own)).toString('base64')}`,
  ]);
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

const privateKeys = new BoundedCache<KeyObject>(1_000);

/** Reading a key takes longer than signing with it. */
function privateKeyOf({ privateKey }: SigningKeys): KeyObject {
  const known = privateKeys.get(privateKey, 0);
  if (known) {
    return known;
  }
  const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
  privateKeys.set(privateKey, key, Infinity);
  return key;
}
