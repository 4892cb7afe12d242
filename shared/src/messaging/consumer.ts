import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { isDatabaseAway } from '../database/database-error.js';
import { CodedError } from '../errors/index.js';
import { runInScope, scopeOfEvent, type Logger } from '../telemetry/index.js';
import { parkDelivery } from './dead-letters.js';
import type { ConsumerWatch } from './consumer-watch.js';
import type { ConsumedRecord, Consumption, EventLog } from './event-log.js';
import { topicsOf, type EventHandlers } from './event-handler.js';
import { deliveriesOf, handleDeliveries, type Delivery } from './inbox.js';
import type { OutboxRow } from './outbox.js';
import { UnreadableEvent } from './read-event.js';

export interface ConsumerOptions {
  group: string;
  log: EventLog;
  database: DataSource;
  handlers: EventHandlers;
  logger: Logger;
  wakeRelay: (written: OutboxRow[]) => void;
  /** Pauses in milliseconds before the second, third, … attempt; after the last one the event is parked. */
  retryPauses?: number[];
  /** Further pauses for a handler that does not find what it needs: the event that brings it is on its way in another topic. */
  notFoundPauses?: number[];
  watch?: ConsumerWatch;
  /** Hears each time that the log broke off and starts to consume again. */
  onBreak?: () => void;
}

const usualPauses = [50, 200, 1_000, 3_000];
const usualNotFoundPauses = Array.from({ length: 12 }, () => 5_000);

/** Starts the service's consumer: every event through the inbox, a failing one retried and then parked, the rest goes on. */
export async function startConsumer(options: ConsumerOptions): Promise<Consumption> {
  const { log, group, handlers } = options;
  if (topicsOf(handlers).length === 0) {
    return { stop: () => Promise.resolve() };
  }
  const stopping = new AbortController();
  const consumption = await log.consume(
    group,
    topicsOf(handlers),
    async (batch) => {
      stirred(options, batch[0]);
      await handleBatch(options, batch, stopping.signal).finally(() => stirred(options, batch[0]));
    },
    options.onBreak,
  );
  return {
    stop: () => {
      stopping.abort();
      return consumption.stop();
    },
  };
}

/** The batch in one transaction, which is what nearly always works; where not, one by one, to find the one that fails. */
async function handleBatch(options: ConsumerOptions, batch: ConsumedRecord[], stopping: AbortSignal): Promise<void> {
  const deliveries = batch.flatMap((record) => deliveriesOf(record, options.handlers));
  if (deliveries.length === 0) {
    return;
  }
  try {
    await handleAndWake(options, deliveries);
  } catch (error) {
    if (isDatabaseAway(error)) {
      throw error;
    }
    for (const delivery of deliveries) {
      await handleOrPark(options, delivery, stopping);
    }
  }
}

async function handleAndWake(options: ConsumerOptions, deliveries: Delivery[]): Promise<void> {
  const { database, wakeRelay, watch, logger } = options;
  const written = await handleDeliveries(database, deliveries, watch);
  if (written.length > 0) {
    wakeRelay(written);
  }
  if (logger.isLevelEnabled('debug')) {
    for (const { handlerName, record } of deliveries) {
      const { topic, offset, value } = record;
      runInScope(scopeOfEvent(value), () =>
        logger.debug({ handler: handlerName, topic, offset }, 'an event is handled'),
      );
    }
  }
}

/** Rejects when the service stops meanwhile: the batch is not committed and comes again at the next start. */
async function handleOrPark(options: ConsumerOptions, delivery: Delivery, stopping: AbortSignal): Promise<void> {
  const { retryPauses = usualPauses, notFoundPauses = usualNotFoundPauses } = options;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await handleAndWake(options, [delivery]);
    } catch (error) {
      if (isDatabaseAway(error)) {
        // Not the event's fault: the log hands the batch out again until the database is back.
        throw error;
      }
      const pauses = isNotFound(error) ? [...retryPauses, ...notFoundPauses] : retryPauses;
      const next = pauses[attempt - 1];
      if (next === undefined || error instanceof UnreadableEvent) {
        const { topic, offset, value } = delivery.record;
        runInScope(scopeOfEvent(value), () =>
          options.logger.error(
            { err: error, handler: delivery.handlerName, topic, offset, attempt },
            'an event is parked',
          ),
        );
        await parkDelivery(options.database, delivery, error, attempt);
        options.watch?.parked?.();
        return;
      }
      stirred(options, delivery.record);
      await pause(next, undefined, { signal: stopping });
    }
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof CodedError && error.code === 'NOT_FOUND';
}

function stirred({ watch }: ConsumerOptions, record: ConsumedRecord | undefined): void {
  if (record) {
    watch?.stirred?.(record.topic, record.partition);
  }
}
