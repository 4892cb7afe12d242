import type { Logger } from '../telemetry/index.js';
import { openEmbeddedLog } from './embedded-log.js';
import type { EventLog } from './event-log.js';

export interface EventLogOptions {
  kafkaBrokers?: string[];
  /** The embedded log's database; used where no brokers are given. */
  eventLogUrl?: string;
  clientId: string;
  logger: Logger;
}

/** The event log that the configuration asks for: Kafka where brokers are named, else the embedded one. */
export async function openEventLog({
  kafkaBrokers,
  eventLogUrl,
  clientId,
  logger,
}: EventLogOptions): Promise<EventLog> {
  if (kafkaBrokers && kafkaBrokers.length > 0) {
    // Loaded where it is wanted: kafkajs is of no use to the embedded log.
    const { openKafkaLog } = await import('./kafka-log.js');
    return openKafkaLog({ brokers: kafkaBrokers, clientId, logger });
  }
  if (eventLogUrl) {
    return openEmbeddedLog({ url: eventLogUrl, clientId, logger });
  }
  throw new Error('Neither Kafka brokers nor the URL of an embedded event log is given.');
}
