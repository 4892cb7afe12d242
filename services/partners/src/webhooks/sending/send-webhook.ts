import type { LookupFunction } from 'node:net';
import { Agent, errors } from 'undici';
import { BoundedCache } from '@maarad/shared/auth';
import { AddressRefused, requireAllowedUrl, resolvedAllowed, type AddressRules } from './address-rules.js';
import { exchange, NoAnswer } from './exchange.js';
import { retryAfter } from './retry-schedule.js';

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
/** How long a connection is kept for what comes next. */
const keptMs = 30_000;

const own = { 'content-type': 'application/cloudevents+json; charset=utf-8', 'user-agent': 'Maarad-Webhooks/1' };

/** Those whose `Retry-After` is kept to. */
const throttling = [429, 502, 503, 504];

/**
 * Sends requests to receivers. Every name is resolved anew for each connection and its addresses checked there, in the socket's own
 * lookup: what was checked is what is connected to, whatever the name stands for a moment later. No redirect is followed.
 */
export class WebhookSender {
  private readonly agent: Agent;
  /** What an address is as it is written does not change; what its name stands for is asked for each connection. */
  private readonly targets = new BoundedCache<URL>(1_000);

  constructor(
    private readonly rules: AddressRules,
    private readonly patienceMs = usualTimeoutMs,
    /** Who vouches for receivers; by default whom Node trusts, with those of NODE_EXTRA_CA_CERTS. */
    ca?: string,
  ) {
    this.agent = new Agent({
      ...{ keepAliveTimeout: keptMs, keepAliveMaxTimeout: keptMs, headersTimeout: 0, bodyTimeout: 0 },
      connect: { ca, lookup: this.lookup, timeout: patienceMs },
    });
  }

  /** Never throws: whatever goes wrong is the answer. An aborted request says so. */
  async send(
    { url, headers, body }: WebhookRequest,
    { timeoutMs = this.patienceMs, signal }: { timeoutMs?: number; signal?: AbortSignal } = {},
  ): Promise<Answer> {
    const began = performance.now();
    const nothing = { statusCode: null, error: null, response: null, retryAfter: null };
    const lasted = () => Math.round(performance.now() - began);
    try {
      const { origin, pathname, search } = this.target(url);
      const request = {
        origin,
        path: pathname + search,
        method: 'POST' as const,
        headers: { ...headers, ...own },
        body,
      };
      const answer = await exchange(this.agent, request, { timeoutMs, signal });
      const { statusCode } = answer;
      const after = throttling.includes(statusCode) ? retryAfter(answer.headers['retry-after'], new Date()) : null;
      // PostgreSQL's text has no place for NUL.
      const response = answer.response.replaceAll('\0', '');
      return { ...nothing, statusCode, response, retryAfter: after, durationMs: lasted() };
    } catch (error) {
      return { ...nothing, error: reasonOf(error, timeoutMs), durationMs: lasted() };
    }
  }

  close(): void {
    void this.agent.destroy();
  }

  private target(url: string): URL {
    const target = this.targets.get(url, 0) ?? requireAllowedUrl(url, this.rules);
    this.targets.set(url, target, Infinity);
    return target;
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

function reasonOf(error: unknown, timeoutMs: number): string {
  if (error instanceof AddressRefused) {
    return `the address ${error.rule}`;
  }
  if (error instanceof NoAnswer || error instanceof errors.ConnectTimeoutError) {
    return `no answer within ${timeoutMs / 1_000} s`;
  }
  if (error instanceof errors.SocketError) {
    return 'ECONNRESET';
  }
  const { code, errors: all } = error as NodeJS.ErrnoException & { errors?: NodeJS.ErrnoException[] };
  return code ?? all?.[0]?.code ?? 'the connection failed';
}
