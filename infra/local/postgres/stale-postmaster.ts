import { readFile, readlink, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive } from '../supervisor/process-identity.js';

const patienceMs = 20_000;

/**
 * Clears what a supervisor that was killed has left: a PostgreSQL that still runs on these files is stopped, and the file
 * that names a process which is gone, or has become another program's, is removed.
 */
export async function clearStalePostmaster(data: string): Promise<void> {
  const file = join(data, 'postmaster.pid');
  const pid = await readPid(file);
  if (pid === undefined) {
    return;
  }
  if (isAlive(pid) && (await runsOn(pid, data))) {
    await stop(pid);
  }
  await rm(file, { force: true });
}

async function readPid(file: string): Promise<number | undefined> {
  try {
    const pid = Number((await readFile(file, 'utf8')).split('\n')[0]);
    return Number.isInteger(pid) && pid > 1 ? pid : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

/** A PostgreSQL works in the folder of its data; without /proc, the id is all there is to go by. */
async function runsOn(pid: number, data: string): Promise<boolean> {
  try {
    return (await readlink(`/proc/${pid}/cwd`)) === data;
  } catch {
    return process.platform !== 'linux';
  }
}

/** First in peace, then at once: its log brings back what was committed. */
async function stop(pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    process.kill(pid, signal);
    const until = Date.now() + patienceMs / 2;
    while (Date.now() < until) {
      if (!isAlive(pid)) {
        return;
      }
      await pause(50);
    }
  }
  throw new Error(`PostgreSQL (process ${pid}) is left from before and does not end.`);
}
