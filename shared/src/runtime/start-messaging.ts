import type { Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import {
  ConsumerWatchdog,
  countConsumer,
  countRelay,
  gaugeLag,
  gaugeStuck,
  Relay,
  startConsumer,
  topicsOf,
  type EventHandlers,
  type EventLog,
  type OutboxRow,
} from '../messaging/index.js';
import { Flows, startOperations, type Operations } from '../operations/index.js';
import type { Logger } from '../telemetry/index.js';
import { giveUp, type Shutdown } from './shutdown.js';

interface Surroundings {
  name: string;
  handlers: EventHandlers;
  database: DataSource;
  log: EventLog;
  metrics: Registry;
  logger: Logger;
  shutdown: Shutdown;
}

export interface Messaging {
  wakeRelay: (written?: OutboxRow[]) => void;
  operations: Operations;
  watchdog: ConsumerWatchdog;
}

/** Starts what sends a service's events and what handles those of others: counted, watched, and as administrators want it. */
export async function startMessaging(surroundings: Surroundings): Promise<Messaging> {
  const { name, handlers, database, log, metrics, logger, shutdown } = surroundings;
  const flows = new Flows(handlers);
  const counting = countRelay(metrics);
  const relay = new Relay({
    ...{ database, log, logger },
    watch: {
      ...counting,
      sent(events, seconds) {
        counting.sent(events, seconds);
        flows.sent(events);
      },
    },
  });
  relay.start();
  shutdown.before('relay', () => relay.stop());
  const wakeRelay = (written?: OutboxRow[]) => relay.wake(written);

  const [group, topics] = [`maarad.${name}`, topicsOf(handlers)];
  const counted = countConsumer(metrics);
  const watchdog: ConsumerWatchdog = new ConsumerWatchdog({
    ...{ group, topics, log, logger },
    consume: () =>
      startConsumer({
        ...{ group, log, database, handlers, logger, wakeRelay },
        watch: {
          ...counted,
          handled(type, seconds) {
            counted.handled(type, seconds);
            flows.handled(type);
          },
          stirred: (topic, partition) => watchdog.stirred(topic, partition),
        },
        onBreak: counted.rebuilt,
      }),
    onRebuild: counted.rebuilt,
    giveUp: (reason) => giveUp(logger, reason),
  });
  gaugeLag(metrics, log, group, topics);
  gaugeStuck(metrics, watchdog);

  const operations = await startOperations({
    ...{ group, log, database, handlers, logger, wakeRelay, flows },
    consume: () => watchdog.consume(),
    checks: { consumer: () => watchdog.check() },
  });
  shutdown.before('consumer', () => operations.stop());
  return { wakeRelay, operations, watchdog };
}
