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

/** How long each took from when it was due, in milliseconds, ascending. */
export interface Answered {
  good: number[];
  /** With 503. */
  refused: number[];
  /** Had no answer at the end of the run: how long they had waited until then. */
  waiting: number[];
  /** Connections that broke, and answers of any other status. */
  failed: number;
}

const patienceMs = 10_000;

/**
 * An open load: callers who do not know of each other, so that a slow answer keeps nobody from asking. autocannon's own rate has every
 * connection send its share at the first instant of each second, and wait then.
 */
export async function steadily({ url, headers, bodies, offered, seconds, connections }: Load): Promise<Answered> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections, maxFreeSockets: connections });
  const answered: Answered = { good: [], refused: [], waiting: [], failed: 0 };
  const began = performance.now();
  const end = began + seconds * 1_000;
  const ask = (body: string, due: number): Promise<void> =>
    new Promise((settled) => {
      const asked = request(url, { method: 'POST', agent, headers, timeout: patienceMs }, (response) => {
        response.resume();
        response.once('close', () => {
          const now = performance.now();
          const kind = ({ 200: 'good', 503: 'refused' } as const)[response.statusCode ?? 0];
          if (kind && response.complete) {
            answered[now <= end ? kind : 'waiting'].push(Math.min(now, end) - due);
          } else {
            answered.failed += 1;
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
  [answered.good, answered.refused, answered.waiting].forEach((each) => each.sort((one, other) => one - other));
  return answered;
}
