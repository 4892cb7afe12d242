import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { createDatabase, openDatabase } from '../database/index.js';
import { createLogger } from '../telemetry/index.js';
import { createTestDatabase, type TestDatabase } from '../testing/index.js';
import { errorFormatter } from './format-error.js';

const format = errorFormatter(createLogger('test', 'silent'));
let scratch: TestDatabase;

beforeAll(async () => {
  scratch = await createTestDatabase();
});
afterAll(() => scratch.drop());

/** What a caller sees of a statement that fails. */
async function shownOf(url: string, statement: string) {
  const database = createDatabase({ url, entities: [], migrations: [] });
  try {
    await (await openDatabase(database)).query(statement);
  } catch (error) {
    return format({ message: 'as thrown', path: ['product'] }, error);
  } finally {
    await database.destroy().catch(() => undefined);
  }
  return undefined;
}

test('a database that lets nobody in is SERVICE_UNAVAILABLE, a wrong statement INTERNAL', async () => {
  const closed = `closed_${randomUUID().replaceAll('-', '')}`;
  const server = new pg.Client({ connectionString: scratch.url });
  await server.connect();
  await server.query(`CREATE DATABASE ${closed} ALLOW_CONNECTIONS false`);
  try {
    const url = new URL(scratch.url);
    url.pathname = closed;
    const away = await shownOf(url.href, 'SELECT 1');
    expect(away).toMatchObject({ path: ['product'], extensions: { code: 'SERVICE_UNAVAILABLE' } });
    const wrong = await shownOf(scratch.url, 'SELECT nothing');
    expect(wrong).toMatchObject({ extensions: { code: 'INTERNAL' } });
  } finally {
    await server.query(`DROP DATABASE ${closed}`);
    await server.end();
  }
});
