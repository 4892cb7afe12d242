import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { freePortsInARow } from '@maarad/shared/testing/free-ports';

const root = fileURLToPath(new URL('../../', import.meta.url));
const command = (name: string) => join(root, `infra/dist/${name}.js`);

/** The gateway's, five services' and PostgreSQL's. */
const portsOfAFair = 7;

export interface OpenFair {
  url: string;
  port: number;
  home: string;
  /** A local token, printed by the command that a newcomer uses. */
  token(role: string, ...owner: string[]): string;
  /** Kills a process of the fair without a warning; its supervisor starts it again. */
  kill(name: string): void;
  /** The process ids of the supervisor and everything below it. */
  pids(): number[];
  /** Runs one statement in the database of a service. */
  inDatabaseOf(service: string, statement: string, values?: unknown[]): Promise<void>;
  /** SIGTERM, then waits until the supervisor has ended. Keeps the folder. */
  stop(): Promise<void>;
  /** Removes what the fair kept. */
  discard(): void;
}

export interface FairOptions {
  seed?: 'demo' | 'none';
  kafkaBrokers?: string;
  /** Webhooks may go to receivers on this machine. */
  webhookLocal?: boolean;
  /** Open the fair of this folder again. */
  home?: string;
  port?: number;
  /** What else its processes are told. */
  environment?: Record<string, string>;
}

/** Opens a fair as `npm start` does, in processes of its own on free ports, and waits for the line that says so. */
export async function openFair({
  seed = 'none',
  kafkaBrokers,
  webhookLocal = false,
  home = newHome(),
  port,
  environment = {},
}: FairOptions = {}): Promise<OpenFair> {
  const chosen = port ?? (await freePortsInARow(portsOfAFair));
  const supervisor = spawn(process.execPath, [command('local/start')], {
    env: {
      ...cleanEnvironment(),
      PORT: String(chosen),
      MAARAD_HOME: home,
      MAARAD_SEED: seed,
      WEBHOOK_LOCAL: String(webhookLocal),
      ...(kafkaBrokers && { KAFKA_BROKERS: kafkaBrokers }),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  await opened(supervisor);
  const children = () => familyOf(supervisor.pid ?? 0);
  return {
    url: `http://localhost:${chosen}`,
    port: chosen,
    home,
    token: (...role) =>
      execFileSync(process.execPath, [command('local/print-token'), ...role], {
        env: { ...cleanEnvironment(), MAARAD_HOME: home },
        encoding: 'utf8',
      }).trim(),
    kill: (name) => {
      const script = name === 'gateway' ? 'gateway/dist' : `services/${name}/dist`;
      for (const { pid } of children().filter(({ args }) => args.includes(script))) {
        process.kill(pid, 'SIGKILL');
      }
    },
    pids: () => [supervisor.pid ?? 0, ...children().map(({ pid }) => pid)],
    inDatabaseOf: async (service, statement, values = []) => {
      const password = readFileSync(join(home, 'keys/database-password'), 'utf8');
      const client = new pg.Client(
        `postgres://postgres:${password}@127.0.0.1:${chosen + portsOfAFair - 1}/maarad_${service}`,
      );
      await client.connect();
      await client.query(statement, values).finally(() => client.end());
    },
    stop: async () => {
      if (supervisor.exitCode === null) {
        supervisor.kill('SIGTERM');
        await once(supervisor, 'exit');
      }
    },
    discard: () => rmSync(home, { recursive: true, force: true }),
  };
}

function newHome(): string {
  return mkdtempSync(join(tmpdir(), 'maarad-fair-'));
}

/** The fair under test hears only what the test tells it. */
function cleanEnvironment(): Record<string, string | undefined> {
  const {
    PORT: _port,
    MAARAD_HOME: _home,
    MAARAD_SEED: _seed,
    KAFKA_BROKERS: _brokers,
    NODE_OPTIONS: _options,
    ...rest
  } = process.env;
  return rest;
}

async function opened(supervisor: ChildProcess): Promise<void> {
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const hear = (line: string) => {
      said.push(line);
      if (line.startsWith('Maarad is open at')) {
        resolve();
      }
    };
    createInterface({ input: supervisor.stdout! }).on('line', hear);
    createInterface({ input: supervisor.stderr! }).on('line', hear);
    supervisor.once('exit', (code) => reject(new Error(`The fair did not open (${code}):\n${said.join('\n')}`)));
  });
}

interface ChildOfFair {
  pid: number;
  args: string;
}

function familyOf(ancestor: number): ChildOfFair[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .flatMap((match) => (match ? [{ pid: Number(match[1]), parent: Number(match[2]), args: match[3] ?? '' }] : []));
  const below = (parent: number): ChildOfFair[] =>
    table.filter((row) => row.parent === parent).flatMap((row) => [row, ...below(row.pid)]);
  return below(ancestor);
}

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

export async function until<Value>(
  read: () => Promise<Value>,
  good: (value: Value) => boolean,
  patienceMs = 30_000,
): Promise<Value> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const value = await read();
    if (good(value) || Date.now() > end) {
      return value;
    }
    await pause(100);
  }
}
