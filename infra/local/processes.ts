import { join } from 'node:path';
import { repository } from './repository.js';
import type { Secrets } from './secrets.js';
import { isReady } from './supervisor/readiness.js';

/** A process that the fair consists of. */
export interface ProcessSpec {
  name: string;
  script: string;
  nodeFlags: string[];
  env: Record<string, string>;
  /** The port that it listens on, loopback only. */
  port: number;
  /** Whether it does its work at this moment, as far as it can be asked. */
  isReady: () => Promise<boolean>;
  /** How long it may take to end in peace before it is killed. */
  stopMs: number;
}

export const services = ['exhibitors', 'scheduling', 'sales', 'training', 'partners'] as const;
export type ServiceName = (typeof services)[number];

/** The databases of the fair: one for each service, and the embedded event log's. */
export const databases = [...services, 'log'].map((name) => `maarad_${name}`);

export interface Surroundings {
  /** The gateway's; the others follow from it. */
  port: number;
  home: string;
  secrets: Secrets;
  kafkaBrokers?: string;
  /** Whether webhooks may go to this machine, by http too. */
  webhookLocal?: boolean;
}

export const servicePort = (port: number, name: ServiceName): number => port + 1 + services.indexOf(name);
export const postgresPort = (port: number): number => port + 1 + services.length;

/** Ports of the whole fair by the name of who takes them. */
export const portsOf = (port: number): Map<string, number> =>
  new Map([
    ['gateway', port],
    ...services.map((name) => [name, servicePort(port, name)] as const),
    ['postgres', postgresPort(port)],
  ]);

export function databaseUrl({ port, secrets }: Surroundings, database: string): string {
  return `postgres://postgres:${secrets.databasePassword}@127.0.0.1:${postgresPort(port)}/${database}`;
}

/** Heaps are bounded so that the whole fair stays below 1.5 GiB; small young generations, because nine tenths of a process's growth is garbage. */
const heap = (megabytes: number) => [`--max-old-space-size=${megabytes}`, '--max-semi-space-size=8'];

/**
 * The gateway's heap where it has a machine to itself. The bound has V8 collect before garbage takes as much as what is used. Threads that
 * copy the young generation together stand in each other's way where cores are few: without them a tenth less of the processor.
 */
export const gatewayHeap = [...heap(1024), '--no-parallel-scavenge'];

/** Of each service to its database: every one of them is a process of PostgreSQL's. */
const connections = 6;

export function postgresProcess({ port, home, secrets }: Surroundings): ProcessSpec {
  return {
    name: 'postgres',
    script: join(repository, 'infra/dist/local/postgres/main.js'),
    nodeFlags: ['--max-old-space-size=32', '--max-semi-space-size=1'],
    env: { DATA: join(home, 'postgres'), PORT: String(postgresPort(port)), PASSWORD: secrets.databasePassword },
    port: postgresPort(port),
    isReady: () => Promise.resolve(true),
    stopMs: 30_000,
  };
}

/** What one service alone is told. */
const own: Partial<Record<ServiceName, (surroundings: Surroundings) => Record<string, string>>> = {
  training: ({ port, secrets }) => ({
    CERTIFICATE_KEY: secrets.certificateKey,
    PUBLIC_URL: `http://localhost:${port}`,
  }),
  partners: ({ secrets, webhookLocal = false }) => ({
    WEBHOOK_KEY: secrets.webhookKey,
    WEBHOOK_LOCAL: String(webhookLocal),
  }),
};

export function serviceProcess(name: ServiceName, surroundings: Surroundings): ProcessSpec {
  const port = servicePort(surroundings.port, name);
  return {
    name,
    script: join(repository, `services/${name}/dist/main.js`),
    nodeFlags: heap(192),
    env: {
      ...common(port, surroundings),
      DATABASE_URL: databaseUrl(surroundings, `maarad_${name}`),
      DATABASE_POOL: String(connections),
      ...(surroundings.kafkaBrokers
        ? { KAFKA_BROKERS: surroundings.kafkaBrokers }
        : { EVENT_LOG_URL: databaseUrl(surroundings, 'maarad_log') }),
      ...own[name]?.(surroundings),
    },
    port,
    isReady: () => isReady(port),
    stopMs: 10_000,
  };
}

export function gatewayProcess(surroundings: Surroundings): ProcessSpec {
  return {
    name: 'gateway',
    script: join(repository, 'gateway/dist/src/main.js'),
    nodeFlags: heap(256),
    env: {
      ...common(surroundings.port, surroundings),
      LOCAL_JWKS: surroundings.secrets.keys.jwksFile,
      ...Object.fromEntries(
        services.map((name) => [
          `${name.toUpperCase()}_URL`,
          `http://127.0.0.1:${servicePort(surroundings.port, name)}`,
        ]),
      ),
    },
    port: surroundings.port,
    isReady: () => isReady(surroundings.port),
    stopMs: 10_000,
  };
}

const common = (port: number, { secrets }: Surroundings) => ({
  PORT: String(port),
  HOST: '127.0.0.1',
  NODE_ENV: 'production',
  PRINCIPAL_SECRET: secrets.principalSecret,
});
