import 'reflect-metadata';
import pg from 'pg';
import { Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import { stockExhausted } from '../contracts/sales.js';
import { createDatabase, openDatabase } from '../database/index.js';
import { newId } from '../runtime/id.js';
import { createLogger } from '../telemetry/index.js';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.js';
import { openEmbeddedLog } from './embedded-log.js';
import { until } from './event-log.contract.js';
import { ConsumerWatchdog, countConsumer, gaugeStuck, startConsumer, when, type EventLog } from './index.js';

const logger = createLogger('test', process.env.LOG_LEVEL ?? 'silent');
const [group, topic] = ['listener', 'maarad.sales'];
let databases: TestDatabase[];
let database: DataSource;
let log: EventLog;
let metrics: Registry;
let hold: Promise<void> | undefined;
let gaveUp: string[];
let heard: string[];

beforeEach(async () => {
  databases = [await createTestDatabase(), await createTestDatabase()];
  database = await openDatabase(createDatabase({ url: databases[0]!.url, entities: [], migrations: [] }));
  log = await openEmbeddedLog({ url: databases[1]!.url, logger });
  [metrics, gaveUp, heard, hold] = [new Registry(), [], [], undefined];
});
afterEach(async () => {
  await log.close();
  await database.destroy();
  await Promise.all(databases.map((each) => each.drop()));
});

function watched(mostRebuilds: number): ConsumerWatchdog {
  const counted = countConsumer(metrics);
  const handlers = {
    noteWhenExhausted: when(stockExhausted, async (_work, { subject }) => {
      await hold;
      heard.push(subject);
    }),
  };
  const watchdog: ConsumerWatchdog = new ConsumerWatchdog({
    ...{ group, topics: [topic], log, logger, mostRebuilds, everyMs: 20, stuckMs: 200, patienceMs: 300 },
    consume: () =>
      startConsumer({
        ...{ group, log, database, handlers, logger, wakeRelay: () => undefined },
        watch: { ...counted, stirred: (...place) => watchdog.stirred(...place) },
        onBreak: counted.rebuilt,
      }),
    onRebuild: counted.rebuilt,
    giveUp: (reason) => gaveUp.push(reason),
  });
  gaugeStuck(metrics, watchdog);
  return watchdog;
}

async function publish(): Promise<string> {
  const { subject, event } = stockExhausted(newId(), { exhibitorId: newId(), editionId: newId() });
  await log.publish([
    { topic, key: subject, value: JSON.stringify({ ...event, sequence: '0000000001' }), headers: {} },
  ]);
  return subject;
}
const value = async (name: string) => (await metrics.getSingleMetric(name)?.get())?.values[0]?.value ?? 0;
const isReady = (watchdog: ConsumerWatchdog) =>
  watchdog.check().then(
    () => true,
    () => false,
  );

/** As a member of the group does whose machine is gone and whose connection is not: it keeps the topic and reads nothing. */
async function keepTheTopic(): Promise<pg.Client> {
  const holder = new pg.Client({ connectionString: databases[1]!.url });
  await holder.connect();
  await holder.query('SELECT pg_advisory_lock(hashtext($1), hashtext($2))', [group, topic]);
  return holder;
}

test('a consumer that is behind and does not get on is built anew, not ready meanwhile, and gets on once it can', async () => {
  const holder = await keepTheTopic();
  const watchdog = watched(1_000);
  const consumption = await watchdog.consume();
  expect(await isReady(watchdog)).toBe(true);
  const subject = await publish();
  await until(async () => (await value('maarad_consumer_rebuilds_total')) >= 2);
  expect([await isReady(watchdog), await value('maarad_consumer_stuck')]).toEqual([false, 1]);
  await holder.end();
  await until(() => heard.length > 0);
  await until(() => isReady(watchdog));
  expect([heard, await value('maarad_consumer_stuck'), gaveUp]).toEqual([[subject], 0, []]);
  await consumption.stop();
});

test('a consumer that new ones do not help ends its process', async () => {
  const holder = await keepTheTopic();
  const consumption = await watched(2).consume();
  await publish();
  await until(() => gaveUp.length > 0);
  expect(gaveUp[0]).toBe('The consumer is stuck, and 2 new ones did not get on either.');
  expect(await value('maarad_consumer_rebuilds_total')).toBe(2);
  await holder.end();
  await consumption.stop();
});

test('a consumer whose handler never comes back ends its process, since no other one could take its place', async () => {
  let release = () => {};
  hold = new Promise((resolve) => (release = resolve));
  const consumption = await watched(5).consume();
  await publish();
  await until(() => gaveUp.length > 0);
  expect(gaveUp[0]).toBe('The consumer is stuck and cannot be built anew.');
  release();
  await consumption.stop();
});

test('a consumer at work is not stuck, though it comes to no end', async () => {
  const holder = await keepTheTopic();
  const watchdog = watched(1_000);
  let stirs = true;
  const places = log.places.bind(log);
  log.places = (...asked) => {
    if (stirs) {
      watchdog.stirred(topic, 0);
    }
    return places(...asked);
  };
  const consumption = await watchdog.consume();
  await publish();
  const started = Date.now();
  await until(() => Date.now() - started > 600);
  expect([await value('maarad_consumer_rebuilds_total'), await isReady(watchdog)]).toEqual([0, true]);
  stirs = false;
  await until(async () => (await value('maarad_consumer_rebuilds_total')) > 0);
  await holder.end();
  await consumption.stop();
});

test('a handler that fails because the database is away stirs at each attempt', async () => {
  hold = Promise.reject(Object.assign(new Error('away'), { code: 'ECONNREFUSED' }));
  hold.catch(() => undefined);
  const watchdog = watched(5);
  let stirs = 0;
  watchdog.stirred = () => void (stirs += 1);
  const consumption = await watchdog.consume();
  await publish();
  await until(() => stirs >= 4);
  expect([heard, await value('maarad_events_parked_total'), gaveUp]).toEqual([[], 0, []]);
  await consumption.stop();
});
