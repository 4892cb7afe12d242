import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import { Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import { stockExhausted } from '../contracts/sales.js';
import { createDatabase, openDatabase } from '../database/index.js';
import { newId } from '../runtime/id.js';
import { createLogger } from '../telemetry/index.js';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.js';
import { until } from './event-log.contract.js';
import { countRelay, Relay, writeOutbox, type EventLog, type LogRecord, type OutboxRow } from './index.js';

const logger = createLogger('test', process.env.LOG_LEVEL ?? 'silent');
let testDatabase: TestDatabase;
let database: DataSource;
let sent: { by: string; records: LogRecord[] }[];
let running: Relay[];

beforeEach(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase(createDatabase({ url: testDatabase.url, entities: [], migrations: [] }));
  [sent, running] = [[], []];
});
afterEach(async () => {
  await Promise.all(running.map((relay) => relay.stop()));
  await database.destroy();
  await testDatabase.drop();
});

/** A relay of its own process, and what it says of itself; `during` runs while a batch is on its way to the log. */
function relayOf(by: string, during: () => Promise<void> = () => Promise.resolve()) {
  const metrics = new Registry();
  const publish = async (records: LogRecord[]) => {
    sent.push({ by, records });
    await during();
  };
  const relay = new Relay({ database, log: { publish } as EventLog, logger, watch: countRelay(metrics) });
  relay.start();
  running.push(relay);
  return {
    wake: (written: OutboxRow[]) => relay.wake(written),
    value: async (name: string) => (await metrics.getSingleMetric(name)?.get())?.values[0]?.value ?? 0,
  };
}

const told = (subject: string) => stockExhausted(subject, { exhibitorId: newId(), editionId: newId() });

async function record(count: number): Promise<string[]> {
  const events = Array.from({ length: count }, () => told(newId()));
  await database.transaction((manager) => writeOutbox(manager, events));
  return events.map(({ subject }) => subject);
}

async function allSent(): Promise<boolean> {
  const [row] = await database.query('SELECT count(*)::int AS waiting FROM outbox WHERE sent_at IS NULL');
  return row.waiting === 0;
}

const cutTheLeader = () =>
  database.query(
    `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = 7415202 AND granted
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
const sentBy = (by: string) => sent.filter((batch) => batch.by === by).flatMap(({ records }) => records);
const keys = (records: LogRecord[]) => records.map(({ key }) => key);

test('a relay that lost its lock sends nothing more while another one has it, and what both sent is the one batch in hand', async () => {
  let letGo = () => {};
  const inHand = new Promise<void>((resolve) => (letGo = resolve));
  const first = relayOf('first', () => inHand);
  const batch = await record(3);
  await until(() => sentBy('first').length === 3);
  expect(await first.value('maarad_relay_leading')).toBe(1);
  await cutTheLeader();
  const second = relayOf('second');
  const later = await record(5);
  await until(() => sentBy('second').length === 8);
  letGo();
  await until(async () => (await first.value('maarad_relay_failures_total')) === 1);
  const last = await record(4);
  await until(() => sentBy('second').length === 12);
  expect(keys(sentBy('first'))).toEqual(batch);
  expect(keys(sentBy('second'))).toEqual([...batch, ...later, ...last]);
  expect([await first.value('maarad_relay_leading'), await second.value('maarad_relay_leading')]).toEqual([0, 1]);
  // Counted a moment after the log has them.
  await until(async () => (await second.value('maarad_relay_events_sent_total')) >= 12);
  expect(await second.value('maarad_relay_events_sent_total')).toBe(12);
});

test('what a relay is handed goes out once, and after what comes before it of its subject, handed or not', async () => {
  const relay = relayOf('only');
  await until(async () => (await relay.value('maarad_relay_leading')) === 1);
  const subjects = [newId(), newId(), newId()];
  for (let index = 0; index < 45; index += 1) {
    const subject = subjects[index % 3]!;
    const written = await database.transaction((manager) => writeOutbox(manager, [told(subject)]));
    if (index % 4 > 0) {
      relay.wake(written);
    }
  }
  await until(() => sentBy('only').length >= 45);
  await until(allSent);
  const sequences = (subject: string) =>
    sentBy('only')
      .filter(({ key }) => key === subject)
      .map(({ value }) => Number((JSON.parse(value) as { sequence: string }).sequence));
  const everyOne = Array.from({ length: 15 }, (_, index) => index + 1);
  expect(subjects.map(sequences)).toEqual([everyOne, everyOne, everyOne]);
});

test('a relay sends what it is handed without looking for it, unless something of its subject is missing before it', async () => {
  const relay = relayOf('only');
  await until(async () => (await relay.value('maarad_relay_leading')) === 1);
  const [subject, topic] = [newId(), told(newId()).topic];
  // Nowhere but here, so it can only have been sent as it was handed.
  const handed = (sequence: number) => ({ id: newId(), topic, subject, value: `{"nth":${sequence}}`, sequence });
  relay.wake([handed(1)]);
  await until(() => sentBy('only').length === 1);
  for (const sequence of [3, 1]) {
    // It is done with what it had, and waits.
    await pause(100);
    relay.wake([handed(sequence)]);
  }
  await pause(100);
  expect(sentBy('only').filter(({ key }) => key === subject)).toMatchObject([{ value: '{"nth":1}' }]);
});

test('relays whose lock is taken from them between batches send each event once, in order', async () => {
  const relays = [relayOf('first'), relayOf('second')];
  const wanted: string[] = [];
  for (let round = 1; round <= 4; round += 1) {
    wanted.push(...(await record(10)));
    await until(allSent);
    await until(async () => (await cutTheLeader()).length === 1);
  }
  expect(keys(sent.flatMap(({ records }) => records))).toEqual(wanted);
  await until(async () => {
    const failures = await Promise.all(relays.map((relay) => relay.value('maarad_relay_failures_total')));
    return failures[0]! + failures[1]! === 4;
  });
});
