import { randomBytes } from 'node:crypto';
import pg from 'pg';

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** An empty database of its own in the run's PostgreSQL. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env.MAARAD_TEST_POSTGRES;
  if (!server) {
    throw new Error('MAARAD_TEST_POSTGRES is not set: run the tests by `npm run jest`.');
  }
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(server, `CREATE DATABASE ${name}`);
  return { url: `${server}/${name}`, drop: () => onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
