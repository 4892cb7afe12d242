import type { Texts } from '../texts.js';
import type { Attempt } from './operations.js';

/**
 * What became of an attempt, in a word that the console has in every language: of the status that the receiver answered, or of why no
 * answer came, as the partners service writes it (`send-webhook.ts`).
 */
export function outcomeOf({ statusCode, error }: Pick<Attempt, 'statusCode' | 'error'>): keyof Texts['outcome'] {
  if (statusCode !== null) {
    return byStatus[statusCode] ?? byClass[Math.floor(statusCode / 100)] ?? 'refused';
  }
  return reasons.find(([, pattern]) => pattern.test(error ?? ''))?.[0] ?? 'failed';
}

const byStatus: Partial<Record<number, keyof Texts['outcome']>> = { 410: 'gone', 429: 'tooMany' };
const byClass: Partial<Record<number, keyof Texts['outcome']>> = { 2: 'taken', 3: 'redirected', 5: 'broken' };

const reasons: [keyof Texts['outcome'], RegExp][] = [
  ['forbidden', /^the address /],
  ['late', /^no answer within |TIMEOUT|TIMEDOUT/],
  ['unsigned', /^the secret cannot be read/],
  ['closed', /^ECONNREFUSED$/],
  ['brokenOff', /^(ECONNRESET|EPIPE)$/],
  ['untrusted', /CERT|SIGNATURE|_TLS_|_SSL_|^EPROTO$/],
];
