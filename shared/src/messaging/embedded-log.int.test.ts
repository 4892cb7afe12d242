import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.js';
import { openEmbeddedLog } from './embedded-log.js';
import type { EventLog } from './event-log.js';
import { collect, eventLogContract, numbered, unique, until } from './event-log.contract.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

eventLogContract('the embedded log', () => openEmbeddedLog({ url: database.url }));

describe('the embedded log', () => {
  let log: EventLog;

  beforeEach(async () => {
    log = await openEmbeddedLog({ url: database.url });
  });

  afterEach(() => log.close());

  it('skips no record of publishers at once, and numbers them without a gap', async () => {
    const topics = [unique('topic'), unique('topic')];
    const logs = await Promise.all(Array.from({ length: 6 }, () => openEmbeddedLog({ url: database.url })));
    const received: string[] = [];
    const consumption = await log.consume(unique('group'), topics, (batch) => {
      received.push(...batch.map((record) => `${record.topic} ${record.offset}`));
      return Promise.resolve();
    });
    await Promise.all(
      logs.map(async (publisher) => {
        for (let round = 0; round < 20; round += 1) {
          const records = topics.flatMap((topic) => numbered(topic, 3));
          await publisher.publish(round % 2 === 0 ? records : records.reverse());
        }
      }),
    );
    await until(() => received.length >= 720);
    await consumption.stop();
    await Promise.all(logs.map((each) => each.close()));
    const expected = topics.flatMap((topic) => Array.from({ length: 360 }, (_, offset) => `${topic} ${offset}`));
    expect(received.sort()).toEqual(expected.sort());
  });

  it('publishes all records of a publication or none', async () => {
    const topic = unique('topic');
    const [good] = numbered(topic, 1);
    await expect(log.publish([good!, { ...good!, value: 'no\u0000text' }])).rejects.toThrow();
    expect(await log.lag(unique('group'), [topic])).toEqual({ [topic]: 0 });
  });

  it('goes on after the server ended all its connections, without losing a record', async () => {
    const topic = unique('topic');
    const received = new Set<string>();
    const consumption = await log.consume(unique('group'), [topic], (batch) => {
      batch.forEach(({ value }) => received.add(value));
      return Promise.resolve();
    });
    for (let round = 0; round < 3; round += 1) {
      await publishStubbornly(log, topic, round * 10);
      await until(() => received.size >= (round + 1) * 10);
      await endConnections(database.url);
    }
    await publishStubbornly(log, topic, 30);
    await until(() => received.size >= 40);
    await expect(log.check()).resolves.toBeUndefined();
    await consumption.stop();
  });

  it('lets another member of the group take over when the connection of the one that consumed is gone', async () => {
    const topic = unique('topic');
    const group = unique('group');
    await log.publish(numbered(topic, 10));
    await collect(log, group, [topic], 10);
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await log.publish(numbered(topic, 1, 1, 10));
    let holding = false;
    const stuck = await log.consume(group, [topic], async () => {
      holding = true;
      await held;
    });
    await until(() => holding);
    await endConnections(database.url);
    const other = await openEmbeddedLog({ url: database.url });
    expect((await collect(other, group, [topic], 1)).map(({ value }) => value)).toEqual(['10']);
    release();
    await stuck.stop();
    await other.close();
    expect(await log.lag(group, [topic])).toEqual({ [topic]: 0 });
  });

  it('opens in several processes at once', async () => {
    const empty = await createTestDatabase();
    const logs = await Promise.all(Array.from({ length: 8 }, () => openEmbeddedLog({ url: empty.url })));
    await Promise.all(logs.map((each) => each.close()));
    await empty.drop();
  });

  it('does not open without its database', async () => {
    await expect(openEmbeddedLog({ url: `${database.url}_none` })).rejects.toThrow('does not exist');
  });
});

/** As the relay does: what might not have been written is written again. */
async function publishStubbornly(log: EventLog, topic: string, first: number): Promise<void> {
  await until(() =>
    log.publish(numbered(topic, 10, 5, first)).then(
      () => true,
      () => false,
    ),
  );
}

async function endConnections(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
  await client.end();
}
