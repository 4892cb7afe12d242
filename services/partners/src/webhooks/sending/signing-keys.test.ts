import { createPublicKey, verify } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { newSigningKeys, publicKeyOf, signatureHeaders } from './signing-keys.js';

const at = new Date();
const body = '{"specversion":"1.0","data":{"title":"أحواش"}}';
const id = '0195b7c0-0000-7000-8000-000000000001';

function verifiesEd25519(headers: Record<string, string>, publicKey: string, wanted = body): boolean {
  const key = createPublicKey({
    key: {
      kty: 'OKP',
      crv: 'Ed25519',
      x: Buffer.from(publicKey.slice('whpk_'.length), 'base64').toString('base64url'),
    },
    format: 'jwk',
  });
  const content = Buffer.from(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${wanted}`);
  const signatures = (headers['webhook-signature'] ?? '').split(' ').filter((one) => one.startsWith('v1a,'));
  return signatures.some((one) => verify(null, content, key, Buffer.from(one.slice('v1a,'.length), 'base64')));
}

test("the specification's own library accepts our signature, and refuses another body, id, time and secret", () => {
  const keys = newSigningKeys();
  const headers = signatureHeaders({ id, at, body }, [keys]);
  const reference = new Webhook(keys.secret);
  expect(reference.verify(body, headers)).toEqual(JSON.parse(body));
  expect(() => reference.verify(`${body} `, headers)).toThrow('No matching signature found');
  expect(() => reference.verify(body, { ...headers, 'webhook-id': 'other' })).toThrow('No matching signature found');
  expect(() => new Webhook(newSigningKeys().secret).verify(body, headers)).toThrow('No matching signature found');
  const late = signatureHeaders({ id, at: new Date(at.getTime() - 301_000), body }, [keys]);
  expect(() => reference.verify(body, late)).toThrow('Message timestamp too old');
});

test('our HMAC is the one that the reference library makes', () => {
  const keys = newSigningKeys();
  const { 'webhook-signature': ours } = signatureHeaders({ id, at, body }, [keys]);
  expect(ours?.split(' ')[0]).toBe(new Webhook(keys.secret).sign(id, at, body));
});

test('the Ed25519 signature is verified with the public key that the receiver was given', () => {
  const keys = newSigningKeys();
  const headers = signatureHeaders({ id, at, body }, [keys]);
  expect(verifiesEd25519(headers, publicKeyOf(keys))).toBe(true);
  expect(verifiesEd25519(headers, publicKeyOf(keys), `${body} `)).toBe(false);
  expect(verifiesEd25519(headers, publicKeyOf(newSigningKeys()))).toBe(false);
});

test('a secret has 24 to 64 bytes, and no two endpoints have the same', () => {
  const [one, other] = [newSigningKeys(), newSigningKeys()];
  expect(one.secret).toMatch(/^whsec_[A-Za-z0-9+/]+=*$/);
  expect(Buffer.from(one.secret.slice(6), 'base64')).toHaveLength(32);
  expect(Buffer.from(publicKeyOf(one).slice(5), 'base64')).toHaveLength(32);
  expect(one.secret).not.toBe(other.secret);
});
