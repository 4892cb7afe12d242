import { setTimeout as gather } from 'node:timers/promises';
import type { EventEmitter } from 'node:events';
import type { DataSource, QueryRunner } from 'typeorm';
import { BoundedCache } from '../auth/bounded-cache.js';
import { prepared } from '../database/prepared.js';
import type { Logger } from '../telemetry/index.js';
import type { EventLog } from './event-log.js';
import { asSent, type OutboxRow } from './outbox.js';
import { publishTraced } from './publish-traced.js';

/** Any number, the same for every process of a service: one of them sends. */
const relayLock = 7_415_202;
const batchSize = 500;
/** How soon events are found that no wake-up announced: those of another process, or from before a restart. */
const pollMs = 500;
const longestPauseMs = 5_000;
/** Of so many subjects it is known how far they have been sent. */
const subjectsKnown = 5_000;
/** After a batch that is not full, so long the next one gathers: under load a batch for each commit costs more than the commits themselves. */
const gatherMs = 20;

const nextUnsent = prepared(
  'next_unsent',
  `SELECT ${asSent} FROM outbox WHERE sent_at IS NULL ORDER BY position LIMIT ${batchSize}`,
);
const markSent = prepared('mark_sent', 'UPDATE outbox SET sent_at = now() WHERE id = ANY($1)');

export interface RelayOptions {
  database: DataSource;
  log: EventLog;
  logger: Logger;
  watch?: RelayWatch;
}

/** What is heard of the relay, once for a batch. */
export interface RelayWatch {
  sent?(count: number, seconds: number): void;
  failed?(): void;
  /** Whether this process is the one that sends. */
  leads?(whether: boolean): void;
}

/**
 * Sends the outbox to the event log: the only thing that publishes. One relay per service is active, by an advisory lock on the
 * very connection that it works through: where the connection is lost, so is the lock, and the next statement fails instead of
 * sending beside a successor. What it is handed after a commit it sends without looking into the outbox, where it has sent all that comes
 * before it of the same subject; then it looks. Rows are marked after the log has them, so a crash in between sends them again, never less.
 */
export class Relay {
  private running = false;
  private wanted = false;
  /** Whether it may send what it is handed: it leads, and its connection is there. */
  private leads = false;
  private handed: OutboxRow[] = [];
  private readonly lastSent = new BoundedCache<number>(subjectsKnown);
  private loop: Promise<void> = Promise.resolve();
  private interrupt: () => void = () => undefined;

  constructor(private readonly options: RelayOptions) {}

  start(): void {
    this.running = true;
    this.loop = this.run();
  }

  /** Called after a commit that left events: those that the caller has at hand, in its order. */
  wake(written: OutboxRow[] = []): void {
    this.wanted = true;
    if (this.leads && this.handed.length + written.length <= batchSize) {
      this.handed.push(...written);
    }
    this.interrupt();
  }

  /** Sends what is there, then ends. */
  async stop(): Promise<void> {
    this.running = false;
    this.interrupt();
    await this.loop;
  }

  private async run(): Promise<void> {
    let failures = 0;
    while (this.running) {
      try {
        await this.lead(() => (failures = 0));
        failures = 0;
      } catch (error) {
        failures += 1;
        this.options.watch?.failed?.();
        this.options.logger.warn({ err: error, failures }, 'the relay could not send and tries again');
      }
      if (this.running) {
        await this.pause(failures === 0 ? pollMs : Math.min(longestPauseMs, 100 * 2 ** failures));
      }
    }
  }

  /** Takes the lead where it is free, and keeps it until the end or a failure. */
  private async lead(onProgress: () => void): Promise<void> {
    const connection = this.options.database.createQueryRunner();
    let leading = false;
    const client = (await connection.connect()) as EventEmitter;
    const lost = () => {
      this.leads = false;
      this.handed = [];
    };
    client.on('error', lost).on('end', lost);
    try {
      const [lock]: { taken: boolean }[] = await connection.query('SELECT pg_try_advisory_lock($1) AS taken', [
        relayLock,
      ]);
      leading = lock?.taken ?? false;
      this.leads = leading;
      this.options.watch?.leads?.(leading);
      while (leading) {
        await this.sendHanded(connection);
        this.wanted = false;
        // What has been handed until here is committed, so it is found.
        this.handed = [];
        const sent = await this.sendBatch(connection, await connection.query(nextUnsent));
        onProgress();
        if (sent < batchSize && !this.running) {
          break;
        }
        if (sent < batchSize && !this.wanted && this.running) {
          await this.pause(pollMs);
        }
      }
    } finally {
      lost();
      client.off('error', lost).off('end', lost);
      this.options.watch?.leads?.(false);
      if (leading) {
        await connection.query('SELECT pg_advisory_unlock($1)', [relayLock]).catch(() => undefined);
      }
      await connection.release();
    }
  }

  private async sendHanded(connection: QueryRunner): Promise<void> {
    const rows = this.handed.splice(0);
    const last = new Map<string, number>();
    const isNext = ({ subject, sequence }: OutboxRow) => {
      const before = last.get(subject) ?? this.lastSent.get(subject, 0) ?? 0;
      last.set(subject, sequence);
      return sequence === before + 1;
    };
    if (rows.every(isNext)) {
      await this.sendBatch(connection, rows);
    }
  }

  private async sendBatch(connection: QueryRunner, rows: OutboxRow[]): Promise<number> {
    const started = performance.now();
    if (rows.length > 0) {
      const records = rows.map(({ topic, subject, value }) => ({
        topic,
        key: subject,
        value,
        headers: { 'content-type': 'application/cloudevents+json; charset=UTF-8' },
      }));
      await publishTraced(this.options.log, records, this.options.logger);
      rows.forEach(({ subject, sequence }) => this.lastSent.set(subject, sequence, Infinity));
      this.options.watch?.sent?.(rows.length, (performance.now() - started) / 1_000);
      if (rows.length < batchSize) {
        // Meanwhile those who consume it have the database's server to themselves.
        await gather(gatherMs);
      }
      await connection.query(markSent, [rows.map(({ id }) => id)]);
    }
    return rows.length;
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.interrupt = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
