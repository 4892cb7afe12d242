import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/**
 * Waits until PostgreSQL takes connections, then makes the databases that are missing.
 *
 * @param url of any database of the server that always exists, such as `postgres`.
 */
export async function ensureDatabases(url: string, names: string[], signal: AbortSignal): Promise<void> {
  const client = await connect(url, signal);
  try {
    const { rows } = await client.query<{ datname: string }>('SELECT datname FROM pg_database');
    const present = new Set(rows.map(({ datname }) => datname));
    for (const name of names.filter((wanted) => !present.has(wanted))) {
      await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
    }
  } finally {
    await client.end();
  }
}

async function connect(url: string, signal: AbortSignal): Promise<pg.Client> {
  for (;;) {
    signal.throwIfAborted();
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => {});
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => {});
      if ((error as { code?: string }).code === '28P01') {
        throw new Error('PostgreSQL refuses the password in MAARAD_HOME/keys: its files were made with another one.', {
          cause: error,
        });
      }
      await pause(100, undefined, { signal });
    }
  }
}
