import { Pool } from 'undici';
import type { GatewayConfig } from './config.js';

export const serviceNames = ['exhibitors', 'scheduling', 'sales', 'training', 'partners'] as const;

export type ServiceName = (typeof serviceNames)[number];

/** A service as the gateway reaches it: connections kept open, paths under its base URL. */
export interface Service {
  name: ServiceName;
  pool: Pool;
  path(relative: string): string;
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
  const open = (name: ServiceName): Service => {
    const { origin, pathname } = new URL(urls[name]);
    const base = pathname.replace(/\/$/, '');
    return {
      name,
      path: (relative) => `${base}${relative}`,
      pool: new Pool(origin, {
        connections,
        keepAliveTimeout: keepAliveMs,
        keepAliveMaxTimeout: keepAliveMs,
        connectTimeout: Math.min(connectMs, config.SUBGRAPH_TIMEOUT_MS),
        headersTimeout: config.SUBGRAPH_TIMEOUT_MS,
        bodyTimeout: config.SUBGRAPH_TIMEOUT_MS,
      }),
    };
  };
  return Object.fromEntries(serviceNames.map((name) => [name, open(name)])) as Services;
}

export async function closeServices(services: Services): Promise<void> {
  await Promise.all(Object.values(services).map(({ pool }) => pool.close()));
}
