import { execFile } from 'node:child_process';
import { access, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ensureLocalKeys, mintLocalToken } from '@maarad/shared/auth';
import { freePort } from '@maarad/shared/testing/free-ports';
import { gatewayHeap } from '../local/processes.js';
import { repository } from '../local/repository.js';
import { composeBenchGraph, type Question } from './bench-graph.js';
import { firstMessage, startProcess, type BenchProcess, type Start } from './bench-process.js';
import type { Target } from './gateway-load.js';

const hiveVersion = '2.15.1';

const serviceNames = ['exhibitors', 'scheduling', 'sales', 'training', 'partners'];

export interface Arena {
  bare: Target;
  maarad: Target;
  /** As it is installed, and told to send every request of its own. */
  hive: Target[];
  token: string;
  services: string;
}

/** Every gateway over the same canned services, each on the first core; only one is asked at a time. */
export async function openArena(folder: string, started: BenchProcess[]): Promise<Arena> {
  const start = (name: string, script: string, env: Record<string, string>, own: Partial<Start> = {}) => {
    const process = startProcess({ name, script, env, core: 0, log: join(folder, `${name}.log`), ...own });
    started.push(process);
    return process;
  };
  const script = (path: string) => join(repository, path);
  const { port } = await firstMessage<{ port: number }>(
    start('services', script('infra/dist/bench/canned-subgraphs.js'), {}, { core: 1 }),
  );
  const services = `http://127.0.0.1:${port}`;
  const SUPERGRAPH = join(folder, 'supergraph.graphql');
  await writeFile(SUPERGRAPH, composeBenchGraph(Object.fromEntries(serviceNames.map((name) => [name, services]))));
  const keys = await ensureLocalKeys(join(folder, 'keys'));
  const target = async (name: string, path: string, begin: (port: string) => BenchProcess): Promise<Target> => {
    const own = await freePort();
    const { child } = begin(String(own));
    return { name, url: `http://127.0.0.1:${own}${path}`, pid: child.pid as number };
  };

  const bare = await target('bare @apollo/gateway', '/', (PORT) =>
    start('bare', script('infra/dist/bench/bare-gateway.js'), { PORT, SUPERGRAPH }),
  );
  const env = {
    SUPERGRAPH,
    EXECUTOR: process.env.EXECUTOR ?? 'compiled',
    LOCAL_JWKS: keys.jwksFile,
    PRINCIPAL_SECRET: 'a secret of this benchmark and of nothing else',
    LOG_LEVEL: 'info',
    ...Object.fromEntries(serviceNames.map((name) => [`${name.toUpperCase()}_URL`, services])),
  };
  const maarad = await target("Maarad's gateway", '/graphql', (PORT) =>
    start('maarad', script('gateway/dist/src/main.js'), { ...env, PORT }, { nodeOptions: gatewayHeap }),
  );
  const hive = process.env.BENCH_WITHOUT_HIVE ? [] : await openHive(folder, SUPERGRAPH, start, target);
  const token = await mintLocalToken(keys, { id: 'benchmark', role: 'visitor' });
  return { bare, maarad, hive, token, services };
}

/** Hive Gateway brings half a gigabyte of packages, so it is no dependency: it is installed beside the others for this benchmark. */
async function openHive(
  folder: string,
  supergraph: string,
  start: (name: string, script: string, env: Record<string, string>, own: Partial<Start>) => BenchProcess,
  target: (name: string, path: string, begin: (port: string) => BenchProcess) => Promise<Target>,
): Promise<Target[]> {
  const home = join(repository, 'node_modules', '.cache', `hive-gateway-${hiveVersion}`);
  const bin = join(home, 'node_modules', '@graphql-hive', 'gateway', 'dist', 'bin.js');
  if (
    !(await access(bin).then(
      () => true,
      () => false,
    ))
  ) {
    await mkdir(home, { recursive: true });
    await writeFile(join(home, 'package.json'), JSON.stringify({ name: 'hive', private: true }));
    const packages = [`@graphql-hive/gateway@${hiveVersion}`, 'graphql@16.15.0'];
    await promisify(execFile)('npm', ['install', '--save-exact', '--no-audit', '--no-fund', ...packages], {
      cwd: home,
    });
  }
  const config = async (name: string, text: string) => {
    const file = join(folder, `${name}.config.mjs`);
    await writeFile(file, `export const gatewayConfig = ${text};\n`);
    return file;
  };
  const begin = (name: string, file: string) => (port: string) =>
    start(
      name,
      bin,
      {},
      { args: ['supergraph', supergraph, '--port', port, '--host', '127.0.0.1', '--fork', '1', '-c', file] },
    );
  const shipped = await config('hive', '{}');
  const alone = await config(
    'hive-alone',
    `{ transportEntries: { '*.http': { options: { deduplicateInflightRequests: false } } } }`,
  );
  return [
    await target('Hive Gateway', '/graphql', begin('hive', shipped)),
    await target('Hive Gateway, sharing off', '/graphql', begin('hive-alone', alone)),
  ];
}

/** @throws Error unless all give the same data. */
export async function requireSameAnswers(targets: Target[], questions: Question[], token: string): Promise<void> {
  for (const question of questions) {
    const [first, ...others] = await Promise.all(targets.map((target) => untilAnswered(target, question, token)));
    if (others.some((answer) => answer !== first)) {
      throw new Error('The gateways give different answers, so their speed cannot be compared.');
    }
  }
}

async function untilAnswered({ name, url }: Target, question: Question, token: string): Promise<string> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(question) }).catch(
      () => undefined,
    );
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
