import { readFileSync } from 'node:fs';

/** A process id comes round again; together with the time of its start it does not. */
export interface ProcessIdentity {
  pid: number;
  /** In the kernel's ticks since boot; unknown outside Linux. */
  startedAt?: string;
}

export const processIdentity = (pid: number): ProcessIdentity => ({ pid, startedAt: startOf(pid) });

/** Whether the process that was written down is still the one that runs under its id. */
export function isSameProcess({ pid, startedAt }: ProcessIdentity): boolean {
  return isAlive(pid) && startOf(pid) === startedAt;
}

/** Whether a process runs; one that is dead and only waits for its parent to notice does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') {
      return false;
    }
  }
  return statOf(pid)?.[0] !== 'Z';
}

/** Field 22 of /proc/PID/stat. */
const startOf = (pid: number): string | undefined => statOf(pid)?.[19];

/** The fields of /proc/PID/stat from the third on: they follow the name, which may hold spaces. */
function statOf(pid: number): string[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ');
  } catch {
    return undefined;
  }
}
