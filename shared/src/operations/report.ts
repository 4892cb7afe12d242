import type { DataSource } from 'typeorm';
import { topicsOf, type EventHandlers } from '../messaging/event-handler.js';
import type { EventLog } from '../messaging/event-log.js';
import type { FlowRates, FlowReport, Flows } from './flows.js';
import type { TrafficReport } from './traffic.js';
import { inTime, type CheckReport, type WatchedChecks } from './watched-checks.js';

export interface InstanceReport extends TrafficReport {
  id: string;
  version: string;
  startedAt: string;
  draining: boolean;
  /** What it handled; an instance of an older version does not tell. */
  received?: FlowRates;
  /** Events that it gave to the event log, per second of the last minute; an instance of an older version does not tell. */
  sent?: number;
}

/** What a service tells administrators of itself; null is what cannot be known just now. */
export interface ServiceReport {
  version: string;
  instances: InstanceReport[] | null;
  outboxBacklog: number | null;
  /** Null also when nothing waits. */
  outboxOldestSeconds: number | null;
  consumerLag: number | null;
  consumerPausedSince: string | null;
  deadLetters: number | null;
  flows: FlowReport[];
  checks: CheckReport[];
}

export interface ReportOptions {
  group: string;
  log: EventLog;
  database: DataSource;
  handlers: EventHandlers;
  checks: WatchedChecks;
  flows: Flows;
  version: string;
}

type Rows = Omit<ServiceReport, 'version' | 'consumerLag' | 'flows' | 'checks'>;

/** Two questions, one to the database and one to the event log; either may be away without costing the other's answer. */
export async function reportOf(options: ReportOptions): Promise<ServiceReport> {
  const { database, log, group, handlers, checks, flows, version } = options;
  const [rows, lag, checked] = await Promise.all([
    inTime(readRows(database, group)),
    inTime(log.lag(group, topicsOf(handlers))),
    checks.observe(),
  ]);
  return {
    version,
    instances: rows?.instances ?? null,
    outboxBacklog: rows?.outboxBacklog ?? null,
    outboxOldestSeconds: rows?.outboxOldestSeconds ?? null,
    deadLetters: rows?.deadLetters ?? null,
    consumerPausedSince: rows?.consumerPausedSince ?? null,
    consumerLag: lag ? Object.values(lag).reduce((sum, each) => sum + each, 0) : null,
    flows: flows.report(rows?.instances ?? null, lag),
    checks: checked,
  };
}

/**
 * A process that was killed leaves its row, but no connection: PostgreSQL ends the backend that took its last beat. Where its whole
 * machine is lost, only the beats stop. An instance of an older version does not tell which backend it was.
 */
const alive = `beat_at > now() - interval '10 seconds'
  AND (backend IS NULL OR backend IN (SELECT pid FROM pg_stat_activity))`;

async function readRows(database: DataSource, group: string): Promise<Rows> {
  const [row]: Rows[] = await database.query(
    `SELECT
       (SELECT count(*)::int FROM outbox WHERE sent_at IS NULL) AS "outboxBacklog",
       (SELECT extract(epoch FROM now() - created_at)::float8 FROM outbox WHERE sent_at IS NULL ORDER BY position LIMIT 1)
         AS "outboxOldestSeconds",
       (SELECT count(*)::int FROM dead_letters) AS "deadLetters",
       (SELECT paused_at FROM consumer_pauses WHERE consumer_group = $1) AS "consumerPausedSince",
       (SELECT coalesce(jsonb_agg(traffic || jsonb_build_object('id', id, 'version', version, 'startedAt', started_at,
          'draining', draining) ORDER BY id), '[]') FROM instances WHERE ${alive}) AS instances`,
    [group],
  );
  return row as Rows;
}
