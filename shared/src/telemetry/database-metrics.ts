import { Gauge, type Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import { askInTurn } from './ask-in-turn.js';

/** Of pg's pool, which is what TypeORM's driver calls `master`. */
interface Pool {
  totalCount: number;
  idleCount: number;
  waitingCount: number;
}

const figures = [
  {
    name: 'maarad_outbox_backlog',
    help: 'Events that the outbox holds unsent.',
    statement: 'SELECT count(*) AS figure FROM outbox WHERE sent_at IS NULL',
  },
  {
    name: 'maarad_outbox_oldest_age_seconds',
    help: 'Age of the oldest event that the outbox holds unsent; 0 where it holds none.',
    statement: `SELECT coalesce(extract(epoch FROM now() - min(created_at)), 0) AS figure FROM outbox WHERE sent_at IS NULL`,
  },
  {
    name: 'maarad_dead_letters',
    help: 'Events parked because no attempt to handle them succeeded.',
    statement: 'SELECT count(*) AS figure FROM dead_letters',
  },
];

/** What a service's database tells about it when asked for its metrics; NaN where the database does not answer. */
export function countInDatabase(database: DataSource, metrics: Registry): void {
  for (const { name, help, statement } of figures) {
    new Gauge({
      name,
      help,
      registers: [metrics],
      async collect() {
        const [row] = await askInTurn<{ figure: string }>(database, statement);
        this.set(Number(row?.figure ?? Number.NaN));
      },
    });
  }
  new Gauge({
    name: 'maarad_database_connections',
    help: 'Connections of the pool by what they do; and, as waiting, requests that wait for one.',
    labelNames: ['state'],
    registers: [metrics],
    collect() {
      const { totalCount, idleCount, waitingCount } = (database.driver as unknown as { master: Pool }).master;
      this.set({ state: 'used' }, totalCount - idleCount);
      this.set({ state: 'idle' }, idleCount);
      this.set({ state: 'waiting' }, waitingCount);
    },
  });
}
