import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { takePrecedence } from './bench-process.js';
import { openEventsFair, type EventsFair } from './events-fair.js';
import { openRaw, type Raw } from './events-raw.js';
import { report, type Figures } from './events-report.js';
import {
  overBareStream,
  overEventStream,
  overStream,
  overWebhook,
  overWebSocket,
  type Subscribe,
} from './events-subscribers.js';
import { heldBy } from './memory.js';

/** A try shows that everything works, on a machine that may be busy, and writes no figures. */
const isTry = process.env.BENCH_TRY === '1';
const rounds = isTry ? 1 : 5;
const eventsPerRound = isTry ? 20 : 200;
const toWarmUp = isTry ? 5 : 100;
const spacingMs = 50;
const drained = isTry ? 2_000 : 20_000;
const idle = isTry ? 100 : 1_000;
const told = isTry ? 3 : 20;
const patienceMs = 30_000;

const channels: Record<string, Subscribe> = {
  'GraphQL over WebSocket': overWebSocket,
  'GraphQL over SSE': overEventStream,
  '`GET /events`': overStream,
  webhook: overWebhook,
};
const crowds: Record<string, Subscribe> = { 'GraphQL over WebSocket': overWebSocket, '`GET /events`': overBareStream };

const loadBefore = (loadavg()[0] ?? 0).toFixed(1);

/** From commit to subscriber on every channel against raw kafkajs, the relay against raw sendBatch, and a crowd that waits. */
export async function run(): Promise<void> {
  takePrecedence();
  const folder = await mkdtemp(join(tmpdir(), 'maarad-bench-'));
  await chmod(folder, 0o755);
  const stop: (() => Promise<void>)[] = [];
  try {
    const fair = await openEventsFair(folder, stop);
    const raw = await openRaw(fair.brokers);
    stop.unshift(() => raw.close());
    const latencies = await measureLatencies(fair, raw);
    const figures: Figures = {
      latencies,
      crowds: {},
      relay: [],
      sendBatch: [],
      loadBefore,
      rounds,
      eventsPerRound,
      spacingMs,
      drained,
      idle,
    };
    for (const [name, subscribe] of Object.entries(crowds)) {
      figures.crowds[name] = await measureCrowd(fair, subscribe);
    }
    // Nobody reads what is drained: only the relay is measured.
    await fair.gateway.process.stop();
    await fair.partners.process.stop();
    await raw.stopReading();
    await fair.teller.stopRelay();
    for (let round = 0; round < rounds; round += 1) {
      figures.sendBatch.push((drained / (await raw.sendAll(drained))) * 1_000);
      await fair.teller.store(drained);
      figures.relay.push((drained / (await fair.teller.drain(drained))) * 1_000);
      await fair.teller.stopRelay();
    }
    await report(figures, !isTry);
  } finally {
    for (const end of stop) {
      await end();
    }
    await rm(folder, { recursive: true, force: true });
  }
}

/** Each channel's in turn with kafkajs by itself, round after round, so that none is measured on colder processes; one subscriber at a time. */
async function measureLatencies(fair: EventsFair, raw: Raw): Promise<Record<string, number[]>> {
  const latencies: Record<string, number[]> = { kafkajs: [] };
  const measure = async (subscribe: Subscribe, count: number) => {
    const watch = new Watch();
    const leave = await subscribe(fair, watch.arrived);
    const once = async () => watch.until(await fair.teller.commit());
    await untilHeard(once);
    const bare = await spaced(count, () => raw.once());
    const heard = await spaced(count, once);
    await leave();
    return { bare, heard };
  };
  for (const subscribe of Object.values(channels)) {
    await measure(subscribe, toWarmUp);
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, subscribe] of Object.entries(channels)) {
      const { bare, heard } = await measure(subscribe, eventsPerRound);
      latencies.kafkajs?.push(...bare);
      (latencies[name] ??= []).push(...heard);
    }
    process.stdout.write(`round ${round + 1} of ${rounds}: done\n`);
  }
  return latencies;
}

/** When each event came; a thousand may wait for the same. */
class Watch {
  private readonly at = new Map<string, number[]>();
  private tell: () => void = () => undefined;

  constructor(private readonly count = 1) {}

  readonly arrived = (id: string): void => {
    const times = this.at.get(id) ?? [];
    this.at.set(id, times);
    times.push(performance.now());
    this.tell();
  };

  /** How long after its commit the last of all readers had it. @throws Error where one does not get it. */
  async until({ id, at }: { id: string; at: number }, forMs = patienceMs): Promise<number> {
    const late = Date.now() + forMs;
    while ((this.at.get(id)?.length ?? 0) < this.count) {
      if (Date.now() > late) {
        throw new Error(`Of ${this.count} subscribers, ${this.at.get(id)?.length ?? 0} had the event.`);
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 100);
        this.tell = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    return (this.at.get(id)?.[this.count - 1] ?? NaN) - at;
  }
}

/** A subscription that is being opened misses what comes before it is. */
async function untilHeard(once: () => Promise<number>): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const heard = await Promise.race([
      once().then(
        () => true,
        () => false,
      ),
      pause(1_000, false),
    ]);
    if (heard) {
      return;
    }
  }
  throw new Error('The subscriber hears nothing.');
}

async function spaced(count: number, once: () => Promise<number>): Promise<number[]> {
  const lasted: number[] = [];
  for (let index = 0; index < count; index += 1) {
    lasted.push(await once());
    await pause(spacingMs);
  }
  return lasted;
}

/** What a crowd of idle subscribers costs, and how long after the commit the last of them has an event, against a single one. */
async function measureCrowd(fair: EventsFair, subscribe: Subscribe): Promise<Figures['crowds'][string]> {
  const single = new Watch();
  const leaveSingle = await subscribe(fair, single.arrived);
  const alone = async () => single.until(await fair.teller.commit());
  await untilHeard(alone);
  const before = await heldBy([fair.gateway, fair.partners]);
  const one = await spaced(told, alone);
  await leaveSingle();
  const crowd = new Watch(idle);
  const leave: (() => Promise<void>)[] = [];
  for (let index = 0; index < idle; index += 50) {
    leave.push(
      ...(await Promise.all(Array.from({ length: Math.min(50, idle - index) }, () => subscribe(fair, crowd.arrived)))),
    );
  }
  const together = async () => crowd.until(await fair.teller.commit());
  await untilHeard(together);
  const after = await heldBy([fair.gateway, fair.partners]);
  const all = await spaced(told, together);
  await Promise.all(leave.map((end) => end()));
  return { kilobytesEach: (after - before) / idle, one, all };
}
