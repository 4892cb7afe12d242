import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { FairEvent } from './event-types.js';

/** What a request is verified with; several while a secret is rotated. One that is signed with any of them is the fair's. */
export interface WebhookKeys {
  /** `whsec_` and base64: shown when the endpoint was made or its secret rotated. */
  secret?: string | readonly string[];
  /** `whpk_` and base64: the endpoint's `publicKey`. Enough alone, and no secret. */
  publicKey?: string | readonly string[];
}

/** As Node and as `fetch` have them. */
export type WebhookHeaders = Headers | Record<string, string | string[] | undefined>;

/** A request that the fair did not sign, or not within the last five minutes. */
export class WebhookRefused extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'WebhookRefused';
  }
}

/** By the specification, both ways: clocks differ. */
const toleranceSeconds = 300;

/** RFC 8410: what stands before the 32 bytes of an Ed25519 public key in its DER form. */
const derPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * The event of a webhook, by the Standard Webhooks specification (https://www.standardwebhooks.com).
 *
 * @param body as it came, to the byte: what is parsed and written again has another signature.
 * @throws WebhookRefused
 */
export function verifyWebhook(body: string | Buffer, headers: WebhookHeaders, keys: WebhookKeys): FairEvent {
  const text = body.toString();
  const signed = {
    'webhook-id': headerOf(headers, 'webhook-id'),
    'webhook-timestamp': headerOf(headers, 'webhook-timestamp'),
    'webhook-signature': headerOf(headers, 'webhook-signature'),
  };
  const [secrets, publicKeys] = [listOf(keys.secret), listOf(keys.publicKey)];
  if (secrets.length + publicKeys.length === 0) {
    throw new TypeError('verifyWebhook needs a secret or a public key.');
  }
  const byPublicKey = publicKeys.map(publicKeyOf).some((key) => isSignedBy(key, signed, text));
  if (!byPublicKey && !secrets.map((secret) => new Webhook(secret)).some((webhook) => accepts(webhook, signed, text))) {
    throw new WebhookRefused('The request has no signature of the fair that is of the last five minutes.');
  }
  try {
    return JSON.parse(text) as FairEvent;
  } catch (cause) {
    throw new WebhookRefused('The body is no JSON.', { cause });
  }
}

type Signed = Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>;

function accepts(webhook: Webhook, signed: Signed, text: string): boolean {
  try {
    webhook.verify(text, signed, { jsonParse: false });
    return true;
  } catch {
    return false;
  }
}

/** `v1a`, which the library of `v1` does not know. */
function isSignedBy(key: KeyObject, signed: Signed, text: string): boolean {
  const timestamp = signed['webhook-timestamp'];
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(Date.now() / 1_000 - Number(timestamp)) > toleranceSeconds) {
    return false;
  }
  const content = Buffer.from(`${signed['webhook-id']}.${timestamp}.${text}`);
  return signed['webhook-signature']
    .split(' ')
    .filter((signature) => signature.startsWith('v1a,'))
    .some((signature) => verify(null, content, key, Buffer.from(signature.slice('v1a,'.length), 'base64')));
}

function publicKeyOf(text: string): KeyObject {
  const raw = Buffer.from(text.replace(/^whpk_/, ''), 'base64');
  return createPublicKey({ key: Buffer.concat([derPrefix, raw]), format: 'der', type: 'spki' });
}

export function headerOf(headers: WebhookHeaders, name: string): string {
  const value = headers instanceof Headers ? headers.get(name) : headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

const listOf = (keys: string | readonly string[] | undefined): readonly string[] =>
  typeof keys === 'string' ? [keys] : (keys ?? []);
