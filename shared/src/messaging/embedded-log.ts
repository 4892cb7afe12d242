import pg from 'pg';
import type { Logger } from '../telemetry/index.js';
import { EmbeddedConsumption } from './embedded-log-consumption.js';
import { connectionLimits, wakeUpChannel } from './embedded-log-session.js';
import {
  lagOf,
  type ConsumedRecord,
  type Consumption,
  type EventLog,
  type Lag,
  type LogRecord,
  type Place,
} from './event-log.js';

export interface EmbeddedLogOptions {
  /** A PostgreSQL database of the log's own, which exists. */
  url: string;
  logger?: Logger;
  /** How its connections are called in pg_stat_activity. */
  clientId?: string;
}

/** Any number; processes that open the log at once make its tables one after the other. */
const tablesLock = 7_415_203;

/** Several statements in one go are one transaction. */
const makeTables = `
  SELECT pg_advisory_xact_lock(${tablesLock});
  CREATE TABLE IF NOT EXISTS topics (
    name text PRIMARY KEY,
    next_offset bigint NOT NULL
  );
  CREATE TABLE IF NOT EXISTS records (
    topic text NOT NULL,
    log_offset bigint NOT NULL,
    key text NOT NULL,
    value text NOT NULL,
    headers jsonb NOT NULL,
    published_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (topic, log_offset)
  );
  CREATE TABLE IF NOT EXISTS group_offsets (
    consumer_group text NOT NULL,
    topic text NOT NULL,
    next_offset bigint NOT NULL,
    PRIMARY KEY (consumer_group, topic)
  )`;

/**
 * The event log in PostgreSQL tables, one partition per topic: for one machine without Kafka. Records are kept for good: a
 * consumer that is new, or fills its projection anew, reads from the first one.
 * @throws when the database cannot be reached at the start; later it is waited for.
 */
export async function openEmbeddedLog(options: EmbeddedLogOptions): Promise<EventLog> {
  const log = new EmbeddedLog(options);
  try {
    await log.prepare();
  } catch (error) {
    await log.close();
    throw error;
  }
  return log;
}

class EmbeddedLog implements EventLog {
  private readonly name: string;
  private readonly pool: pg.Pool;
  private readonly consumptions = new Set<Consumption>();
  private closing?: Promise<void>;

  constructor(private readonly options: EmbeddedLogOptions) {
    this.name = `${options.clientId ?? 'maarad'} event log`;
    this.pool = new pg.Pool({
      connectionString: options.url,
      application_name: this.name,
      max: 2,
      ...connectionLimits,
    });
    // Without a listener, an idle connection that the server ends would end the process.
    this.pool.on('error', (error) => this.warn({ err: error }, 'a connection to the event log was lost'));
  }

  async prepare(): Promise<void> {
    await this.pool.query(makeTables);
  }

  /**
   * One statement. The row in `topics` stays locked until the commit, so the offsets of a topic are dense and become visible in
   * their order: a reader that goes by offset never passes a record that commits later. Topics are locked in sorted order.
   */
  async publish(records: LogRecord[]): Promise<void> {
    if (records.length === 0) {
      return;
    }
    await this.pool.query({
      name: 'publish',
      text: `WITH incoming AS (
          SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])
            WITH ORDINALITY AS r(topic, key, value, headers, place)
        ), taken AS (
          INSERT INTO topics AS t (name, next_offset)
          SELECT topic, count(*) FROM incoming GROUP BY topic ORDER BY topic
          ON CONFLICT (name) DO UPDATE SET next_offset = t.next_offset + EXCLUDED.next_offset
          RETURNING name, next_offset
        ), written AS (
          INSERT INTO records (topic, log_offset, key, value, headers)
          SELECT topic, next_offset - (count(*) OVER (PARTITION BY topic))
            + (row_number() OVER (PARTITION BY topic ORDER BY place)) - 1, key, value, headers::jsonb
          FROM incoming JOIN taken ON name = topic
        )
        SELECT pg_notify('${wakeUpChannel}', name) FROM taken`,
      values: [
        records.map(({ topic }) => topic),
        records.map(({ key }) => key),
        records.map(({ value }) => value),
        records.map(({ headers }) => JSON.stringify(headers)),
      ],
    });
  }

  consume(
    group: string,
    topics: string[],
    handler: (batch: ConsumedRecord[]) => Promise<void>,
    onBreak?: () => void,
  ): Promise<Consumption> {
    const consumption = new EmbeddedConsumption({
      url: this.options.url,
      name: `${this.name}: ${group}`,
      group,
      topics: [...new Set(topics)],
      // A handler that throws before it gives a promise rejects like any other.
      handler: async (batch) => handler(batch),
      warn: (details, message) => this.warn(details, message),
      onBreak,
    });
    this.consumptions.add(consumption);
    return Promise.resolve({
      stop: async () => {
        await consumption.stop();
        this.consumptions.delete(consumption);
      },
    });
  }

  async lag(group: string, topics: string[]): Promise<Lag> {
    return lagOf(topics, await this.places(group, topics));
  }

  async places(group: string, topics: string[]): Promise<Place[]> {
    const { rows } = await this.pool.query<Place>({
      name: 'places',
      text: `SELECT t.name AS topic, 0 AS partition, coalesce(g.next_offset, 0)::float8 AS committed,
               (t.next_offset - coalesce(g.next_offset, 0))::float8 AS behind
             FROM topics t LEFT JOIN group_offsets g ON g.consumer_group = $1 AND g.topic = t.name
             WHERE t.name = ANY($2::text[])`,
      values: [group, topics],
    });
    return rows;
  }

  async check(): Promise<void> {
    await this.pool.query({ text: 'SELECT 1 FROM topics LIMIT 1', query_timeout: 3_000 } as pg.QueryConfig);
  }

  close(): Promise<void> {
    this.closing ??= (async () => {
      await Promise.all([...this.consumptions].map((consumption) => consumption.stop()));
      await this.pool.end();
    })();
    return this.closing;
  }

  private warn(details: object, message: string): void {
    this.options.logger?.warn(details, message);
  }
}
