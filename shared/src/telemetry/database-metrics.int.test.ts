import { createDatabase, openDatabase } from '../database/index.js';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.js';
import { showFigures } from './business-figures.js';
import { countInDatabase } from './database-metrics.js';
import { gaugeDatabaseSize } from './disk-metrics.js';
import { createMetrics } from './metrics.js';
import type { DataSource } from 'typeorm';

let testDatabase: TestDatabase;
let database: DataSource;
const metrics = createMetrics();
const value = async (name: string) => (await metrics.getSingleMetric(name)?.get())?.values[0]?.value;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  const { url } = testDatabase;
  database = await openDatabase(createDatabase({ url, poolSize: 2, entities: [], migrations: [] }));
  countInDatabase(database, metrics);
});
afterAll(async () => {
  await database.destroy();
  await testDatabase.drop();
});

test('the age of the outbox is that of its oldest unsent event, and 0 without one', async () => {
  expect(await value('maarad_outbox_oldest_age_seconds')).toBe(0);
  await database.query(`
    INSERT INTO outbox (id, topic, subject, event, created_at, sent_at) VALUES
      (gen_random_uuid(), 't', gen_random_uuid(), '{}', now() - interval '1 day', now()),
      (gen_random_uuid(), 't', gen_random_uuid(), '{}', now() - interval '1 hour', NULL),
      (gen_random_uuid(), 't', gen_random_uuid(), '{}', now(), NULL)`);
  expect(await value('maarad_outbox_oldest_age_seconds')).toBeGreaterThanOrEqual(3_600);
  expect(await value('maarad_outbox_oldest_age_seconds')).toBeLessThan(86_400);
  expect(await value('maarad_outbox_backlog')).toBe(2);
});

test('a scrape takes one connection of the pool, however many figures it asks for', async () => {
  const figures = Array.from({ length: 20 }, (_, index) => ({
    ...{ name: `maarad_test_${index}` as const, help: 'A test.', labels: [], statement: 'SELECT 1 AS figure' },
  }));
  showFigures(figures, database, metrics);
  gaugeDatabaseSize(metrics, database);
  const text = await metrics.metrics();
  expect(text).toContain('maarad_test_19 1');
  expect(text).toContain('maarad_database_connections{state="waiting"} 0');
});

test('metrics have names, units and help as Prometheus wants them', async () => {
  for (const { name, help, type } of await metrics.getMetricsAsJSON()) {
    expect(name).toMatch(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/);
    expect(help).toMatch(/\S/);
    expect(name).not.toMatch(/_(ms|milliseconds|minutes|kilobytes|percent)(_|$)/);
    expect([name, name.endsWith('_total')]).toEqual([name, String(type) === 'counter']);
  }
});
