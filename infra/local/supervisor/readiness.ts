import { setTimeout as pause } from 'node:timers/promises';

const betweenMs = 100;

const ask = (port: number): Promise<Response> =>
  fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(3_000) });

/** Whether a process answers `GET /health/ready` with 200 at this moment. */
export async function isReady(port: number): Promise<boolean> {
  try {
    const response = await ask(port);
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

export interface Recovery {
  everyMs: number;
  /** So long it has to be ready without a break. */
  readyMs: number;
}

/** Resolves once a process has been ready for a while, however long it took to become so. @throws when the signal says so. */
export async function untilRecovered(
  ready: () => Promise<boolean>,
  { everyMs, readyMs }: Recovery,
  signal: AbortSignal,
): Promise<void> {
  for (let since = Infinity; performance.now() - since < readyMs;) {
    await pause(everyMs, undefined, { signal });
    since = (await ready()) ? Math.min(since, performance.now()) : Infinity;
  }
}

/**
 * Waits until a process answers `GET /health/ready` with 200, and the gateway reaches every service.
 *
 * @throws when the signal says so, with what the process last answered.
 */
export async function untilReady(name: string, port: number, signal: AbortSignal): Promise<void> {
  let last = 'no answer';
  for (;;) {
    if (signal.aborted) {
      throw new Error(`${name} is not ready (${last}): MAARAD_HOME/logs/${name}.log says why.`, {
        cause: signal.reason,
      });
    }
    try {
      const response = await ask(port);
      const body = await response.text();
      if (response.ok && reachesAll(body)) {
        return;
      }
      last = `${response.status} ${body}`;
    } catch (error) {
      last = error instanceof Error ? ((error.cause as Error | undefined)?.message ?? error.message) : String(error);
    }
    await pause(betweenMs, undefined, { signal }).catch(() => {});
  }
}

function reachesAll(body: string): boolean {
  const { services = {} } = JSON.parse(body) as { services?: Record<string, string> };
  return Object.values(services).every((state) => state === 'up');
}
