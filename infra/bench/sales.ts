import { mkdtemp, rm, chmod } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '@maarad/shared/testing/free-ports';
import { accountFor } from '../local/postgres/account.js';
import { findBinaries } from '../local/postgres/binaries.js';
import { ensureCluster, startServer } from '../local/postgres/cluster.js';
import { repository } from '../local/repository.js';
import { startProcess, takePrecedence } from './bench-process.js';
import { machine, median, writeSection } from './measured-section.js';
import { findPgbench, runPgbench, versionOf } from './pgbench.js';
import { countSales, onDatabase, openFair, products, saleScript, stalls } from './sales-fair.js';
import { fireSales } from './sales-load.js';

const clients = 32;
const runs = 5;
const secondsPerRun = 6;
const secondsToWarmUp = 4;
const goal = 0.25;
const secret = 'a secret of this benchmark and of nothing else';

/** A busy machine holds back the service's one thread more than the many backends that pgbench keeps running: its reader should know. */
const loadBefore = (loadavg()[0] ?? 0).toFixed(1);

/** Sales a second over HTTP at the sales service, relay and log on, against pgbench running the service's own statement. */
export async function run(): Promise<void> {
  takePrecedence();
  const pgbench = await findPgbench();
  const folder = await mkdtemp(join(tmpdir(), 'maarad-bench-'));
  await chmod(folder, 0o755);
  const stop: (() => Promise<void>)[] = [];
  try {
    const server = await startPostgres(folder, stop);
    for (const name of ['maarad_sales', 'maarad_log', 'plain_sales']) {
      await onDatabase(`${server}/postgres`, `CREATE DATABASE ${name}`);
    }
    const [ours, plain] = [`${server}/maarad_sales`, `${server}/plain_sales`];
    await openFair(ours);
    await openFair(plain);
    const port = await freePort();
    const service = startProcess({
      name: 'sales',
      script: join(repository, 'services/sales/dist/main.js'),
      env: {
        ...{ PORT: String(port), DATABASE_URL: ours, EVENT_LOG_URL: `${server}/maarad_log`, PRINCIPAL_SECRET: secret },
      },
      log: join(folder, 'sales.log'),
    });
    stop.unshift(() => service.stop());
    await untilReady(`http://127.0.0.1:${port}/health/ready`);

    const rates = { maarad: [] as number[], pgbench: [] as number[], p99: [] as number[] };
    const fire = (seconds: number) =>
      fireSales({ url: `http://127.0.0.1:${port}/graphql`, secret, connections: clients, seconds });
    const bench = (seconds: number) =>
      runPgbench({ pgbench, url: plain, folder, script: saleScript(), clients, seconds });
    await fire(secondsToWarmUp);
    await bench(secondsToWarmUp);
    for (let round = 1; round <= runs; round += 1) {
      await untilSent(ours);
      rates.pgbench.push(await bench(secondsPerRun));
      const { rate, p99 } = await fire(secondsPerRun);
      rates.maarad.push(rate);
      rates.p99.push(p99);
      const [a, b] = [rates.pgbench, rates.maarad].map((all) => Math.round(all.at(-1) ?? 0));
      process.stdout.write(`run ${round}: pgbench ${a} sales/s, Maarad ${b} sales/s, p99 ${p99} ms\n`);
    }
    await untilSent(ours);
    const counted = [await countSales(ours), await countSales(plain)];
    if (counted.some(({ agree }) => !agree)) {
      throw new Error(`Orders, movements, events and stock do not agree: ${JSON.stringify(counted)}`);
    }
    await report(rates, versionOf(pgbench));
  } finally {
    for (const end of stop) {
      await end();
    }
    await rm(folder, { recursive: true, force: true });
  }
}

/** PostgreSQL as `npm start` runs it: what is committed survives a power cut. */
async function startPostgres(folder: string, stop: (() => Promise<void>)[]): Promise<string> {
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

const untilReady = (url: string) => until('the sales service', async () => (await fetch(url)).ok);

/** Neither side pays for the other's events: each run begins with an empty outbox. */
const untilSent = (url: string) => until('the relay', async () => (await countSales(url)).unsent === 0);

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (await holds().catch(() => false)) {
      return;
    }
    await pause(100);
  }
  throw new Error(`${what} is not there after 30 seconds.`);
}

async function report(
  rates: { maarad: number[]; pgbench: number[]; p99: number[] },
  pgbenchVersion: string,
): Promise<void> {
  const ratio = median(rates.maarad) / median(rates.pgbench);
  const row = (name: string, of: number[], p99: string, times: number) =>
    `| ${name} | ${Math.round(median(of))} | ${Math.round(Math.min(...of))}–${Math.round(Math.max(...of))} | ${p99} | ${times.toFixed(2)} |`;
  const lines = [
    `\`npm run bench -- sales\`, goal at least ${goal} times: **${ratio.toFixed(2)} times**.`,
    '',
    '| sales at the stand | sales/s (median) | of all runs | p99 ms | ratio |',
    '| --- | --- | --- | --- | --- |',
    row(`pgbench, the same statement`, rates.pgbench, '', 1),
    row('Maarad, `recordSale` over HTTP', rates.maarad, String(median(rates.p99)), ratio),
    '',
    `One line a sale over ${products} products of ${stalls} stalls, ${clients} clients on each side, ${runs} runs of ${secondsPerRun} s each in turn on one PostgreSQL 18`,
    `as \`npm start\` runs it (commits reach the disk). Maarad's side is one service process with its relay and the embedded log on, its load beside it on the same`,
    `cores; afterwards orders, stock movements and events were counted and agree on both sides. ${pgbenchVersion}. ${machine()}, load ${loadBefore} before; ${new Date().toISOString().slice(0, 10)}.`,
  ];
  await writeSection('sales', lines);
  process.stdout.write(`\n${lines.join('\n')}\n`);
  if (ratio < goal) {
    process.exitCode = 1;
  }
}
