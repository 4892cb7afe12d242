import { Agent as HttpAgent, request as overHttp, type ClientRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as overHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { AddressRefused, requireAllowedUrl, resolvedAllowed, type AddressRules } from './address-rules.js';
import { retryAfter } from './retry-schedule.js';
import { TimeLimit } from './time-limit.js';

/** What came of one request to a receiver. */
export interface Answer {
  /** Null where none came. */
  statusCode: number | null;
  /** Why none came, in a word or a rule. */
  error: string | null;
  /** The first of what it answered. */
  response: string | null;
  /** Before when the receiver wants no other request. */
  retryAfter: Date | null;
  durationMs: number;
}

export interface WebhookRequest {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** The specification recommends 15 to 30 s. */
export const usualTimeoutMs = 15_000;
export const largestResponse = 1_024;

/** Those whose `Retry-After` is kept to. */
const throttling = [429, 502, 503, 504];

/**
 * Sends requests to receivers. Every name is resolved anew for each connection and its addresses checked there, in the socket's own
 * lookup: what was checked is what is connected to, whatever the name stands for a moment later. No redirect is followed.
 */
export class WebhookSender {
  private readonly agents: { 'http:': HttpAgent; 'https:': HttpsAgent };

  constructor(
    private readonly rules: AddressRules,
    private readonly patienceMs = usualTimeoutMs,
    /** Who vouches for receivers; by default whom Node trusts, with those of NODE_EXTRA_CA_CERTS. */
    ca?: string,
  ) {
    const options = { keepAlive: true, maxFreeSockets: 64, timeout: 30_000 };
    this.agents = { 'http:': new HttpAgent(options), 'https:': new HttpsAgent({ ...options, ca }) };
  }

  /** Never throws: whatever goes wrong is the answer. An aborted request says so. */
  async send(
    { url, headers, body }: WebhookRequest,
    { timeoutMs = this.patienceMs, signal }: { timeoutMs?: number; signal?: AbortSignal } = {},
  ): Promise<Answer> {
    const began = performance.now();
    const nothing = { statusCode: null, error: null, response: null, retryAfter: null };
    const lasted = () => Math.round(performance.now() - began);
    const limit = new TimeLimit(timeoutMs, signal);
    try {
      const target = requireAllowedUrl(url, this.rules);
      const answer = await this.exchange(target, headers, body, limit.signal);
      const statusCode = answer.statusCode ?? 0;
      const response = await firstOf(answer, limit.signal);
      const after = throttling.includes(statusCode) ? retryAfter(answer.headers['retry-after'], new Date()) : null;
      return { ...nothing, statusCode, response, retryAfter: after, durationMs: lasted() };
    } catch (error) {
      const reason = limit.reached ? `no answer within ${timeoutMs / 1_000} s` : reasonOf(error);
      return { ...nothing, error: reason, durationMs: lasted() };
    } finally {
      limit.lift();
    }
  }

  close(): void {
    Object.values(this.agents).forEach((agent) => agent.destroy());
  }

  private async exchange(target: URL, headers: Record<string, string>, body: string, signal: AbortSignal) {
    for (;;) {
      const request = this.open(target, headers, body, signal);
      try {
        return await answerOf(request, body);
      } catch (error) {
        // A kept connection that the receiver closes just then has not taken the request: it is sent on a new one.
        if (!request.reusedSocket || (error as NodeJS.ErrnoException).code !== 'ECONNRESET' || signal.aborted) {
          throw error;
        }
      }
    }
  }

  private open(target: URL, headers: Record<string, string>, body: string, signal: AbortSignal): ClientRequest {
    const options = {
      method: 'POST',
      headers: {
        ...headers,
        'content-type': 'application/cloudevents+json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Maarad-Webhooks/1',
      },
      lookup: this.lookup,
      signal,
    };
    return target.protocol === 'https:'
      ? overHttps(target, { ...options, agent: this.agents['https:'] })
      : overHttp(target, { ...options, agent: this.agents['http:'] });
  }

  /** Called by the socket for a name, never for an address: those are checked before. */
  private readonly lookup: LookupFunction = (host, options, done) => {
    resolvedAllowed(host, this.rules).then(
      (found) => {
        const wanted = options.family === 4 || options.family === 6 ? options.family : undefined;
        const fitting = found.filter(({ family }) => wanted === undefined || family === wanted);
        const [first] = fitting;
        if (!first) {
          done(new AddressRefused('must name a host that can be found'), []);
        } else if (options.all) {
          done(null, fitting);
        } else {
          done(null, first.address, first.family);
        }
      },
      (error: NodeJS.ErrnoException) => done(error, []),
    );
  };
}

function answerOf(request: ClientRequest, body: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once('response', resolve);
    // Stays for good: a connection that breaks after the answer's head must not become an uncaught error.
    request.on('error', reject);
    request.end(body);
  });
}

/** The status has decided already: a body that is long, slow or breaks off is cut. */
async function firstOf(answer: IncomingMessage, signal: AbortSignal): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  const cut = () => answer.destroy();
  signal.addEventListener('abort', cut);
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= largestResponse) {
        break;
      }
    }
  } catch {
    // What came until then is kept.
  } finally {
    signal.removeEventListener('abort', cut);
  }
  // PostgreSQL's text has no place for NUL.
  return Buffer.concat(chunks).subarray(0, largestResponse).toString().replaceAll('\0', '');
}

function reasonOf(error: unknown): string {
  if (error instanceof AddressRefused) {
    return `the address ${error.rule}`;
  }
  const { code, errors } = error as NodeJS.ErrnoException & { errors?: NodeJS.ErrnoException[] };
  return code ?? errors?.[0]?.code ?? 'the connection failed';
}
