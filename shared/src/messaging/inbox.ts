import type { DataSource, EntityManager } from 'typeorm';
import type { EventDefinition, ReceivedEvent } from '../contracts/define-event.js';
import { queryAlone } from '../database/prepared.js';
import { Work } from '../database/work.js';
import { runInScope, scopeFrom, traced } from '../telemetry/index.js';
import type { ConsumerWatch } from './consumer-watch.js';
import type { ConsumedRecord } from './event-log.js';
import type { EventHandler, EventHandlers, StatementHandler } from './event-handler.js';
import { processSpan } from './event-spans.js';
import { hearOnce } from './hear-once.js';
import type { OutboxRow } from './outbox.js';
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
  const parsed = parsedOrNot(record);
  const type = typeof parsed?.type === 'string' ? parsed.type : undefined;
  return Object.entries(handlers).flatMap(([handlerName, handler]) => {
    const definition = handler.definitions.find((candidate) =>
      type === undefined ? candidate.topic === record.topic : candidate.type === type,
    );
    return definition
      ? [
          {
            handlerName,
            handler,
            record,
            read: () => readDelivery(record, parsed ?? parseRecord(record.value), definition),
          },
        ]
      : [];
  });
}

function parsedOrNot({ value }: ConsumedRecord): Record<string, unknown> | undefined {
  try {
    return parseRecord(value);
  } catch {
    return undefined;
  }
}

function readDelivery(record: ConsumedRecord, parsed: Record<string, unknown>, definition: EventDefinition) {
  return {
    event: readEvent(parsed, definition, record.value),
    correlationId: parsed.correlationid as string | undefined,
    traceparent: parsed.traceparent as string | undefined,
  };
}

/** The effect of an event, unless it was heard of before; the events that follow from it. */
async function handleOnce(
  work: Work,
  { handlerName, handler, record }: Delivery,
  event: ReceivedEvent,
): Promise<{ recorded: OutboxRow[] } | undefined> {
  const span = () => processSpan(record, event, handlerName);
  if ('statement' in handler) {
    const heard = await traced(span, () => runStatement(work, handler, handlerName, event));
    return heard ? { recorded: [] } : undefined;
  }
  return traced(span, async () => {
    const fresh: unknown[] = await work.manager.query(hearOnce, [event.id, handlerName]);
    if (fresh.length === 0) {
      return undefined;
    }
    await handler.handle(work, event);
    return { recorded: await work.flush() };
  });
}

async function runStatement(
  work: Work,
  { statement, of }: StatementHandler,
  handlerName: string,
  event: ReceivedEvent,
): Promise<boolean> {
  const { dataSource: database, queryRunner } = work.manager;
  const alone = queryRunner === undefined;
  const { parameters, committed } = of(event, { database, alone });
  const all = [event.id, handlerName, ...parameters];
  const [row]: Record<string, unknown>[] = await (alone
    ? queryAlone(database, statement, all)
    : work.manager.query(statement, all));
  if (row && committed) {
    work.afterCommit(() => committed(row));
  }
  return row !== undefined;
}

/**
 * Handles deliveries in one transaction: the inbox's row, the effect, and the events that follow from it commit together, so an
 * event that comes again changes nothing. Gives what the relay has to send.
 */
export async function handleDeliveries(
  database: DataSource,
  deliveries: Delivery[],
  watch: ConsumerWatch = {},
): Promise<OutboxRow[]> {
  const inHand = async (manager: EntityManager) => {
    const work = new Work(manager);
    const handled: { type: string; seconds: number }[] = [];
    const recorded: OutboxRow[] = [];
    for (const delivery of deliveries) {
      const { event, correlationId, traceparent } = delivery.read();
      const started = performance.now();
      // The record says who sent it, where that was traced; the event says what caused it.
      const scope = scopeFrom(correlationId, delivery.record.headers.traceparent ?? traceparent);
      const effect = await runInScope(scope, () => handleOnce(work, delivery, event));
      if (effect) {
        recorded.push(...effect.recorded);
        handled.push({ type: event.type, seconds: (performance.now() - started) / 1_000 });
      }
    }
    return { work, recorded, handled };
  };
  const isOneStatement = deliveries.length === 1 && deliveries.every(({ handler }) => 'statement' in handler);
  const { work, recorded, handled } = await (isOneStatement ? inHand(database.manager) : database.transaction(inHand));
  work.committed();
  // Whoever waits for what is committed goes first.
  setImmediate(() => {
    handled.forEach(({ type, seconds }) => watch.handled?.(type, seconds));
    for (let times = handled.length; times < deliveries.length; times += 1) {
      watch.repeated?.();
    }
  });
  return recorded;
}
