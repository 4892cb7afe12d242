import type { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Principal } from '@maarad/shared/auth';
import { Unauthenticated } from '@maarad/shared/errors';
import { Counter, type Registry } from 'prom-client';
import { Buckets, RateLimited, type RateLimit } from './buckets.js';
import { callerAddress, householdOf, isLoopback } from './caller-address.js';
import type { GatewayConfig } from './config.js';
import { OpenByAddress } from './open-by-address.js';

/** An address stands for many people, since the whole fair may share one; the organiser's own programs ask for many too. */
const forAddresses = 10;
const forAdmins = 10;

/** When somebody may come back who keeps too much open: nobody knows when that ends. */
const openAgainMs = 10_000;

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
  private readonly sockets: OpenByAddress;
  private readonly streams: OpenByAddress;
  private readonly limited: Counter<'limit'>;
  private readonly sparesLoopback: boolean;
  private readonly hops: number;

  constructor(rates: GatewayConfig, registry: Registry) {
    this.limited = new Counter({
      name: 'maarad_gateway_rate_limited_total',
      help: 'What was refused because too much was asked for in too short a time, or kept open at once.',
      labelNames: ['limit'] as const,
      registers: [registry],
    });
    const buckets = (limit: RateLimit, perSecond: number) =>
      new Buckets(limit, perSecond, rates.RATE_BURST_S, this.limited);
    const purse = (times: number): Purse => ({
      requests: buckets('requests', rates.RATE_REQUESTS * times),
      cost: buckets('cost', rates.RATE_COST * times),
    });
    this.addresses = purse(forAddresses);
    this.principals = purse(1);
    this.admins = purse(forAdmins);
    this.connections = buckets('connections', rates.RATE_CONNECTIONS);
    this.refusedTokens = buckets('refused tokens', rates.RATE_REFUSED_TOKENS);
    this.sockets = new OpenByAddress(rates.MAX_CONNECTIONS_PER_ADDRESS);
    this.streams = new OpenByAddress(rates.MAX_STREAMS_PER_ADDRESS);
    this.sparesLoopback = !(rates.RATE_LOOPBACK ?? !rates.LOCAL_JWKS);
    this.hops = rates.TRUST_PROXY;
  }

  /** One request, whatever it is. @throws RateLimited */
  takeRequest(request: IncomingMessage): void {
    this.from(request, (address) => this.addresses.requests.take(address, 1));
  }

  /** One stream or socket that lasts until `opened` closes. @throws RateLimited: too many at once, or too many new ones */
  takeStream(request: IncomingMessage, opened: EventEmitter): void {
    this.from(request, (address) => {
      this.connections.take(address, 1);
      if (!this.streams.admits(address, opened)) {
        this.limited.inc({ limit: 'open streams' });
        throw new RateLimited('open streams', openAgainMs);
      }
    });
  }

  /** Whether one more connection of its address may be open, whatever will be asked over it. Those of proxies always may. */
  admitsConnection(socket: Socket): boolean {
    const { remoteAddress } = socket;
    if (this.hops > 0 || remoteAddress === undefined || (this.sparesLoopback && isLoopback(remoteAddress))) {
      return true;
    }
    const admitted = this.sockets.admits(householdOf(remoteAddress), socket);
    if (!admitted) {
      this.limited.inc({ limit: 'open connections' });
    }
    return admitted;
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
