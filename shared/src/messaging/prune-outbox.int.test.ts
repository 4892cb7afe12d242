import { Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import { createDatabase, openDatabase } from '../database/index.js';
import { doChore } from '../runtime/chores.js';
import { systemClock } from '../runtime/clock.js';
import { createLogger } from '../telemetry/index.js';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.js';
import { pruningOutbox } from './prune-outbox.js';

let testDatabase: TestDatabase;
let database: DataSource;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase(createDatabase({ url: testDatabase.url, poolSize: 3, entities: [], migrations: [] }));
});
beforeEach(() => database.query('TRUNCATE outbox'));
afterAll(async () => {
  await database.destroy();
  await testDatabase.drop();
});

/** So many events that were told and sent so many days ago; null where they were not sent. */
const put = (topic: string, count: number, told: number, sent: number | null) =>
  database.query(
    `INSERT INTO outbox (id, topic, subject, event, created_at, sent_at)
     SELECT uuidv7(make_interval(days => -$3::integer)), $1, gen_random_uuid(), '{}', now() - make_interval(days => $3::integer),
       now() - make_interval(days => $4::integer) FROM generate_series(1, $2::integer)`,
    [topic, count, told, sent],
  );

async function prune(metrics = new Registry()): Promise<Record<string, number>> {
  const logger = createLogger('test', 'silent');
  await doChore(pruningOutbox(7, metrics), { database, clock: systemClock, wakeRelay: () => undefined, logger });
  const rows: { topic: string; count: number }[] = await database.query(
    'SELECT topic, count(*)::int AS count FROM outbox GROUP BY topic',
  );
  return Object.fromEntries(rows.map(({ topic, count }) => [topic, count]));
}

test('takes away what was sent longer ago than is kept, however much it is, and nothing else', async () => {
  await put('long sent', 2_500, 9, 8);
  await put('just sent', 2, 1, 0);
  await put('sent after a long wait', 3, 9, 6);
  await put('not sent yet', 4, 9, null);
  const metrics = new Registry();
  expect(await prune(metrics)).toEqual({ 'just sent': 2, 'sent after a long wait': 3, 'not sent yet': 4 });
  expect(await metrics.metrics()).toContain('maarad_outbox_pruned_total 2500');
});

test('goes by the primary key, and waits for no relay that is marking what it sent', async () => {
  await put('long sent', 10, 9, 8);
  await put('being sent', 1, 9, null);
  const relay = database.createQueryRunner();
  await relay.startTransaction();
  await relay.query(`UPDATE outbox SET sent_at = now() WHERE topic = 'being sent'`);
  expect(await prune()).toEqual({ 'being sent': 1 });
  await relay.commitTransaction();
  await relay.query('SET enable_seqscan = off');
  const plan: unknown = await relay.query(
    `EXPLAIN SELECT id FROM outbox WHERE id < (SELECT uuidv7(interval '-7 days')) AND sent_at < now() ORDER BY id LIMIT 10`,
  );
  await relay.release();
  expect(JSON.stringify(plan)).toContain('Index Cond: (id <');
});
