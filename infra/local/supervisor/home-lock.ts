import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSameProcess, processIdentity, type ProcessIdentity } from './process-identity.js';

/** Another fair runs on the same folder. */
export class HomeInUse extends Error {
  constructor(home: string, pid: number) {
    super(`The fair in ${home} is already open (process ${pid}). A second one needs a folder of its own: MAARAD_HOME.`);
    this.name = 'HomeInUse';
  }
}

/**
 * Takes the folder for this process; the lock of one that is gone counts for nothing.
 *
 * @returns gives it back.
 * @throws HomeInUse while another fair runs on it.
 */
export function lockHome(home: string): () => void {
  mkdirSync(home, { recursive: true });
  const file = join(home, 'supervisor.json');
  const holder = read(file);
  if (holder && isSameProcess(holder)) {
    throw new HomeInUse(home, holder.pid);
  }
  writeFileSync(file, JSON.stringify(processIdentity(process.pid)));
  return () => rmSync(file, { force: true });
}

function read(file: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity;
  } catch {
    return undefined;
  }
}
