import { join } from 'node:path';
import { mintLocalToken, type LocalKeys } from '@maarad/shared/auth/local-keys';
import { lockHome } from './supervisor/home-lock.js';
import { openOutput } from './supervisor/output.js';
import { requireFreePorts } from './supervisor/ports.js';
import { ensureDatabases } from './postgres/databases.js';
import {
  databases,
  databaseUrl,
  gatewayProcess,
  portsOf,
  postgresProcess,
  serviceProcess,
  services,
  type ProcessSpec,
  type ServiceName,
  type Surroundings,
} from './processes.js';
import { untilReady } from './supervisor/readiness.js';
import { ensureSecrets } from './secrets.js';
import { seedOnce } from './seed.js';
import { supervise, type Supervised } from './supervisor/supervise.js';

export interface FairOptions {
  /** The gateway's port; the six above it are taken too. */
  port: number;
  /** The folder of its data, keys and logs. */
  home: string;
  seed: 'demo' | 'none';
  /** Host and port of each, separated by commas; without them, the embedded event log. */
  kafkaBrokers?: string;
  /** Whether webhooks may go to this machine, by http too: off unless a test or a demonstration wants it. */
  webhookLocal?: boolean;
  /** Gets what someone at a terminal should read; by default nobody does. */
  print?: (line: string) => void;
  /** Gives up opening, and leaves nothing behind. */
  signal?: AbortSignal;
}

export type Actor = Parameters<typeof mintLocalToken>[1];
export type ProcessName = 'gateway' | 'postgres' | ServiceName;

export interface Fair {
  /** The gateway's, without a path. */
  url: string;
  home: string;
  /** An access token of a role: `token('exhibitor', { exhibitorId })`. */
  token(role: Actor['role'], ids?: Omit<Partial<Actor>, 'role'>): Promise<string>;
  /** The running process of this name, if it runs at this moment. */
  pid(name: ProcessName): number | undefined;
  /** Kills a process without warning: it is started again, as after any death. */
  kill(name: ProcessName): void;
  /** Kills a process without warning and keeps it down until it is brought back: for drills. */
  keepDown(name: ProcessName): void;
  bringBack(name: ProcessName): void;
  /** The port of a process, on loopback. */
  port(name: ProcessName): number;
  /** Waits until every process is ready again. */
  ready(signal?: AbortSignal): Promise<void>;
  /** The connection string of a database of the fair, for looking behind it. */
  databaseUrl(database: string): string;
  /** Ends all of it, the gateway first and PostgreSQL last. */
  stop(): Promise<void>;
}

const openingMs = 180_000;

/** Opens a fair on this machine; resolves when every process is ready and the demonstration fair is loaded. */
export async function openFair({
  port,
  home,
  seed,
  kafkaBrokers,
  webhookLocal,
  print = () => {},
  signal,
}: FairOptions): Promise<Fair> {
  await requireFreePorts(portsOf(port));
  const unlock = lockHome(home);
  const running = new Map<string, Supervised>();
  const stop = async () => {
    await running.get('gateway')?.stop();
    await Promise.all(services.map((name) => running.get(name)?.stop()));
    await running.get('postgres')?.stop();
    unlock();
  };
  const start = (spec: ProcessSpec) =>
    running.set(spec.name, supervise(spec, openOutput(join(home, 'logs'), spec.name, print)));
  const giveUp = AbortSignal.any([AbortSignal.timeout(openingMs), ...(signal ? [signal] : [])]);
  try {
    const surroundings: Surroundings = { port, home, secrets: await ensureSecrets(home), kafkaBrokers, webhookLocal };
    start(postgresProcess(surroundings));
    await ensureDatabases(databaseUrl(surroundings, 'postgres'), databases, giveUp);
    for (const name of services) {
      start(serviceProcess(name, surroundings));
    }
    start(gatewayProcess(surroundings));
    const fair = handleOf(surroundings, running, stop);
    await fair.ready(giveUp);
    if (seed === 'demo') {
      await seedOnce({ home, url: fair.url, print, signal });
    }
    signal?.throwIfAborted();
    return fair;
  } catch (error) {
    await stop();
    throw error;
  }
}

function handleOf(surroundings: Surroundings, running: Map<string, Supervised>, stop: () => Promise<void>): Fair {
  const { port, home, secrets } = surroundings;
  const pid = (name: ProcessName) => running.get(name)?.pid();
  return {
    url: `http://localhost:${port}`,
    home,
    token: (role, ids) => tokenOf(secrets.keys, role, ids),
    pid,
    kill: (name) => {
      const victim = pid(name);
      if (victim !== undefined) {
        process.kill(victim, 'SIGKILL');
      }
    },
    keepDown: (name) => running.get(name)?.keepDown(),
    bringBack: (name) => running.get(name)?.bringBack(),
    port: (name) => portsOf(port).get(name) as number,
    ready: async (signal = AbortSignal.timeout(openingMs)) => {
      const answering = [...portsOf(port)].filter(([name]) => name !== 'postgres');
      await Promise.all(answering.map(([name, at]) => untilReady(name, at, signal)));
    },
    databaseUrl: (database) => databaseUrl(surroundings, database),
    stop,
  };
}

const tokenOf = (keys: LocalKeys, role: Actor['role'], ids: Omit<Partial<Actor>, 'role'> = {}): Promise<string> =>
  mintLocalToken(keys, { id: role, ...ids, role });
