import { pino } from 'pino';
import { createDatabase, openDatabase } from '../database/index.js';
import { createTestDatabase } from '../testing/test-database.js';
import { errorWithoutValues } from './error-without-values.js';

test('a statement that fails is logged with its text and code, without the values that it was run with', async () => {
  const { url, drop } = await createTestDatabase();
  const database = await openDatabase(createDatabase({ url, entities: [], migrations: [] }));
  const lines: string[] = [];
  const logger = pino({ serializers: { err: errorWithoutValues } }, { write: (line) => void lines.push(line) });
  try {
    await database.query('CREATE TABLE people (name text NOT NULL, phone text NOT NULL)');
    await database
      .query('INSERT INTO people (name, phone) VALUES ($1, $2)', ['Fatima Zahra', null])
      .catch((error: Error) => logger.error({ err: new Error('a fault', { cause: error }) }, 'one around it'));
    await database
      .query('INSERT INTO people (name, phone) VALUES ($1, $2)', ['Fatima Zahra', null])
      .catch((error: Error) => logger.error({ err: error }, 'a request met a fault'));
  } finally {
    await database.destroy();
    await drop();
  }
  expect(lines).toHaveLength(2);
  expect(lines.join()).not.toContain('Fatima');
  expect(JSON.parse(lines[1] ?? '').err).toMatchObject({
    code: '23502',
    query: 'INSERT INTO people (name, phone) VALUES ($1, $2)',
    stack: expect.stringContaining('error-without-values.int.test'),
  });
});
