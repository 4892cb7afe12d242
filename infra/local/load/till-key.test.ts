import { createPublicKey, verify } from 'node:crypto';
import { publicPartOf, signed, tillKey } from './till-key.js';

test('the key of a till is the same at every load, and of no other till', () => {
  expect(publicPartOf(tillKey('one'))).toBe(publicPartOf(tillKey('one')));
  expect(publicPartOf(tillKey('one'))).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(publicPartOf(tillKey('one'))).not.toBe(publicPartOf(tillKey('another')));
});

test('what a till signs is verified with the public part of its key', () => {
  const key = tillKey('one');
  const [header = '', content = '', signature = ''] = signed({ number: 1 }, key).split('.');
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: publicPartOf(key) };
  const known = createPublicKey({ key: jwk, format: 'jwk' });
  expect(verify(null, Buffer.from(`${header}.${content}`), known, Buffer.from(signature, 'base64url'))).toBe(true);
  expect(JSON.parse(Buffer.from(content, 'base64url').toString())).toEqual({ number: 1 });
});
