import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Logger } from '../telemetry/index.js';
import type { Flows } from './flows.js';
import type { Traffic } from './traffic.js';

export interface Instance {
  id: string;
  version: string;
  startedAt: Date;
}

export interface HeartbeatOptions {
  database: DataSource;
  instance: Instance;
  traffic: Traffic;
  flows: Flows;
  logger: Logger;
  /** The consumer group whose pause each beat tells of. */
  group: string;
  /** What administrators decided, as of each beat. */
  onBeat: (decided: { draining: boolean; paused: boolean }) => void;
  everyMs?: number;
}

/** Keeps the row by which every process of a service is seen, whichever of them answers; it is gone when the process ends. */
export async function startHeartbeat(options: HeartbeatOptions): Promise<{ stop(): Promise<void> }> {
  const { database, instance, traffic, flows, logger, group, onBeat, everyMs = 2_000 } = options;
  const stopping = new AbortController();
  const beat = async () => {
    const [decided]: { draining: boolean; paused: boolean }[] = await database.query(
      `WITH gone AS (
         DELETE FROM instances WHERE beat_at < now() - interval '1 day' AND id <> $1
       ), beat AS (
         INSERT INTO instances (id, version, started_at, beat_at, traffic, backend) VALUES ($1, $2, $3, now(), $4, pg_backend_pid())
         ON CONFLICT (id) DO UPDATE SET beat_at = now(), traffic = EXCLUDED.traffic, backend = EXCLUDED.backend
         RETURNING draining
       )
       SELECT draining, EXISTS (SELECT FROM consumer_pauses WHERE consumer_group = $5) AS paused FROM beat`,
      [
        instance.id,
        instance.version,
        instance.startedAt,
        JSON.stringify({ ...traffic.report(), received: flows.rates(), sent: flows.sentPerSecond() }),
        group,
      ],
    );
    onBeat(decided as { draining: boolean; paused: boolean });
  };
  await beat();
  const loop = (async () => {
    while (!stopping.signal.aborted) {
      await pause(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (!stopping.signal.aborted) {
        await beat().catch((error: unknown) => logger.warn({ err: error }, 'a heartbeat was not written'));
      }
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await loop;
      await database.query('DELETE FROM instances WHERE id = $1', [instance.id]).catch(() => undefined);
    },
  };
}
