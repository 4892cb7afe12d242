import { randomInt } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { ensureLocalKeys, mintLocalToken } from '@maarad/shared/auth';
import { traced } from '@maarad/shared/telemetry';
import { repository } from '../local/repository.js';
import { startPostgres, until } from './bench-postgres.js';
import { firstMessage, startProcess, takePrecedence } from './bench-process.js';
import { machine, median, writeSection } from './measured-section.js';
import { countSales, onDatabase, openFair, products } from './sales-fair.js';
import { saleBody } from './sales-load.js';
import { startTracedFair } from './traced-fair.js';

/** Only shows that it runs. */
const trying = Boolean(process.env.BENCH_TRY);
const clients = 32;
const runs = trying ? 3 : 7;
const secondsPerRun = 4;
const secondsToWarmUp = 4;
const share = '0.1';
/** At least so much of the throughput without traces. */
const goal = 0.95;

const loadBefore = (loadavg()[0] ?? 0).toFixed(1);

const page = JSON.stringify({
  query:
    'query Page { products(first: 20) { nodes { id name { value } price { amount currency } available } pageInfo { hasNextPage } } }',
});
const loads = { read: () => page, sale: () => saleBody(randomInt(1, products + 1)) };
type Load = keyof typeof loads;
type Side = 'off' | 'on';

/** Requests a second through gateway, sales service, database, relay and log: with traces of one request in ten, and without any. */
export async function run(): Promise<void> {
  if (!trying) {
    takePrecedence();
  }
  const folder = await mkdtemp(join(tmpdir(), 'maarad-bench-'));
  await chmod(folder, 0o755);
  const stop: (() => Promise<void>)[] = [];
  try {
    const server = await startPostgres(folder, stop);
    for (const name of ['off_sales', 'on_sales', 'off_log', 'on_log']) {
      await onDatabase(`${server}/postgres`, `CREATE DATABASE ${name}`);
    }
    const sinkScript = join(repository, 'infra/dist/bench/trace-sink.js');
    const sinkProcess = startProcess({ name: 'sink', script: sinkScript, log: join(folder, 'sink.log') });
    stop.push(() => sinkProcess.stop());
    const sink = `http://127.0.0.1:${(await firstMessage<{ port: number }>(sinkProcess)).port}`;
    const keys = await ensureLocalKeys(join(folder, 'keys'));
    const start = async (side: Side, tracing: Record<string, string>) => {
      const database = `${server}/${side}_sales`;
      await openFair(database);
      const url = await startTracedFair({ database, log: `${server}/${side}_log`, folder, keys, tracing, stop });
      return { database, url };
    };
    const sides: Record<Side, { database: string; url: string }> = {
      off: await start('off', {}),
      on: await start('on', { OTEL_EXPORTER_OTLP_ENDPOINT: sink, OTEL_TRACES_SAMPLER_ARG: share }),
    };
    const token = await mintLocalToken(keys, { id: 'benchmark', role: 'admin' });
    const rates: Record<Load, Record<Side, number[]>> = { read: { off: [], on: [] }, sale: { off: [], on: [] } };
    const measure = async (load: Load, side: Side, seconds: number) => {
      rates[load][side].push(await fire(sides[side].url, token, loads[load], seconds));
      await until('the relay', async () => (await countSales(sides[side].database)).unsent === 0);
    };
    for (let count = 0; count <= runs; count += 1) {
      const order: Side[] = count % 2 === 0 ? ['off', 'on'] : ['on', 'off'];
      for (const load of ['read', 'sale'] as const) {
        for (const side of order) {
          await measure(load, side, count === 0 ? secondsToWarmUp : secondsPerRun);
        }
      }
      const last = Object.entries(rates).map(([load, { off, on }]) => [load, off.at(-1), on.at(-1)].join(' '));
      process.stdout.write(`run ${count}, requests/s without and with: ${last.join(', ')}\n`);
    }
    Object.values(rates).forEach(({ off, on }) => [off, on].forEach((each) => each.shift()));
    const bytes = Number(await (await fetch(sink)).text());
    if (!(bytes > 0)) {
      throw new Error('No trace came, so there is nothing to compare.');
    }
    await report(rates, await nanosecondsOff());
  } finally {
    for (const end of stop) {
      await end();
    }
    await rm(folder, { recursive: true, force: true });
  }
}

async function fire(url: string, token: string, body: () => string, duration: number): Promise<number> {
  let refused: string | undefined;
  const result = await autocannon({
    ...{ url, connections: clients, duration, method: 'POST' },
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    requests: [
      {
        setupRequest: (request) => ({ ...request, body: body() }),
        onResponse: (status, answer) => {
          if (status !== 200 || answer.includes('"errors"')) {
            refused ??= answer;
          }
        },
      },
    ],
  });
  if (refused !== undefined || result.errors > 0) {
    throw new Error(`${result.errors} requests failed, and one was refused: ${refused}`);
  }
  return Math.round(result.requests.total / result.duration);
}

/** What a place that could make a span costs where nothing is traced, in nanoseconds: with it less without it. */
async function nanosecondsOff(): Promise<number> {
  const times = 1_000_000;
  const work = () => Promise.resolve();
  const place = () => traced(() => ({ name: 'never' }), work);
  const lasted = async (run: () => Promise<void>) => {
    const began = performance.now();
    for (let time = 0; time < times; time += 1) {
      await run();
    }
    return ((performance.now() - began) * 1e6) / times;
  };
  const differences: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    differences.push((await lasted(place)) - (await lasted(work)));
  }
  return median(differences);
}

async function report(rates: Record<Load, Record<Side, number[]>>, nanoseconds: number): Promise<void> {
  const ratioOf = ({ off, on }: Record<Side, number[]>) => median(on) / median(off);
  const row = (name: string, load: Load) => {
    const { off, on } = rates[load];
    const range = (all: number[]) => `${median(all)} (${Math.min(...all)}–${Math.max(...all)})`;
    return `| ${name} | ${range(off)} | ${range(on)} | ${ratioOf(rates[load]).toFixed(2)} |`;
  };
  const lines = [
    `\`npm run bench -- tracing\`, goal at least ${goal} of the throughput without: reads **${ratioOf(rates.read).toFixed(2)}**, sales **${ratioOf(rates.sale).toFixed(2)}**.`,
    `Where nothing is traced, each place that could make a span costs ${Math.max(0, nanoseconds).toFixed(0)} ns.`,
    '',
    '| through gateway and sales service | requests/s without (of all runs) | with traces of one in ten | ratio |',
    '| --- | --- | --- | --- |',
    row('a page of 20 products', 'read'),
    row('a sale, told by relay and log', 'sale'),
    '',
    `${clients} connections, ${runs} runs of ${secondsPerRun} s on each side, the sides in turn and each first in every other run; load, gateway, service, PostgreSQL 18`,
    `and what takes the traces on the same cores. ${machine()}, load ${loadBefore} before; ${new Date().toISOString().slice(0, 10)}.`,
  ];
  if (!trying) {
    await writeSection('tracing', lines);
  }
  process.stdout.write(`\n${lines.join('\n')}\n`);
  if (Object.values(rates).some((each) => ratioOf(each) < goal)) {
    process.exitCode = 1;
  }
}
