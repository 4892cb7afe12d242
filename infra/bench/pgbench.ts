import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { findBinaries } from '../local/postgres/binaries.js';

/** @throws Error when this machine has no pgbench. */
export async function findPgbench(): Promise<string> {
  const besidePostgres = join(dirname((await findBinaries()).postgres), 'pgbench');
  const found = [besidePostgres, '/usr/bin/pgbench'].find((path) => existsSync(path));
  if (!found) {
    throw new Error('This benchmark needs pgbench: install PostgreSQL’s client programs (Debian: postgresql-contrib).');
  }
  return found;
}

export const versionOf = (pgbench: string): string => spawnSync(pgbench, ['--version']).stdout.toString().trim();

export interface PgbenchRun {
  pgbench: string;
  url: string;
  /** Where its script is written. */
  folder: string;
  script: string;
  clients: number;
  seconds: number;
}

/** Transactions a second of a script, prepared once per client. @throws Error when any transaction failed. */
export async function runPgbench({ pgbench, url, folder, script, clients, seconds }: PgbenchRun): Promise<number> {
  const file = join(folder, 'sale.pgbench');
  await writeFile(file, script);
  const { stdout } = await promisify(execFile)(pgbench, [
    ...['--no-vacuum', '--protocol=prepared', `--client=${clients}`, '--jobs=2', `--time=${seconds}`, `--file=${file}`],
    url,
  ]);
  const failed = /number of failed transactions: (\d+)/.exec(stdout)?.[1] ?? '0';
  const rate = Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
  if (failed !== '0' || !(rate > 0)) {
    throw new Error(`pgbench did not get through:\n${stdout}`);
  }
  return rate;
}
