import { readdirSync, readFileSync } from 'node:fs';

/**
 * Seconds that processes have had on a core since they began, to the nanosecond (`/proc/PID/stat` counts in hundredths). Linux only.
 * What other work on the machine takes is not in it, which is what makes it steadier than a rate.
 */
export const coreSeconds = (pids: number[]): number =>
  pids.flatMap(threadsOf).reduce((sum, thread) => sum + Number(readFileSync(thread, 'utf8').split(' ')[0]) / 1e9, 0);

const threadsOf = (pid: number) => readdirSync(`/proc/${pid}/task`).map((id) => `/proc/${pid}/task/${id}/schedstat`);
