import { statfs } from 'node:fs/promises';
import { Gauge, type Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import { askInTurn } from './ask-in-turn.js';

/** Room on the disk that this process works on; on one machine it is the database's and the event log's too. */
export function gaugeDisk(metrics: Registry, folder = '.'): void {
  const registers = [metrics];
  new Gauge({
    name: 'maarad_disk_size_bytes',
    help: 'Size of the file system that the process works in.',
    registers,
    async collect() {
      const { blocks, bsize } = await statfs(folder);
      this.set(blocks * bsize);
    },
  });
  new Gauge({
    name: 'maarad_disk_free_bytes',
    help: 'What is free of the file system that the process works in.',
    registers,
    async collect() {
      const { bavail, bsize } = await statfs(folder);
      this.set(bavail * bsize);
    },
  });
}

/** How large the service's database is, wherever it is kept. */
export function gaugeDatabaseSize(metrics: Registry, database: DataSource): void {
  new Gauge({
    name: 'maarad_database_size_bytes',
    help: "What the service's database takes on its server's disk.",
    registers: [metrics],
    async collect() {
      const statement = 'SELECT pg_database_size(current_database()) AS figure';
      const [row] = await askInTurn<{ figure: string }>(database, statement);
      this.set(Number(row?.figure ?? Number.NaN));
    },
  });
}
