import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { anonymous } from '../auth/index.js';
import { stockExhausted } from '../contracts/sales.js';
import { NotFound } from '../errors/index.js';
import { createDatabase, openDatabase, useCase } from '../database/index.js';
import { newId } from '../runtime/id.js';
import { createLogger } from '../telemetry/index.js';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.js';
import { startConsumer } from './consumer.js';
import { redriveDeadLetter } from './dead-letters.js';
import { openEmbeddedLog } from './embedded-log.js';
import { when, type EventHandlers } from './event-handler.js';
import type { EventLog } from './event-log.js';
import { Relay } from './relay.js';

const logger = createLogger('test', process.env.LOG_LEVEL ?? 'silent');
const databases: TestDatabase[] = [];
let teller: DataSource;
let listener: DataSource;
let log: EventLog;
let poisonous: string | undefined;

const noteWhenExhausted = when(stockExhausted, async (work, { subject }) => {
  if (subject === poisonous) {
    throw new TypeError('cannot read this');
  }
  await work.manager.query('INSERT INTO notes VALUES ($1)', [subject]);
});
const handlers: EventHandlers = { noteWhenExhausted };
const notes = async () =>
  (await listener.query('SELECT subject FROM notes')).map(({ subject }: { subject: string }) => subject) as string[];
const deadLetters = (): Promise<{ id: string; key: string; error: string; attempts: number }[]> =>
  listener.query('SELECT id, key, error, attempts FROM dead_letters');

async function open(): Promise<DataSource> {
  const database = await createTestDatabase();
  databases.push(database);
  return openDatabase(createDatabase({ url: database.url, entities: [], migrations: [] }));
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 200 && !(await condition()); attempt += 1) {
    await pause(50);
  }
}

const tell = (subject: string, relay?: Relay) =>
  useCase(async (work) => work.record(stockExhausted(subject, { exhibitorId: newId(), editionId: newId() })))(
    {
      principal: anonymous,
      language: undefined,
      database: teller,
      clock: { now: () => new Date() },
      wakeRelay: () => relay?.wake(),
    },
    {},
  );

const eventText = (subject: string) =>
  JSON.stringify({
    ...stockExhausted(subject, { exhibitorId: newId(), editionId: newId() }).event,
    sequence: '0000000001',
  });

beforeAll(async () => {
  [teller, listener] = await Promise.all([open(), open()]);
  await listener.query('CREATE TABLE notes (subject uuid)');
  const logDatabase = await createTestDatabase();
  databases.push(logDatabase);
  log = await openEmbeddedLog({ url: logDatabase.url, logger });
});
afterAll(async () => {
  await log.close();
  await Promise.all([teller.destroy(), listener.destroy()]);
  await Promise.all(databases.map((database) => database.drop()));
});

test('what is committed in one service takes effect in another, once each and in order', async () => {
  const relay = new Relay({ database: teller, log, logger });
  relay.start();
  const consumption = await startConsumer({
    group: 'listener',
    log,
    database: listener,
    handlers,
    logger,
    wakeRelay: () => undefined,
  });
  const subjects = Array.from({ length: 30 }, newId);
  for (const subject of subjects) {
    await tell(subject, relay);
  }
  await until(async () => (await notes()).length >= 30);
  expect(await notes()).toEqual(subjects);
  await consumption.stop();
  await relay.stop();
});

test('an event that comes again changes nothing', async () => {
  await listener.query('TRUNCATE notes');
  const relay = new Relay({ database: teller, log, logger });
  const subject = newId();
  const counted: string[] = [];
  await tell(subject);
  relay.start();
  await relay.stop();
  await teller.query('UPDATE outbox SET sent_at = NULL WHERE subject = $1', [subject]);
  const again = new Relay({ database: teller, log, logger });
  again.start();
  await again.stop();
  const consumption = await startConsumer({
    group: 'listener',
    log,
    database: listener,
    handlers,
    logger,
    wakeRelay: () => undefined,
    watch: { handled: (type) => counted.push(type), repeated: () => counted.push('again') },
  });
  await until(async () => (await log.lag('listener', ['maarad.sales']))['maarad.sales'] === 0);
  await consumption.stop();
  expect(await notes()).toEqual([subject]);
  expect(counted).toEqual([stockExhausted.type, 'again']);
});

test('a poisonous event is parked after its attempts and the next ones are handled; re-driven, it goes through', async () => {
  await listener.query('TRUNCATE notes');
  const [before, after] = [newId(), newId()];
  poisonous = newId();
  const relay = new Relay({ database: teller, log, logger });
  for (const subject of [before, poisonous, after]) {
    await tell(subject);
  }
  relay.start();
  const consumption = await startConsumer({
    group: 'listener',
    log,
    database: listener,
    handlers,
    logger,
    wakeRelay: () => undefined,
    retryPauses: [10, 10],
  });
  await until(async () => (await notes()).includes(after));
  expect(await notes()).toEqual([before, after]);
  const [letter] = await deadLetters();
  expect(letter).toMatchObject({ key: poisonous, attempts: 3, error: expect.stringContaining('cannot read this') });

  await expect(redriveDeadLetter(listener, handlers, letter?.id ?? '')).rejects.toThrow('cannot read this');
  expect(await deadLetters()).toHaveLength(1);
  const mended = poisonous;
  poisonous = undefined;
  await redriveDeadLetter(listener, handlers, letter?.id ?? '');
  expect(await notes()).toEqual([before, after, mended]);
  expect(await deadLetters()).toEqual([]);
  await consumption.stop();
  await relay.stop();
});

test('a handler that does not find what it needs waits longer for it before the event is parked', async () => {
  await listener.query('TRUNCATE notes');
  const subject = newId();
  let attempts = 0;
  const noteWhenKnown = when(stockExhausted, async (work, event) => {
    attempts += event.subject === subject ? 1 : 0;
    if (event.subject === subject && attempts < 5) {
      throw new NotFound('Edition', subject);
    }
    await noteWhenExhausted.handle(work, event);
  });
  await log.publish([{ topic: 'maarad.sales', key: subject, value: eventText(subject), headers: {} }]);
  const consumption = await startConsumer({
    ...{ group: 'listener', log, database: listener, handlers: { noteWhenKnown }, logger, wakeRelay: () => undefined },
    ...{ retryPauses: [10], notFoundPauses: [10, 10, 10, 10] },
  });
  await until(async () => (await notes()).length > 0);
  await consumption.stop();
  expect(await notes()).toEqual([subject]);
  expect(await deadLetters()).toEqual([]);
});

test('what is no event, or does not fit its contract, is parked at once', async () => {
  await listener.query('TRUNCATE notes');
  const good = newId();
  const valid = stockExhausted(good, { exhibitorId: newId(), editionId: newId() }).event;
  const publish = (value: string) => log.publish([{ topic: 'maarad.sales', key: newId(), value, headers: {} }]);
  await publish('not JSON');
  await publish(JSON.stringify({ ...valid, id: newId(), data: { exhibitorId: 'nobody' } }));
  await publish(JSON.stringify({ ...valid, specversion: undefined, id: newId() }));
  await publish(JSON.stringify({ ...valid, sequence: '0000000001' }));
  const consumption = await startConsumer({
    group: 'listener',
    log,
    database: listener,
    handlers,
    logger,
    wakeRelay: () => undefined,
  });
  await until(async () => (await notes()).length > 0);
  await consumption.stop();
  expect(await notes()).toEqual([good]);
  expect((await deadLetters()).map(({ attempts }) => attempts)).toEqual([1, 1, 1]);
});

test('one relay of a service sends; when its connection is cut the other one takes over, and nothing is lost', async () => {
  await listener.query('TRUNCATE notes');
  const relays = [1, 2].map(() => new Relay({ database: teller, log, logger }));
  relays.forEach((relay) => relay.start());
  const consumption = await startConsumer({
    group: 'listener',
    log,
    database: listener,
    handlers,
    logger,
    wakeRelay: () => undefined,
  });
  const subjects = Array.from({ length: 60 }, newId);
  for (const [index, subject] of subjects.entries()) {
    await tell(subject, relays[index % 2]);
    if (index % 20 === 10) {
      await listener.query(
        `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = 7415202 AND granted`,
      );
    }
  }
  await until(async () => (await notes()).length >= 60);
  expect(await notes()).toEqual(subjects);
  await consumption.stop();
  await Promise.all(relays.map((relay) => relay.stop()));
});
