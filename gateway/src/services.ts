import { Pool } from 'undici';
import type { GatewayConfig } from './config.js';
import { Silence } from './silence.js';

export const serviceNames = ['exhibitors', 'scheduling', 'sales', 'training', 'partners'] as const;

export type ServiceName = (typeof serviceNames)[number];

/** A service as the gateway reaches it: connections kept open, paths under its base URL. */
export interface Service {
  name: ServiceName;
  /** For the parts of operations: at most so many at once, the others wait their turn. */
  pool: Pool;
  /** For what stays open as long as its caller likes, apart, so that a crowd at the feed leaves room for operations. */
  streams: Pool;
  path(relative: string): string;
  /** Ended by whoever gets an answer of it. */
  silence: Silence;
}

export type Services = Record<ServiceName, Service>;

/** Shorter than the services keep theirs (75 s), so that a connection never closes under a request that is on its way. */
const keepAliveMs = 30_000;

const connections = 128;
const connectMs = 2_000;

export function openServices(config: GatewayConfig): Services {
  const urls: Record<ServiceName, string> = {
    exhibitors: config.EXHIBITORS_URL,
    scheduling: config.SCHEDULING_URL,
    sales: config.SALES_URL,
    training: config.TRAINING_URL,
    partners: config.PARTNERS_URL,
  };
  const kept = {
    keepAliveTimeout: keepAliveMs,
    keepAliveMaxTimeout: keepAliveMs,
    connectTimeout: Math.min(connectMs, config.SUBGRAPH_TIMEOUT_MS),
  };
  const open = (name: ServiceName): Service => {
    const { origin, pathname } = new URL(urls[name]);
    const base = pathname.replace(/\/$/, '');
    return {
      name,
      silence: new Silence(),
      path: (relative) => `${base}${relative}`,
      pool: new Pool(origin, { ...kept, connections, headersTimeout: 0, bodyTimeout: 0 }),
      streams: new Pool(origin, { ...kept, headersTimeout: config.SUBGRAPH_TIMEOUT_MS, bodyTimeout: 0 }),
    };
  };
  return Object.fromEntries(serviceNames.map((name) => [name, open(name)])) as Services;
}

export async function closeServices(services: Services): Promise<void> {
  await Promise.all(Object.values(services).flatMap(({ pool, streams }) => [pool.close(), streams.destroy()]));
}
