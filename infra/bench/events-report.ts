import { machine, median, writeSection } from './measured-section.js';

export interface Figures {
  /** Milliseconds by channel, and of `kafkajs` by itself. */
  latencies: Record<string, number[]>;
  crowds: Record<string, { kilobytesEach: number; one: number[]; all: number[] }>;
  /** Events a second. */
  relay: number[];
  sendBatch: number[];
  loadBefore: string;
  rounds: number;
  eventsPerRound: number;
  spacingMs: number;
  drained: number;
  idle: number;
}

const goals = { p50: 3, p99: 5, relay: 0.2, kilobytes: 50, last: 10 };

const percentile = (values: number[], share: number): number =>
  [...values].sort((one, other) => one - other)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN;

/** Prints what came of it; writes it where it was measured in earnest. A goal that is missed ends the process with 1. */
export async function report(figures: Figures, inEarnest: boolean): Promise<void> {
  const { kafkajs = [], ...channels } = figures.latencies;
  const raw = { p50: percentile(kafkajs, 0.5), p99: percentile(kafkajs, 0.99) };
  const timesOf = (values: number[]) => ({
    p50: percentile(values, 0.5) / raw.p50,
    p99: percentile(values, 0.99) / raw.p99,
  });
  const row = (name: string, values: number[]) => {
    const times = timesOf(values);
    const [p50, p99] = [percentile(values, 0.5), percentile(values, 0.99)].map((ms) => ms.toFixed(1));
    return `| ${name} | ${p50} | ${p99} | ${times.p50.toFixed(2)} | ${times.p99.toFixed(2)} |`;
  };
  const relayRatio = median(figures.relay) / median(figures.sendBatch);
  const rate = (values: number[]) => Math.round(median(values));
  const crowdRow = ([name, { kilobytesEach, one, all }]: [string, Figures['crowds'][string]]) =>
    `| ${name} | ${kilobytesEach.toFixed(1)} | ${percentile(one, 0.5).toFixed(1)} | ${percentile(all, 0.5).toFixed(1)} | ${lag(one, all).toFixed(1)} |`;
  const lines = [
    `\`npm run bench -- events\`, goals: from commit to subscriber at most ${goals.p50} times kafkajs at the median and ${goals.p99} times at p99.`,
    '',
    '| from commit to subscriber | p50 ms | p99 ms | p50 ratio | p99 ratio |',
    '| --- | --- | --- | --- | --- |',
    row('kafkajs, from produce to consume', kafkajs),
    ...Object.entries(channels).map(([name, values]) => row(name, values)),
    '',
    `The relay, goal at least ${goals.relay} times raw \`sendBatch\`: **${relayRatio.toFixed(2)} times** (${rate(figures.relay)} against ${rate(figures.sendBatch)} events/s).`,
    '',
    `| ${figures.idle} idle subscribers | KiB each (at most ${goals.kilobytes}) | one alone, ms | the last of all, ms | ratio (at most ${goals.last}) |`,
    '| --- | --- | --- | --- | --- |',
    ...Object.entries(figures.crowds).map(crowdRow),
    '',
    `One real Kafka, one PostgreSQL 18, partners service and gateway as in earnest, with logs and metrics; the teller is the shared outbox and relay in the process that reads,`,
    `so one clock measures. One event every ${figures.spacingMs} ms, ${figures.rounds} rounds of ${figures.eventsPerRound} over all channels, each in turn with kafkajs on a topic of its own of the same shape.`,
    `KiB: resident memory of gateway and partners together, once both have collected their garbage. The relay sends ${figures.drained} stored events, kafkajs the same in batches of 100. ${machine()}, load ${figures.loadBefore} before; ${new Date().toISOString().slice(0, 10)}.`,
  ];
  process.stdout.write(`\n${lines.join('\n')}\n`);
  if (inEarnest) {
    await writeSection('events', lines);
  }
  const reached = [
    ...Object.values(channels)
      .map((values) => timesOf(values))
      .map(({ p50, p99 }) => p50 <= goals.p50 && p99 <= goals.p99),
    relayRatio >= goals.relay,
    ...Object.values(figures.crowds).map(
      ({ kilobytesEach, one, all }) => kilobytesEach <= goals.kilobytes && lag(one, all) <= goals.last,
    ),
  ];
  if (inEarnest && !reached.every(Boolean)) {
    process.exitCode = 1;
  }
}

const lag = (one: number[], all: number[]): number => percentile(all, 0.5) / percentile(one, 0.5);
