import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { ConsumerWatchdog } from './consumer-watchdog.js';
import type { ConsumerWatch } from './consumer-watch.js';
import { tellerOf } from './event-handler.js';
import type { EventLog } from './event-log.js';
import type { RelayWatch } from './relay.js';
import { within } from './within.js';

/** Seconds. */
const buckets = [0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10];
const patienceMs = 1_000;

/** Counts what the relay sends; the one process of a service that may send says so. */
export function countRelay(metrics: Registry): Required<RelayWatch> {
  const registers = [metrics];
  const sent = new Counter({
    ...{ name: 'maarad_relay_events_sent_total', help: 'Events that the relay gave to the event log.', registers },
  });
  const seconds = new Histogram({
    name: 'maarad_relay_batch_seconds',
    help: 'Time from reading a batch of the outbox to marking it as sent.',
    ...{ buckets, registers },
  });
  const failures = new Counter({
    ...{ name: 'maarad_relay_failures_total', help: 'Times that the relay could not send.', registers },
  });
  const leading = new Gauge({
    name: 'maarad_relay_leading',
    help: 'Whether this process is the one of its service that sends: 1 or 0.',
    registers,
  });
  return {
    sent(count, took) {
      sent.inc(count);
      seconds.observe(took);
    },
    failed: () => failures.inc(),
    leads: (whether) => leading.set(Number(whether)),
  };
}

/** Counts what the consumer handles. */
export function countConsumer(metrics: Registry): Required<Omit<ConsumerWatch, 'stirred'>> & { rebuilt(): void } {
  const registers = [metrics];
  const seconds = new Histogram({
    name: 'maarad_handler_seconds',
    help: 'Time that handlers took for events, by type; those that were handled.',
    labelNames: ['type'] as const,
    ...{ buckets, registers },
  });
  const heard = new Counter({
    name: 'maarad_consumer_events_total',
    help: 'Events handled, by the service that told them.',
    labelNames: ['from'] as const,
    registers,
  });
  const repeated = new Counter({
    name: 'maarad_inbox_duplicates_total',
    help: 'Events that came again and changed nothing.',
    registers,
  });
  const parked = new Counter({
    name: 'maarad_events_parked_total',
    help: 'Events parked because no attempt to handle them succeeded.',
    registers,
  });
  const rebuilds = new Counter({
    name: 'maarad_consumer_rebuilds_total',
    help: 'Times that the consumer broke off or was stuck, and was built anew.',
    registers,
  });
  return {
    handled(type, took) {
      seconds.observe({ type }, took);
      heard.inc({ from: tellerOf(type) });
    },
    repeated: () => repeated.inc(),
    parked: () => parked.inc(),
    rebuilt: () => rebuilds.inc(),
  };
}

/** Lag by topic, asked of the log at each scrape, not of the consumer; NaN where the log does not answer in time. */
export function gaugeLag(metrics: Registry, log: EventLog, group: string, topics: string[]): void {
  new Gauge({
    name: 'maarad_consumer_lag',
    help: 'Events of a topic that the service has not handled yet, computed outside its consumer.',
    labelNames: ['topic'] as const,
    registers: [metrics],
    async collect() {
      const lag = await within(patienceMs, 'The event log did not answer', log.lag(group, topics)).catch(() => ({}));
      topics.forEach((topic) => this.set({ topic }, (lag as Record<string, number>)[topic] ?? Number.NaN));
    },
  });
}

export function gaugeStuck(metrics: Registry, watchdog: ConsumerWatchdog): void {
  new Gauge({
    name: 'maarad_consumer_stuck',
    help: 'Whether the consumer is behind and does not get on: 1 or 0.',
    registers: [metrics],
    collect() {
      this.set(Number(watchdog.isStuck));
    },
  });
}
