import type { IncomingMessage } from 'node:http';
import type { Principal } from '@maarad/shared/auth';
import { Unauthenticated } from '@maarad/shared/errors';
import { Counter, type Registry } from 'prom-client';
import { Buckets, type RateLimit } from './buckets.js';
import { callerAddress, isLoopback } from './caller-address.js';
import type { GatewayConfig } from './config.js';

/** An address stands for many people, since the whole fair may share one; the organiser's own programs ask for many too. */
const forAddresses = 10;
const forAdmins = 10;

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
