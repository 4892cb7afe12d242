import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '@maarad/shared/testing/free-ports';
import { accountFor } from '../local/postgres/account.js';
import { findBinaries } from '../local/postgres/binaries.js';
import { ensureCluster, startServer } from '../local/postgres/cluster.js';
import { onDatabase } from './sales-fair.js';

/** PostgreSQL as `npm start` runs it: what is committed survives a power cut. What ends it is pushed to `stop`. */
export async function startPostgres(folder: string, stop: (() => Promise<void>)[]): Promise<string> {
  const cluster = { data: join(folder, 'postgres'), port: await freePort(), password: randomBytes(12).toString('hex') };
  const [binaries, account] = [await findBinaries(), accountFor(cluster.data)];
  await ensureCluster(cluster, binaries, account);
  const server = startServer(cluster, binaries, account);
  server.stdout?.resume();
  server.stderr?.resume();
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  stop.push(async () => {
    server.kill('SIGINT');
    await ended;
  });
  const url = `postgres://postgres:${cluster.password}@127.0.0.1:${cluster.port}`;
  await until('PostgreSQL', async () => {
    await onDatabase(`${url}/postgres`, 'SELECT 1');
    return true;
  });
  return url;
}

/** Asks again and again for half a minute. @throws Error naming what is not there. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (await holds().catch(() => false)) {
      return;
    }
    await pause(100);
  }
  throw new Error(`${what} is not there after 30 seconds.`);
}
