import { join } from 'node:path';
import type { LocalKeys } from '@maarad/shared/auth';
import { freePort } from '@maarad/shared/testing/free-ports';
import { repository } from '../local/repository.js';
import { until } from './bench-postgres.js';
import { startProcess } from './bench-process.js';

export interface TracedFair {
  database: string;
  log: string;
  folder: string;
  keys: LocalKeys;
  /** What switches tracing on in both processes; nothing leaves it off. */
  tracing: Record<string, string>;
  stop: (() => Promise<void>)[];
}

export interface Traced {
  /** Where the gateway is asked. */
  url: string;
  /** Of both processes. */
  pids: number[];
  database: string;
}

const secret = 'a secret of this benchmark and of nothing else';
const absent = 'http://127.0.0.1:9';

/** A gateway and the sales service behind it, as `npm start` runs them. */
export async function startTracedFair({ database, log, folder, keys, tracing, stop }: TracedFair): Promise<Traced> {
  const [sales, gateway] = [await freePort(), await freePort()];
  const pids: number[] = [];
  const start = (name: string, script: string, port: number, env: Record<string, string>) => {
    const started = startProcess({
      name,
      script: join(repository, script),
      env: { PORT: String(port), PRINCIPAL_SECRET: secret, LOG_LEVEL: 'info', ...tracing, ...env },
      log: join(folder, `${name}-${port}.log`),
    });
    stop.unshift(() => started.stop());
    pids.push(started.child.pid as number);
    return until(name, async () => (await fetch(`http://127.0.0.1:${port}/health/live`)).ok);
  };
  await start('sales', 'services/sales/dist/main.js', sales, { DATABASE_URL: database, EVENT_LOG_URL: log });
  await start('gateway', 'gateway/dist/src/main.js', gateway, {
    LOCAL_JWKS: keys.jwksFile,
    ...Object.fromEntries(['EXHIBITORS', 'SCHEDULING', 'TRAINING', 'PARTNERS'].map((name) => [`${name}_URL`, absent])),
    SALES_URL: `http://127.0.0.1:${sales}`,
  });
  return { url: `http://127.0.0.1:${gateway}/graphql`, pids, database };
}
