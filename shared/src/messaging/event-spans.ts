import type { ReceivedEvent } from '../contracts/define-event.js';
import { SpanKind, tracing, type SpanDescription } from '../telemetry/index.js';
import type { ConsumedRecord, LogRecord } from './event-log.js';

/** The span of a record on its way into the log: https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/ */
export const sendSpan = ({ topic, key }: LogRecord): SpanDescription => ({
  name: `send ${topic}`,
  kind: SpanKind.PRODUCER,
  attributes: {
    ...about(topic, 'send'),
    'messaging.kafka.message.key': key,
  },
});

/** The span of one handler's work on one event. */
export const processSpan = (record: ConsumedRecord, { id, type }: ReceivedEvent, handler: string): SpanDescription => ({
  name: `process ${record.topic}`,
  kind: SpanKind.CONSUMER,
  attributes: {
    ...about(record.topic, 'process'),
    'messaging.destination.partition.id': String(record.partition),
    'messaging.kafka.offset': Number(record.offset),
    'messaging.message.id': id,
    'cloudevents.event_type': type,
    'maarad.handler': handler,
  },
});

const about = (topic: string, operation: string) => ({
  'messaging.system': tracing()?.messagingSystem,
  'messaging.destination.name': topic,
  'messaging.operation.name': operation,
  'messaging.operation.type': operation,
});
