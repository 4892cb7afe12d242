/** One record of the event log. Records with the same key keep their order; nothing is said of the order between keys. */
export interface LogRecord {
  topic: string;
  key: string;
  /** The CloudEvent in structured mode: JSON text, the same bytes on every channel. */
  value: string;
  headers: Record<string, string>;
}

/** A record as it comes out of the log, with its place in it. */
export interface ConsumedRecord extends LogRecord {
  partition: number;
  /** A decimal number as text, as in Kafka: it outgrows what a JavaScript number holds exactly. */
  offset: string;
}

export interface Consumption {
  /** Ends it after the batch in hand: what was handled is committed, what was not comes again at the next start. */
  stop(): Promise<void>;
}

/** How far a group is behind: records in its topics that it has not committed yet. */
export type Lag = Record<string, number>;

/** Where a group stands in one partition: `committed` moves whenever it gets on, whichever of its members does. */
export interface Place {
  topic: string;
  partition: number;
  committed: number;
  /** Records that it has not committed yet. */
  behind: number;
}

/**
 * The event log: ordered per key, at least once. A record is consumed again after any crash between handling and
 * committing, so handlers make redelivery harmless (the inbox does).
 */
export interface EventLog {
  /** Resolves when every record is durable; rejects when any might not be, and then all may be published again. */
  publish(records: LogRecord[]): Promise<void>;
  /**
   * Hands each batch (records of one partition, in order) to the handler, one batch at a time per partition, and commits it
   * when the handler resolves. When the handler rejects, the same records come again after a pause. A new group starts at
   * the beginning of the topics. Several consumers of one group share the partitions. `onBreak` hears each time that consuming
   * broke off and starts again.
   */
  consume(
    group: string,
    topics: string[],
    handler: (batch: ConsumedRecord[]) => Promise<void>,
    onBreak?: () => void,
  ): Promise<Consumption>;
  /** Lag by topic, computed outside the consumer, so that it also speaks of one that is stuck. */
  lag(group: string, topics: string[]): Promise<Lag>;
  /** The same with how far it got, to tell a group that is stuck from one that has much to do. */
  places(group: string, topics: string[]): Promise<Place[]>;
  /** Resolves when the log answers, rejects with the reason when it does not. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** Lag by topic; of a topic without a place it is 0. */
export function lagOf(topics: string[], places: Place[]): Lag {
  const lag: Lag = Object.fromEntries(topics.map((topic) => [topic, 0]));
  places.forEach(({ topic, behind }) => (lag[topic] = (lag[topic] ?? 0) + behind));
  return lag;
}
