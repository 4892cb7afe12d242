import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import autocannon from 'autocannon';
import { ensureLocalKeys, mintLocalToken } from '@maarad/shared/auth';
import { freePort } from '@maarad/shared/testing/free-ports';
import { repository } from '../local/repository.js';
import { composeBenchGraph, operation, page } from './bench-graph.js';
import { canPin, firstMessage, pinSelf, startProcess, type BenchProcess } from './bench-process.js';
import { machine, median, writeSection } from './measured-section.js';

const connections = 32;
const runs = 5;
const secondsPerRun = 5;
const secondsToWarmUp = 4;
const goal = 1.5;

interface Contender {
  name: string;
  url: string;
  /** Requests a second, and the slowest hundredth in milliseconds, of each run. */
  rates: number[];
  p99: number[];
}

/** What else this machine was busy with: figures of a busy machine say little, and their reader should know. */
const loadBefore = (loadavg()[0] ?? 0).toFixed(1);

/** Requests a second of Maarad's gateway, with tokens, limits, logs and metrics on, against a bare @apollo/gateway over the same services. */
export async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'maarad-bench-'));
  const started: BenchProcess[] = [];
  pinSelf(1);
  try {
    const start = (...[options]: Parameters<typeof startProcess>) => {
      const process = startProcess(options);
      started.push(process);
      return process;
    };
    const script = (path: string) => join(repository, path);
    const log = (name: string) => join(folder, `${name}.log`);
    const { port } = await firstMessage<{ port: number }>(
      start({
        name: 'services',
        script: script('infra/dist/bench/canned-subgraphs.js'),
        core: 1,
        log: log('services'),
      }),
    );
    const services = ['exhibitors', 'scheduling', 'sales', 'training', 'partners'];
    const service = `http://127.0.0.1:${port}`;
    const SUPERGRAPH = join(folder, 'supergraph.graphql');
    await writeFile(SUPERGRAPH, composeBenchGraph(Object.fromEntries(services.map((name) => [name, service]))));
    const keys = await ensureLocalKeys(join(folder, 'keys'));

    const [barePort, maaradPort] = [await freePort(), await freePort()];
    start({
      name: 'bare',
      script: script('infra/dist/bench/bare-gateway.js'),
      env: { PORT: String(barePort), SUPERGRAPH },
      core: 0,
      log: log('bare'),
    });
    start({
      name: 'maarad',
      script: script('gateway/dist/src/main.js'),
      env: {
        PORT: String(maaradPort),
        SUPERGRAPH,
        LOCAL_JWKS: keys.jwksFile,
        PRINCIPAL_SECRET: 'a secret of this benchmark and of nothing else',
        LOG_LEVEL: 'info',
        ...Object.fromEntries(services.map((name) => [`${name.toUpperCase()}_URL`, service])),
      },
      core: 0,
      log: log('maarad'),
    });
    const bare: Contender = { name: 'bare @apollo/gateway', url: `http://127.0.0.1:${barePort}/`, rates: [], p99: [] };
    const maarad: Contender = {
      name: "Maarad's gateway",
      url: `http://127.0.0.1:${maaradPort}/graphql`,
      rates: [],
      p99: [],
    };
    const token = await mintLocalToken(keys, { id: 'benchmark', role: 'visitor' });
    await measure([bare, maarad], token);
    await report(bare, maarad);
  } finally {
    await Promise.all(started.map((one) => one.stop()));
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(contenders: Contender[], token: string): Promise<void> {
  const [first, ...others] = await Promise.all(contenders.map((contender) => untilAnswered(contender, token)));
  if (others.some((answer) => answer !== first)) {
    throw new Error('The gateways give different answers, so their speed cannot be compared.');
  }
  for (const contender of contenders) {
    await fire(contender, token, secondsToWarmUp);
  }
  for (let round = 1; round <= runs; round += 1) {
    for (const contender of contenders) {
      const { rate, p99 } = await fire(contender, token, secondsPerRun);
      contender.rates.push(rate);
      contender.p99.push(p99);
      process.stdout.write(`run ${round}: ${contender.name} ${Math.round(rate)} requests/s, p99 ${p99} ms\n`);
    }
  }
}

const requestOf = (token: string) => ({
  method: 'POST' as const,
  headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
  body: JSON.stringify({ query: operation, variables: { first: page } }),
});

async function untilAnswered({ name, url }: Contender, token: string): Promise<string> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const response = await fetch(url, requestOf(token)).catch(() => undefined);
    if (response?.ok) {
      const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown[] };
      if (errors) {
        throw new Error(`${name} answers with errors: ${JSON.stringify(errors)}`);
      }
      return JSON.stringify(data);
    }
    await pause(100);
  }
  throw new Error(`${name} does not answer.`);
}

async function fire({ name, url }: Contender, token: string, duration: number): Promise<{ rate: number; p99: number }> {
  const result = await autocannon({ url, connections, duration, ...requestOf(token) });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${name}: ${result.non2xx} answers were refusals and ${result.errors} requests failed.`);
  }
  return { rate: result.requests.total / result.duration, p99: result.latency.p99 };
}

async function report(bare: Contender, maarad: Contender): Promise<void> {
  const ratio = median(maarad.rates) / median(bare.rates);
  const row = ({ name, rates, p99 }: Contender, times: number) =>
    `| ${name} | ${Math.round(median(rates))} | ${Math.round(Math.min(...rates))}–${Math.round(Math.max(...rates))} | ${median(p99)} | ${times.toFixed(2)} |`;
  const lines = [
    `\`npm run bench -- gateway\`, goal at least ${goal} times: **${ratio.toFixed(2)} times**.`,
    '',
    '| gateway | requests/s (median) | of all runs | p99 ms | ratio |',
    '| --- | --- | --- | --- | --- |',
    row(bare, 1),
    row(maarad, ratio),
    '',
    `A page of ${page} sessions with their exhibitors from a second service, ${connections} connections, ${runs} runs of ${secondsPerRun} s each in turn,`,
    `${canPin ? 'the gateways on one core, load and canned services on another' : 'without cores of their own'}. Maarad's side verifies a token, signs the principal, checks limits,`,
    `writes a log line and counts, for every request; the bare side does none of it. ${machine()}, load ${loadBefore} before; ${new Date().toISOString().slice(0, 10)}.`,
  ];
  await writeSection('gateway', lines);
  process.stdout.write(`\n${lines.join('\n')}\n`);
  if (ratio < goal) {
    process.exitCode = 1;
  }
}
