import type { IncomingMessage } from 'node:http';
import type { Principal } from '@maarad/shared/auth';
import { CodedError, Unauthenticated } from '@maarad/shared/errors';
import { TokenBucket } from 'limiter';
import { LRUCache } from 'lru-cache';
import { Counter, type Registry } from 'prom-client';
import { callerAddress, isLoopback } from './caller-address.js';
import type { GatewayConfig } from './config.js';
import { limits } from './limits.js';

/** An address stands for many people, since the whole fair may share one; the organiser's own programs ask for many too. */
const forAddresses = 10;
const forAdmins = 10;

/** Buckets of each kind that are kept; the one that was not used for longest is forgotten first, and would be the fullest. */
const mostBuckets = 10_000;

export type RateLimit = 'requests' | 'cost' | 'connections' | 'refused tokens';

const said: Record<RateLimit, string> = {
  requests: 'These are too many requests',
  cost: 'This is too much in too short a time',
  connections: 'These are too many new connections',
  'refused tokens': 'Too many tokens from this address were refused',
};

/** Somebody asks for too much in too short a time. */
export class RateLimited extends CodedError {
  /** @param waitMs after which it would be granted. */
  constructor(limit: RateLimit, waitMs: number) {
    const retryAfter = Math.max(1, Math.ceil(waitMs / 1_000));
    super('RATE_LIMITED', `${said[limit]}: ask again in ${retryAfter} s.`, { limit, retryAfter });
  }
}

/** Buckets of one kind, by whose they are. */
class Buckets {
  readonly policy: string;
  private readonly known = new LRUCache<string, TokenBucket>({ max: mostBuckets });
  private readonly size: number;

  constructor(
    private readonly limit: RateLimit,
    private readonly perSecond: number,
    burstSeconds: number,
    private readonly limited: Counter<'limit'>,
  ) {
    // Whoever waits for long enough can always have the dearest operation that is allowed.
    this.size = Math.max(perSecond * burstSeconds, limit === 'cost' ? limits.cost : 1);
    this.policy = `"${limit}";q=${Math.floor(this.size)};w=${Math.ceil(this.size / perSecond)}`;
  }

  /** @throws RateLimited, and takes nothing then. */
  take(key: string, count: number): void {
    const bucket = this.of(key);
    if (!bucket.tryRemoveTokens(count)) {
      throw this.refusal(bucket.getWaitTime(Math.min(count, this.size)));
    }
  }

  /** @throws RateLimited when there is nothing left to take. */
  requireSome(key: string): void {
    const waitMs = this.of(key).getWaitTime(1);
    if (waitMs > 0) {
      throw this.refusal(waitMs);
    }
  }

  /** What is left and when it is all there again, in the form of the header `RateLimit`. */
  standing(key: string): string {
    const bucket = this.of(key);
    const missing = this.size - bucket.content;
    return `"${this.limit}";r=${Math.floor(bucket.content)};t=${Math.ceil(missing / this.perSecond)}`;
  }

  private of(key: string): TokenBucket {
    const known = this.known.get(key);
    if (known) {
      return known;
    }
    const bucket = new TokenBucket({ bucketSize: this.size, tokensPerInterval: this.perSecond, interval: 'second' });
    bucket.content = this.size;
    this.known.set(key, bucket);
    return bucket;
  }

  private refusal(waitMs: number): RateLimited {
    this.limited.inc({ limit: this.limit });
    return new RateLimited(this.limit, waitMs);
  }
}

/** Requests and what they cost, of one kind of asker. */
interface Purse {
  requests: Buckets;
  cost: Buckets;
}

/** What one caller may still ask for: somebody known and the address that is asked from, each by itself. */
export class Allowance {
  /** Whose purse it is first: a visitor has that of the address only. */
  private readonly purses: { key: string; purse: Purse }[];

  constructor(address: { key: string; purse: Purse }, own?: { key: string; purse: Purse }) {
    this.purses = own ? [own, address] : [address];
  }

  /** One operation over a connection that was opened earlier. @throws RateLimited */
  takeRequest(): void {
    this.purses.forEach(({ key, purse }) => purse.requests.take(key, 1));
  }

  /** A request of its own, which has been counted for its address at the door. @throws RateLimited */
  takeOwnRequest(): void {
    this.purses.slice(0, -1).forEach(({ key, purse }) => purse.requests.take(key, 1));
  }

  /** @param cost the objects that the answer can hold. @throws RateLimited */
  takeCost(cost: number): void {
    this.purses.forEach(({ key, purse }) => purse.cost.take(key, cost));
  }

  /** https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ */
  headers(): Record<string, string> {
    const [{ key, purse }] = this.purses as [{ key: string; purse: Purse }];
    return {
      'ratelimit-policy': `${purse.requests.policy}, ${purse.cost.policy}`,
      ratelimit: `${purse.requests.standing(key)}, ${purse.cost.standing(key)}`,
    };
  }
}

/**
 * How much may be asked for in a time, by address and by who is known: token buckets in this process's memory. Several gateways
 * each grant the whole.
 */
export class RateLimits {
  private readonly addresses: Purse;
  private readonly principals: Purse;
  private readonly admins: Purse;
  private readonly connections: Buckets;
  private readonly refusedTokens: Buckets;
  private readonly sparesLoopback: boolean;
  private readonly hops: number;

  constructor(rates: GatewayConfig, registry: Registry) {
    const limited = new Counter({
      name: 'maarad_gateway_rate_limited_total',
      help: 'What was refused because too much was asked for in too short a time.',
      labelNames: ['limit'] as const,
      registers: [registry],
    });
    const buckets = (limit: RateLimit, perSecond: number) => new Buckets(limit, perSecond, rates.RATE_BURST_S, limited);
    const purse = (times: number): Purse => ({
      requests: buckets('requests', rates.RATE_REQUESTS * times),
      cost: buckets('cost', rates.RATE_COST * times),
    });
    this.addresses = purse(forAddresses);
    this.principals = purse(1);
    this.admins = purse(forAdmins);
    this.connections = buckets('connections', rates.RATE_CONNECTIONS);
    this.refusedTokens = buckets('refused tokens', rates.RATE_REFUSED_TOKENS);
    this.sparesLoopback = !(rates.RATE_LOOPBACK ?? !rates.LOCAL_JWKS);
    this.hops = rates.TRUST_PROXY;
  }

  /** One request, whatever it is. @throws RateLimited */
  takeRequest(request: IncomingMessage): void {
    this.from(request, (address) => this.addresses.requests.take(address, 1));
  }

  /** One connection that lasts. @throws RateLimited */
  takeConnection(request: IncomingMessage): void {
    this.from(request, (address) => this.connections.take(address, 1));
  }

  /** Checks a token, unless too many from its address were refused already. @throws RateLimited, and what the check throws */
  async checkingToken<Checked>(request: IncomingMessage, check: () => Promise<Checked>): Promise<Checked> {
    this.from(request, (address) => this.refusedTokens.requireSome(address));
    try {
      return await check();
    } catch (error) {
      if (error instanceof Unauthenticated) {
        this.from(request, (address) => this.refusedTokens.take(address, 1));
      }
      throw error;
    }
  }

  /** Undefined for callers that are not limited. */
  allowanceOf(request: IncomingMessage, { id, role }: Principal): Allowance | undefined {
    const address = this.from(request, (key) => ({ key, purse: this.addresses }));
    if (!address) {
      return undefined;
    }
    const purse = role === 'admin' ? this.admins : this.principals;
    return new Allowance(address, id === 'anonymous' ? undefined : { key: id, purse });
  }

  private from<Value>(request: IncomingMessage, take: (address: string) => Value): Value | undefined {
    if (this.hops === 0 && this.sparesLoopback && isLoopback(request.socket.remoteAddress)) {
      return undefined;
    }
    const address = callerAddress(request, this.hops);
    return this.sparesLoopback && isLoopback(address) ? undefined : take(address);
  }
}
