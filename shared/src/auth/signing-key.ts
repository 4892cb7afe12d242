import {
  calculateJwkThumbprint,
  exportJWK,
  FlattenedSign,
  generateKeyPair,
  importJWK,
  type FlattenedJWS,
  type JWK,
} from 'jose';

const algorithm = 'EdDSA';

/** An Ed25519 key pair (RFC 8037) as JWKs, both with the same `kid`, which is the key's thumbprint (RFC 7638). */
export interface SigningKey {
  privateKey: JWK;
  publicKey: JWK;
}

export async function newSigningKey(): Promise<SigningKey> {
  const pair = await generateKeyPair(algorithm, { crv: 'Ed25519', extractable: true });
  const [privateKey, publicKey] = await Promise.all([exportJWK(pair.privateKey), exportJWK(pair.publicKey)]);
  const about = { alg: algorithm, use: 'sig', kid: await calculateJwkThumbprint(publicKey) };
  return { privateKey: { ...privateKey, ...about }, publicKey: { ...publicKey, ...about } };
}

/** Content as JSON, signed as a flattened JWS (RFC 7515, 7.2.2). The same content and key give the same answer. */
export async function signContent(content: unknown, { privateKey }: SigningKey): Promise<FlattenedJWS> {
  const payload = new TextEncoder().encode(JSON.stringify(content));
  return new FlattenedSign(payload)
    .setProtectedHeader({ alg: algorithm, kid: privateKey.kid, cty: 'json' })
    .sign(await importJWK(privateKey, algorithm));
}
