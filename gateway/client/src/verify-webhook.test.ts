import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { verifyWebhook, webhookHandler, WebhookRefused, type WebhookHandlerOptions } from './index.js';

const id = '0194a7b6-7e10-7f64-8c1d-5a4b3c2d1e0f';
const event = { specversion: '1.0', id, type: 'org.maarad.sales.stock.low.v1', data: { left: 3 } };
const body = JSON.stringify(event);
const secret = newSecret();
const { privateKey, publicKey: publicObject } = generateKeyPairSync('ed25519');
const publicKey = `whpk_${publicObject.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64')}`;

function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

const v1 = (key: string, at: Date, text = body) => new Webhook(key).sign(id, at, text);
const v1a = (key: KeyObject, at: Date, text = body) =>
  `v1a,${sign(null, Buffer.from(`${id}.${Math.floor(at.getTime() / 1_000)}.${text}`), key).toString('base64')}`;
const headers = (signature: string, at = new Date()) => ({
  ...{ 'webhook-id': id, 'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)) },
  'webhook-signature': signature,
});
const now = () => new Date();
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

test('an event is taken by the secret, by the public key, and by either of two secrets while they rotate', () => {
  const both = headers(`${v1(newSecret(), now())} ${v1(secret, now())} ${v1a(privateKey, now())}`);
  expect(verifyWebhook(body, both, { secret })).toEqual(event);
  expect(verifyWebhook(Buffer.from(body), both, { publicKey })).toEqual(event);
  expect(verifyWebhook(body, new Headers(both), { secret: [newSecret(), secret] })).toEqual(event);
});

test.each([
  ['another secret', headers(v1(newSecret(), now())), { secret }],
  ['another key', headers(v1a(generateKeyPairSync('ed25519').privateKey, now())), { publicKey }],
  ['other words', headers(v1(secret, now(), `${body} `)), { secret }],
  ['other words, by the key', headers(v1a(privateKey, now(), `${body} `)), { publicKey }],
  ['six minutes ago', headers(v1(secret, minutesAgo(6)), minutesAgo(6)), { secret }],
  ['six minutes ago, by the key', headers(v1a(privateKey, minutesAgo(6)), minutesAgo(6)), { publicKey }],
  ['in six minutes', headers(v1a(privateKey, minutesAgo(-6)), minutesAgo(-6)), { publicKey }],
  ['a key where only the secret is trusted', headers(v1a(privateKey, now())), { secret }],
  ['nothing', headers(''), { secret, publicKey }],
])('what was signed with %s is refused', (_, signed, keys) => {
  expect(() => verifyWebhook(body, signed, keys)).toThrow(WebhookRefused);
});

test('without any key nothing is verified, and that is said', () => {
  expect(() => verifyWebhook(body, headers(v1(secret, now())), {})).toThrow(TypeError);
});

describe('the handler', () => {
  const handle = (options: Partial<WebhookHandlerOptions>, onEvent: (event: any) => unknown, text = body) =>
    webhookHandler(
      new Request('http://partner.example/', { method: 'POST', body: text, headers: headers(v1(secret, now(), text)) }),
      { secret, ...options },
      onEvent,
    );

  test('takes an event once, however often and however close together it comes', async () => {
    const [seen, taken] = [new Set<string>(), [] as string[]];
    const take = async ({ id: ofEvent }: { id: string }) => {
      await new Promise(setImmediate);
      taken.push(ofEvent);
    };
    const statuses = await Promise.all([handle({ seen }, take), handle({ seen }, take)]);
    expect([...statuses, await handle({ seen }, take)]).toEqual([204, 204, 204]);
    expect(taken).toEqual([id]);
  });

  test('wants an event again that was not taken, and says why it was not', async () => {
    const [seen, errors] = [new Set<string>(), [] as unknown[]];
    const full = new Error('the disk is full');
    const refuse = () => Promise.reject(full);
    expect(await handle({ seen, onError: (error) => errors.push(error) }, refuse)).toBe(500);
    expect([errors, seen.size]).toEqual([[full], 0]);
    expect(await handle({ seen }, () => undefined)).toBe(204);
  });

  test('refuses what the fair did not sign and what is too large, and hands neither on', async () => {
    const taken: unknown[] = [];
    const onEvent = (one: unknown) => taken.push(one);
    expect(await handle({ secret: newSecret() }, onEvent)).toBe(401);
    expect(await handle({ largestBody: 1_000 }, onEvent, JSON.stringify('x'.repeat(1_000)))).toBe(413);
    expect(taken).toEqual([]);
  });

  test('hands on a type that is newer than itself', async () => {
    const later = JSON.stringify({ ...event, type: 'org.maarad.sales.stock.low.v2' });
    const types: string[] = [];
    expect(await handle({}, ({ type }) => types.push(type), later)).toBe(204);
    expect(types).toEqual(['org.maarad.sales.stock.low.v2']);
  });
});
