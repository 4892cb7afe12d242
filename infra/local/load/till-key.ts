import { createHash, createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';

/** What RFC 8410 puts before the 32 bytes of an Ed25519 key. */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The key of a till of the demonstration: made from its name, so that every load signs the same. A real one stays in its device. */
export function tillKey(name: string): KeyObject {
  const seed = createHash('sha256').update(`A till of the demonstration fair: ${name}`).digest();
  return createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' });
}

/** The `x` of its JWK. */
export const publicPartOf = (key: KeyObject): string => createPublicKey(key).export({ format: 'jwk' }).x ?? '';

/** A compact JWS (RFC 7515) with EdDSA (RFC 8037). */
export function signed(content: object, key: KeyObject): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({ alg: 'EdDSA' })}.${part(content)}`;
  return `${text}.${sign(null, Buffer.from(text), key).toString('base64url')}`;
}
