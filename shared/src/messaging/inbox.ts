import type { DataSource } from 'typeorm';
import type { EventDefinition, ReceivedEvent } from '../contracts/define-event.js';
import { Work } from '../database/work.js';
import { runInScope, scopeFrom, traced } from '../telemetry/index.js';
import type { ConsumerWatch } from './consumer-watch.js';
import type { ConsumedRecord } from './event-log.js';
import type { EventHandler, EventHandlers } from './event-handler.js';
import { processSpan } from './event-spans.js';
import { parseRecord, readEvent } from './read-event.js';

/** One handler's share of one record. */
export interface Delivery {
  handlerName: string;
  handler: EventHandler;
  record: ConsumedRecord;
  /** @throws UnreadableEvent */
  read: () => { event: ReceivedEvent; correlationId?: string; traceparent?: string };
}

/** Who reacts to a record. A record that cannot be read goes to every handler of its topic, so that each can park it. */
export function deliveriesOf(record: ConsumedRecord, handlers: EventHandlers): Delivery[] {
  const type = typeOf(record);
  return Object.entries(handlers).flatMap(([handlerName, handler]) => {
    const definition = handler.definitions.find((candidate) =>
      type === undefined ? candidate.topic === record.topic : candidate.type === type,
    );
    return definition ? [{ handlerName, handler, record, read: () => readDelivery(record, definition) }] : [];
  });
}

function typeOf(record: ConsumedRecord): string | undefined {
  try {
    const { type } = parseRecord(record.value);
    return typeof type === 'string' ? type : undefined;
  } catch {
    return undefined;
  }
}

function readDelivery(record: ConsumedRecord, definition: EventDefinition) {
  const parsed = parseRecord(record.value);
  return {
    event: readEvent(parsed, definition, record.value),
    correlationId: parsed.correlationid as string | undefined,
    traceparent: parsed.traceparent as string | undefined,
  };
}

/**
 * Handles deliveries in one transaction: the inbox's row, the effect, and the events that follow from it commit together, so an
 * event that comes again changes nothing. Says whether the relay has something to send.
 */
export async function handleDeliveries(
  database: DataSource,
  deliveries: Delivery[],
  watch: ConsumerWatch = {},
): Promise<boolean> {
  const { work, recorded, handled } = await database.transaction(async (manager) => {
    const work = new Work(manager);
    const handled: { type: string; seconds: number }[] = [];
    let recorded = false;
    for (const { handlerName, handler, record, read } of deliveries) {
      const { event, correlationId, traceparent } = read();
      const fresh: unknown[] = await manager.query(
        'INSERT INTO inbox (event_id, handler) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING event_id',
        [event.id, handlerName],
      );
      if (fresh.length > 0) {
        const started = performance.now();
        const handle = async () => {
          await handler.handle(work, event);
          recorded = (await work.flush()) || recorded;
        };
        // The record says who sent it, where that was traced; the event says what caused it.
        const scope = scopeFrom(correlationId, record.headers.traceparent ?? traceparent);
        await runInScope(scope, () => traced(() => processSpan(record, event, handlerName), handle));
        handled.push({ type: event.type, seconds: (performance.now() - started) / 1_000 });
      }
    }
    return { work, recorded, handled };
  });
  work.committed();
  handled.forEach(({ type, seconds }) => watch.handled?.(type, seconds));
  for (let times = handled.length; times < deliveries.length; times += 1) {
    watch.repeated?.();
  }
  return recorded;
}
