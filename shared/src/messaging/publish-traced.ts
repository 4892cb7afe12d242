import { below, failed, openSpan, runInScope, scopeOfEvent, tracing, type Logger } from '../telemetry/index.js';
import type { EventLog, LogRecord } from './event-log.js';
import { sendSpan } from './event-spans.js';

/**
 * Gives records to the log, each below the span of what caused its event, where that is recorded. The event stays as it is to the
 * byte; who consumes it finds the sending span in the record's own `traceparent`.
 */
export async function publishTraced(log: EventLog, records: LogRecord[], logger: Logger): Promise<void> {
  const spans = tracing() ? records.map(sendingSpan) : [];
  try {
    await log.publish(records);
  } catch (error) {
    spans.forEach((span) => span && failed(span, error));
    throw error;
  } finally {
    spans.forEach((span) => span?.end());
  }
  if (logger.isLevelEnabled('debug')) {
    for (const { topic, key, value } of records) {
      runInScope(scopeOfEvent(value), () => logger.debug({ topic, subject: key }, 'an event is sent'));
    }
  }
}

function sendingSpan(record: LogRecord) {
  const scope = scopeOfEvent(record.value);
  const span = openSpan(scope, () => sendSpan(record));
  if (span) {
    record.headers.traceparent = below(span, scope).traceparent;
  }
  return span;
}
