import autocannon from 'autocannon';
import type { Question } from './bench-graph.js';
import { residentKiB } from './memory.js';
import { coreSeconds } from './process-time.js';
import { steadily } from './steady-load.js';

/** What one run says of one gateway. */
export interface Measured {
  /** Good answers a second. */
  rate: number;
  /** Of good answers, in milliseconds; of those that had not come at the end, how long they had been waited for. */
  p50: number;
  p99: number;
  /** Answers other than 2xx a second. */
  refused: number;
  /** Of these, in milliseconds; NaN where there are none, or where each connection waits for its answer. */
  refusedP99: number;
  /** Milliseconds of processor time for each answer. */
  cpu: number;
  /** Resident memory at the end, in MiB. */
  memory: number;
  /** Requests to services for each good answer. */
  requests: number;
}

export interface Target {
  name: string;
  url: string;
  pid: number;
}

interface Load {
  questions: Question[];
  token: string;
  connections: number;
  seconds: number;
  /** Requests a second that come evenly; undefined for as many as are answered. */
  offered?: number;
  /** Where the services say how often they were asked. */
  services: string;
}

export async function fire(target: Target, load: Load): Promise<Measured> {
  const before = { cpu: coreSeconds([target.pid]), asked: await asked(load.services) };
  const { good, refused, p50, p99, refusedP99, seconds } = await (load.offered
    ? offer(target, load, load.offered)
    : press(target, load));
  return {
    rate: good / seconds,
    refused: refused / seconds,
    p50: round(p50),
    p99: round(p99),
    refusedP99: round(refusedP99),
    cpu: (1_000 * (coreSeconds([target.pid]) - before.cpu)) / (good + refused),
    memory: (await residentKiB(target.pid)) / 1024,
    requests: ((await asked(load.services)) - before.asked) / good,
  };
}

const headersOf = ({ token }: Load) => ({ 'content-type': 'application/json', authorization: `Bearer ${token}` });

/** Each connection asks again as soon as it is answered. */
async function press(target: Target, load: Load) {
  const headers = headersOf(load);
  let nth = 0;
  const result = await autocannon({
    url: target.url,
    connections: load.connections,
    duration: load.seconds,
    method: 'POST',
    headers,
    // Each connection begins at another text: otherwise they would all ask the same at the same time.
    setupClient: (client) => {
      const from = (nth += 17) % load.questions.length;
      const inTurn = [...load.questions.slice(from), ...load.questions.slice(0, from)];
      client.setRequests(inTurn.map((question) => ({ method: 'POST', headers, body: JSON.stringify(question) })));
    },
  });
  if (result.errors > 0) {
    throw new Error(`${target.name}: ${result.errors} requests failed.`);
  }
  const { p50, p99 } = result.latency;
  return { good: result['2xx'], refused: result.non2xx, p50, p99, refusedP99: NaN, seconds: result.duration };
}

/** Requests come at their times, however long the answers take. */
async function offer(target: Target, load: Load, offered: number) {
  const { seconds, connections } = load;
  const bodies = load.questions.map((question) => JSON.stringify(question));
  const { good, refused, waiting, failed } = await steadily({
    ...{ url: target.url, headers: headersOf(load), bodies, offered, seconds, connections },
  });
  if (failed > 0) {
    throw new Error(`${target.name}: ${failed} requests failed.`);
  }
  const all = [...good, ...waiting].sort((one, other) => one - other);
  return {
    ...{ good: good.length, refused: refused.length, seconds },
    ...{ p50: at(all, 0.5), p99: at(all, 0.99), refusedP99: at(refused, 0.99) },
  };
}

const at = (ascending: number[], share: number): number => ascending[Math.floor(ascending.length * share)] ?? NaN;

const round = (ms: number): number => Math.round(ms * 10) / 10;

async function asked(services: string): Promise<number> {
  return ((await (await fetch(services)).json()) as { asked: number }).asked;
}
