import { CodedError } from '@maarad/shared/errors';
import { TokenBucket } from 'limiter';
import { LRUCache } from 'lru-cache';
import type { Counter } from 'prom-client';
import { limits } from './limits.js';

/** Buckets of each kind that are kept; the one that was not used for longest is forgotten first, and would be the fullest. */
const mostBuckets = 10_000;

export type RateLimit = 'requests' | 'cost' | 'connections' | 'refused tokens' | 'open streams' | 'open connections';

const said: Record<RateLimit, string> = {
  requests: 'These are too many requests',
  cost: 'This is too much in too short a time',
  connections: 'These are too many new connections',
  'open connections': 'These are too many connections at once',
  'open streams': 'These are too many streams and sockets at once',
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

/** Token buckets of one kind, by whose they are. */
export class Buckets {
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
