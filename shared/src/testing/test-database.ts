import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** An empty database of its own in the run's PostgreSQL; with a template, a copy of it. */
export async function createTestDatabase(template?: string): Promise<TestDatabase> {
  const server = testServer();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(server, (client) => client.query(`CREATE DATABASE ${name} ${template ? `TEMPLATE ${template}` : ''}`));
  const drop = () => onServer(server, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  return { url: `${server}/${name}`, drop: async () => void (await drop()) };
}

/**
 * The name of a database that has what this fills in, made by the first test of the run that asks for it: copying the tables of a
 * service is several times quicker than making them by its migrations.
 */
export async function testTemplate(contents: string[], fill: (url: string) => Promise<void>): Promise<string> {
  const server = testServer();
  const name = `template_${createHash('sha256').update(contents.join()).digest('hex').slice(0, 16)}`;
  await onServer(server, async (client) => {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [name]);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) {
      await client.query(`CREATE DATABASE filling_${name}`);
      await fill(`${server}/filling_${name}`);
      await client.query(`ALTER DATABASE filling_${name} RENAME TO ${name}`);
    }
  });
  return name;
}

function testServer(): string {
  const server = process.env.MAARAD_TEST_POSTGRES;
  if (!server) {
    throw new Error('MAARAD_TEST_POSTGRES is not set: run the tests by `npm run jest`.');
  }
  return server;
}

async function onServer<Result>(server: string, run: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}
