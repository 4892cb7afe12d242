import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

interface Load {
  url: string;
  headers: Record<string, string>;
  /** Sent in turn. */
  bodies: string[];
  /** Requests a second, evenly spaced, whether or not the ones before are answered. */
  offered: number;
  seconds: number;
  /** At most so many connections; a request that finds none free waits, and its wait counts. */
  connections: number;
}

export interface Answered {
  good: number;
  refused: number;
  /** Connections that broke, and what was not answered in time. */
  failed: number;
  /** From when each was due, in milliseconds, ascending. */
  latencies: number[];
}

const patienceMs = 10_000;

/**
 * An open load: callers who do not know of each other, so that a slow answer keeps nobody from asking. autocannon's own rate has every
 * connection send its share at the first instant of each second, and wait then.
 */
export async function steadily({ url, headers, bodies, offered, seconds, connections }: Load): Promise<Answered> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const answered: Answered = { good: 0, refused: 0, failed: 0, latencies: [] };
  const began = performance.now();
  const end = began + seconds * 1_000;
  const ask = (body: string, due: number): Promise<void> =>
    new Promise((settled) => {
      const asked = request(url, { method: 'POST', agent, headers, timeout: patienceMs }, (response) => {
        response.resume();
        response.once('close', () => {
          const now = performance.now();
          if (response.complete && now <= end) {
            answered.latencies.push(now - due);
            answered[response.statusCode === 200 ? 'good' : 'refused'] += 1;
          }
          settled();
        });
      });
      asked.once('timeout', () => asked.destroy(new Error('late')));
      asked.once('error', () => {
        answered.failed += 1;
        settled();
      });
      asked.end(body);
    });
  const all: Promise<void>[] = [];
  while (performance.now() < end) {
    const due = ((performance.now() - began) / 1_000) * offered;
    while (all.length < due) {
      const body = bodies[all.length % bodies.length] as string;
      all.push(ask(body, began + (all.length / offered) * 1_000));
    }
    await pause(1);
  }
  await Promise.all(all);
  agent.destroy();
  answered.latencies.sort((one, other) => one - other);
  return answered;
}
