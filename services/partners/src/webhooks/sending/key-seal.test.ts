import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { inUse, KeySeal, rotated } from './key-seal.js';
import { newSigningKeys, publicKeyOf, signatureHeaders } from './signing-keys.js';

const seal = new KeySeal(randomBytes(32).toString('hex'));
const now = new Date();
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);
const fresh = () => seal.seal(newSigningKeys());

test('what is sealed shows the public key only, and opens to what it was', () => {
  const keys = newSigningKeys();
  const sealed = seal.seal(keys);
  expect(sealed.publicKey).toBe(publicKeyOf(keys));
  expect(JSON.stringify(sealed)).not.toContain(keys.secret.slice(6));
  expect(Buffer.from(sealed.sealed, 'base64').toString('latin1')).not.toContain(keys.secret);
  expect(seal.open(sealed)).toEqual(keys);
  expect(seal.seal(keys).sealed).not.toBe(sealed.sealed);
});

test('what was sealed with another key, or changed, does not open', () => {
  const sealed = fresh();
  expect(() => new KeySeal(randomBytes(32).toString('hex')).open(sealed)).toThrow();
  const bytes = Buffer.from(sealed.sealed, 'base64');
  bytes[40] = (bytes[40] ?? 0) ^ 1;
  expect(() => seal.open({ ...sealed, sealed: bytes.toString('base64') })).toThrow();
});

test('while secrets overlap, receivers with the old and with the new one accept the same request', () => {
  const keys = rotated([fresh()], fresh(), now, hours(1));
  const opened = inUse(keys, now).map((one) => seal.open(one));
  const headers = signatureHeaders({ id: 'one', at: now, body: '{}' }, opened);
  expect(opened).toHaveLength(2);
  for (const { secret } of opened) {
    expect(new Webhook(secret).verify('{}', headers)).toEqual({});
  }
  expect(inUse(keys, hours(1))).toEqual(keys.slice(0, 1));
});

test('a second rotation does not lengthen the time of the first secret', () => {
  const twice = rotated(rotated([fresh()], fresh(), now, hours(1)), fresh(), now, hours(24));
  expect(twice.map(({ until }) => until)).toEqual([null, hours(24).toISOString(), hours(1).toISOString()]);
  expect(rotated(twice, fresh(), hours(2), hours(3))).toHaveLength(3);
});
