import { setTimeout as pause } from 'node:timers/promises';
import { sendJson, type Routes } from './http-server.js';

/** What a process needs to do its work, each checked apart. */
export type Checks = Record<string, () => Promise<unknown>>;

const patienceMs = 2_000;

/** `GET /health/live`: the process answers. `GET /health/ready`: what it needs answers too; 503 and which one when not. */
export function healthRoutes(checks: Checks): Routes {
  return {
    'GET /health/live': (_request, response) => sendJson(response, 200, { status: 'up' }),
    'GET /health/ready': async (_request, response) => {
      const results = await Promise.all(
        Object.entries(checks).map(async ([name, check]) => [name, await stateOf(check)] as const),
      );
      const ready = results.every(([, state]) => state === 'up');
      sendJson(response, ready ? 200 : 503, { status: ready ? 'up' : 'down', checks: Object.fromEntries(results) });
    },
  };
}

async function stateOf(check: () => Promise<unknown>): Promise<'up' | 'down'> {
  const late = new AbortController();
  try {
    return await Promise.race([
      check().then(() => 'up' as const),
      pause(patienceMs, 'down' as const, { signal: late.signal }),
    ]);
  } catch {
    return 'down';
  } finally {
    late.abort();
  }
}
