import { mkdtemp, rm, chmod } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@maarad/shared/testing/free-ports';
import { repository } from '../local/repository.js';
import { startPostgres, until } from './bench-postgres.js';
import { startProcess, takePrecedence } from './bench-process.js';
import { machine, median, writeSection } from './measured-section.js';
import { findPgbench, runPgbench, versionOf } from './pgbench.js';
import { countSales, onDatabase, openFair, products, saleScript, silence, stalls } from './sales-fair.js';
import { fireSales } from './sales-load.js';

const clients = 32;
const runs = 5;
const secondsPerRun = 5;
const secondsToWarmUp = 4;
const secret = 'a secret of this benchmark and of nothing else';

/** At least so much of what it is compared with. */
const goals = { spread: 0.4, hot: 0.5, hotOfSpread: 0.5, told: 0.9 };

/** A busy machine holds back the service's one thread more than the many backends that pgbench keeps running: its reader should know. */
const loadBefore = (loadavg()[0] ?? 0).toFixed(1);

type Side = 'plainSpread' | 'spread' | 'plainHot' | 'hot' | 'untold';

/**
 * Sales a second over HTTP at the sales service, relay and log on, against pgbench running the service's own statement: over a
 * thousand products, and of one hot one; and what it costs that every sale is told.
 */
export async function run(): Promise<void> {
  takePrecedence();
  const pgbench = await findPgbench();
  const folder = await mkdtemp(join(tmpdir(), 'maarad-bench-'));
  await chmod(folder, 0o755);
  const stop: (() => Promise<void>)[] = [];
  try {
    const server = await startPostgres(folder, stop);
    for (const name of ['maarad_sales', 'untold_sales', 'maarad_log', 'plain_sales']) {
      await onDatabase(`${server}/postgres`, `CREATE DATABASE ${name}`);
    }
    const [ours, untold, plain] = [`${server}/maarad_sales`, `${server}/untold_sales`, `${server}/plain_sales`];
    const log = `${server}/maarad_log`;
    for (const url of [ours, untold, plain]) {
      await openFair(url);
    }
    await silence(untold);
    const graphql = await startSales({ database: ours, log, folder, stop });
    const silent = await startSales({ database: untold, log, folder, stop });

    const rates: Record<Side, number[]> = { plainSpread: [], spread: [], plainHot: [], hot: [], untold: [] };
    const slowest: Record<'spread' | 'hot' | 'untold', number[]> = { spread: [], hot: [], untold: [] };
    const fire = async (side: 'spread' | 'hot' | 'untold', seconds: number) => {
      const url = side === 'untold' ? silent : graphql;
      const spread = side === 'hot' ? 1 : products;
      const { rate, p99 } = await fireSales({ url, secret, connections: clients, spread, seconds });
      rates[side].push(rate);
      slowest[side].push(p99);
      await untilSent(ours);
    };
    const bench = async (side: 'plainSpread' | 'plainHot', seconds: number) => {
      const script = saleScript(side === 'plainHot' ? 1 : products);
      rates[side].push(await runPgbench({ pgbench, url: plain, folder, script, clients, seconds }));
    };
    const round = async (seconds: number) => {
      await bench('plainSpread', seconds);
      await fire('spread', seconds);
      await fire('untold', seconds);
      await bench('plainHot', seconds);
      await fire('hot', seconds);
    };
    await round(secondsToWarmUp);
    Object.values(rates).forEach((all) => all.splice(0));
    Object.values(slowest).forEach((all) => all.splice(0));
    for (let count = 1; count <= runs; count += 1) {
      await round(secondsPerRun);
      const last = Object.entries(rates).map(([side, all]) => `${side} ${Math.round(all.at(-1) ?? 0)}`);
      process.stdout.write(`run ${count}, sales/s: ${last.join(', ')}\n`);
    }
    const counted = [await countSales(ours), await countSales(untold, false), await countSales(plain)];
    if (counted.some(({ agree }) => !agree)) {
      throw new Error(`Orders, movements, events and stock do not agree: ${JSON.stringify(counted)}`);
    }
    await report(rates, slowest, versionOf(pgbench));
  } finally {
    for (const end of stop) {
      await end();
    }
    await rm(folder, { recursive: true, force: true });
  }
}

interface SalesService {
  database: string;
  log: string;
  folder: string;
  stop: (() => Promise<void>)[];
}

/** A sales service as `npm start` runs it; gives where it is asked. */
async function startSales({ database, log, folder, stop }: SalesService): Promise<string> {
  const port = await freePort();
  const service = startProcess({
    name: 'sales',
    script: join(repository, 'services/sales/dist/main.js'),
    env: { PORT: String(port), DATABASE_URL: database, EVENT_LOG_URL: log, PRINCIPAL_SECRET: secret },
    log: join(folder, `sales-${port}.log`),
  });
  stop.unshift(() => service.stop());
  await untilReady(`http://127.0.0.1:${port}/health/ready`);
  return `http://127.0.0.1:${port}/graphql`;
}

const untilReady = (url: string) => until('the sales service', async () => (await fetch(url)).ok);

/** Neither side pays for the other's events: each run begins with an empty outbox. */
const untilSent = (url: string) => until('the relay', async () => (await countSales(url)).unsent === 0);

async function report(
  rates: Record<Side, number[]>,
  slowest: Record<'spread' | 'hot' | 'untold', number[]>,
  pgbenchVersion: string,
): Promise<void> {
  const of = (side: Side) => median(rates[side]);
  const ratios = {
    spread: of('spread') / of('plainSpread'),
    hot: of('hot') / of('plainHot'),
    hotOfSpread: of('hot') / of('spread'),
    told: of('spread') / of('untold'),
  };
  const row = (name: string, side: Side, ratio: string) => {
    const all = rates[side].map(Math.round);
    const p99 = side in slowest ? String(median(slowest[side as 'spread'])) : '';
    return `| ${name} | ${median(all)} | ${Math.min(...all)}–${Math.max(...all)} | ${p99} | ${ratio} |`;
  };
  const goal = (name: keyof typeof goals) => `**${ratios[name].toFixed(2)}** (goal ${goals[name]})`;
  const lines = [
    `\`npm run bench -- sales\`: over a thousand products ${goal('spread')} of pgbench, of one hot product ${goal('hot')} of its hot row;`,
    `one hot product ${goal('hotOfSpread')} of a thousand; with its event ${goal('told')} of without.`,
    '',
    '| sales at the stand | sales/s (median) | of all runs | p99 ms | ratio |',
    '| --- | --- | --- | --- | --- |',
    row('pgbench, the same statement', 'plainSpread', '1.00'),
    row('Maarad, `recordSale` over HTTP', 'spread', ratios.spread.toFixed(2)),
    row('the same without the event', 'untold', ''),
    row('pgbench, one hot product', 'plainHot', '1.00'),
    row('Maarad, one hot product', 'hot', ratios.hot.toFixed(2)),
    '',
    `One line a sale over ${products} products of ${stalls} stalls, ${clients} clients on each side, ${runs} runs of ${secondsPerRun} s each in turn on one PostgreSQL 18`,
    `as \`npm start\` runs it (commits reach the disk). Maarad's side is one service process with its relay and the embedded log on, its load beside it on the same`,
    `cores; afterwards orders, stock movements and events were counted and agree on all sides. ${pgbenchVersion}. ${machine()}, load ${loadBefore} before; ${new Date().toISOString().slice(0, 10)}.`,
  ];
  await writeSection('sales', lines);
  process.stdout.write(`\n${lines.join('\n')}\n`);
  if (Object.entries(goals).some(([name, least]) => ratios[name as keyof typeof goals] < least)) {
    process.exitCode = 1;
  }
}
