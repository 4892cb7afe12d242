import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chown, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Account } from './account.js';
import type { Binaries } from './binaries.js';

export interface Cluster {
  /** Where its files are. */
  data: string;
  port: number;
  /** Of the user `postgres`. */
  password: string;
}

/**
 * Small, and safe: what was committed survives a power cut. Constraints that refuse are part of daily work here, so the log
 * leaves their statements out, and with them people's data.
 */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '120',
  shared_buffers: '32MB',
  maintenance_work_mem: '32MB',
  max_wal_size: '256MB',
  max_parallel_workers_per_gather: '0',
  jit: 'off',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
};

/** Makes the files of an empty cluster when there are none; an attempt that was interrupted leaves nothing that counts. */
export async function ensureCluster(cluster: Cluster, binaries: Binaries, account: Account): Promise<void> {
  if (await exists(join(cluster.data, 'PG_VERSION'))) {
    return;
  }
  const draft = `${cluster.data}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(dirname(draft), { recursive: true });
  await mkdir(draft, { mode: 0o700 });
  const passwordFile = join(tmpdir(), `maarad-${randomUUID()}`);
  try {
    await writeFile(passwordFile, cluster.password, { mode: 0o600 });
    if (account.ids.uid !== undefined) {
      await chown(draft, account.ids.uid, account.ids.gid as number);
      await chown(passwordFile, account.ids.uid, account.ids.gid as number);
    }
    await finished(
      run(account, binaries.initdb, [
        ...[`--pgdata=${draft}`, '--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`],
        ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ]),
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(draft, cluster.data);
}

export function startServer({ data, port }: Cluster, binaries: Binaries, account: Account): ChildProcess {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return run(account, binaries.postgres, ['-D', data, '-p', String(port), ...flags]);
}

function run({ prefix, ids }: Account, command: string, args: string[]): ChildProcess {
  const [first, ...rest] = [...prefix, command, ...args] as [string, ...string[]];
  return spawn(first, rest, { ...(prefix.length > 0 ? {} : ids), stdio: ['ignore', 'pipe', 'pipe'] });
}

function finished(child: ChildProcess): Promise<void> {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stdout?.resume();
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) {
        resolve();
      } else {
        reject(new Error(`PostgreSQL could not make its files: ${said.trim()}`));
      }
    });
  });
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
