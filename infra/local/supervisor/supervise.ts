import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { ProcessSpec } from '../processes.js';
import { restartDelay } from './backoff.js';
import { untilRecovered, type Recovery } from './readiness.js';

export interface Supervised {
  name: string;
  /** The running process, if it runs at this moment. */
  pid(): number | undefined;
  /** How often it died and was started again. */
  restarts(): number;
  /** Kills it without warning and starts it no more before `bringBack`: what a drill does. */
  keepDown(): void;
  bringBack(): void;
  /** Ends it for good: SIGTERM, then SIGKILL when it takes too long. */
  stop(): Promise<void>;
}

/** Variables of the caller that would make a child of the fair something else than its table says. */
const notInherited = ['DATABASE_URL', 'EVENT_LOG_URL', 'KAFKA_BROKERS', 'OIDC_ISSUER', 'LOCAL_JWKS', 'HOST', 'PORT'];

const usualRecovery: Recovery = { everyMs: 5_000, readyMs: 30_000 };

/**
 * Runs a process and starts it again whenever it ends by itself, later each time, until it has recovered.
 *
 * @param onLine gets each line that it writes, and what the supervisor has to say about it.
 */
export function supervise(
  spec: ProcessSpec,
  onLine: (line: string) => void,
  recovery: Recovery = usualRecovery,
): Supervised {
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let deaths = 0;
  let restarts = 0;
  let stopping = false;
  let kept = false;

  const start = () => {
    const ended = new AbortController();
    child = launch(spec, onLine);
    untilRecovered(spec.isReady, recovery, ended.signal).then(
      () => (deaths = 0),
      () => undefined,
    );
    // `close` comes after the last line of its output, and also when it could not be started at all.
    child.once('close', (code, signal) => {
      child = undefined;
      ended.abort();
      if (stopping || kept) {
        return;
      }
      deaths += 1;
      const delay = restartDelay(deaths);
      onLine(`ended (${signal ?? `code ${code}`}), starts again in ${delay / 1000} s`);
      timer = setTimeout(() => {
        restarts += 1;
        start();
      }, delay);
    });
  };
  start();

  return {
    name: spec.name,
    pid: () => child?.pid,
    restarts: () => restarts,
    keepDown: () => {
      kept = true;
      clearTimeout(timer);
      child?.kill('SIGKILL');
    },
    bringBack: () => {
      kept = false;
      deaths = 0;
      clearTimeout(timer);
      // One that is not gone yet starts again by its end.
      if (!child) {
        start();
      }
    },
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      if (child) {
        await end(child, spec.stopMs);
      }
    },
  };
}

function launch({ script, nodeFlags, env }: ProcessSpec, onLine: (line: string) => void): ChildProcess {
  const inherited = { ...process.env };
  for (const name of notInherited) {
    delete inherited[name];
  }
  // A process group of its own, so that Ctrl-C reaches the supervisor alone, which ends the others in order. Over the IPC
  // channel the child learns that the supervisor is gone, even when that was killed.
  const child = spawn(process.execPath, [...nodeFlags, script], {
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  });
  child.on('error', (error) => onLine(`could not be started: ${error.message}`));
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream as NodeJS.ReadableStream }).on('line', onLine);
  }
  return child;
}

function end(child: ChildProcess, patienceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    child.once('close', () => {
      clearTimeout(force);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
