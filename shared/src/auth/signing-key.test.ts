import { createPublicKey, verify } from 'node:crypto';
import { createLocalJWKSet, flattenedVerify } from 'jose';
import { newSigningKey, signContent } from './signing-key.js';

const content = { programme: 'البرنامج', version: 1 };

test('what is signed is verified by its public key alone, by jose and by the platform’s own Ed25519', async () => {
  const key = await newSigningKey();
  const signed = await signContent(content, key);
  const jwks = createLocalJWKSet({ keys: [key.publicKey] });
  const { payload, protectedHeader } = await flattenedVerify(signed, jwks);
  expect(JSON.parse(new TextDecoder().decode(payload))).toEqual(content);
  expect(protectedHeader).toEqual({ alg: 'EdDSA', kid: key.publicKey.kid, cty: 'json' });
  const input = Buffer.from(`${signed.protected}.${signed.payload}`);
  const publicKey = createPublicKey({ key: key.publicKey as never, format: 'jwk' });
  expect(verify(null, input, publicKey, Buffer.from(signed.signature, 'base64url'))).toBe(true);
});

test('the public half tells nothing of the private one; another key or a changed content is refused', async () => {
  const [key, other] = [await newSigningKey(), await newSigningKey()];
  expect(key.publicKey).not.toHaveProperty('d');
  expect(key.privateKey.kid).toBe(key.publicKey.kid);
  const signed = await signContent(content, key);
  const changed = { ...signed, payload: Buffer.from('{}').toString('base64url') };
  const jwks = createLocalJWKSet({ keys: [key.publicKey] });
  await expect(flattenedVerify(changed, jwks)).rejects.toThrow(/signature/);
  await expect(flattenedVerify(signed, createLocalJWKSet({ keys: [other.publicKey] }))).rejects.toThrow(/key/);
  expect(await signContent(content, key)).toEqual(signed);
});
