import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Kafka, logLevel, Partitioners, type Consumer } from 'kafkajs';

/**
 * Makes each call that Maarad (or an operator of it) makes with kafkajs against a real broker and prints how it went.
 * `node infra/dist/kafka/check-kafkajs.js [BROKERS]`, by default the broker that `npm run kafka` starts. Leaves nothing behind.
 */
const brokers = (process.argv[2] ?? '127.0.0.1:9092').split(',');
const run = randomBytes(4).toString('hex');
const topic = `maarad.check.${run}`;
const group = `maarad-check-${run}`;
const kafka = new Kafka({ brokers, clientId: 'check-kafkajs', logLevel: logLevel.NOTHING, retry: { retries: 2 } });
const admin = kafka.admin();
const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner, allowAutoTopicCreation: false });
const rows: { call: string; ok: boolean; ms: number; result: string }[] = [];

async function check(call: string, make: () => Promise<unknown>): Promise<void> {
  const start = performance.now();
  const limit = new AbortController();
  const late = pause(20_000, undefined, { signal: limit.signal }).then(() => Promise.reject(new Error('no answer')));
  late.catch(() => undefined);
  let ok = true;
  let result: string;
  try {
    result = JSON.stringify(await Promise.race([make(), late])) ?? '';
  } catch (error) {
    ok = false;
    result = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
  limit.abort();
  rows.push({ call, ok, ms: Math.round(performance.now() - start), result: result.slice(0, 90) });
}

async function settled(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries += 1) {
    if (tries > 750) {
      throw new Error('it did not come to be in 15 s');
    }
    await pause(20);
  }
}

interface Member {
  consumer: Consumer;
  partitions: () => number;
}

const received: string[] = [];

async function member(): Promise<Member> {
  const consumer = kafka.consumer({ groupId: group, maxWaitTimeInMs: 500, sessionTimeout: 10_000 });
  let partitions = 0;
  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
    partitions = Object.values(payload.memberAssignment).flat().length;
  });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await consumer.run({
    eachBatch: ({ batch }) => {
      received.push(...batch.messages.map(({ value }) => String(value)));
      return Promise.resolve();
    },
  });
  return { consumer, partitions: () => partitions };
}

async function send(first: number): Promise<unknown> {
  const messages = Array.from({ length: 100 }, (_, index) => ({
    key: `key-${index % 10}`,
    value: String(first + index),
    headers: { note: 'معرض' },
  }));
  const answers = await producer.sendBatch({ acks: -1, topicMessages: [{ topic, messages }] });
  return answers.map(({ errorCode }) => errorCode);
}

const members: Member[] = [];

await check('admin.connect', () => admin.connect());
await check('producer.connect', () => producer.connect());
await check('admin.describeCluster', () => admin.describeCluster());
await check('admin.createTopics (6 partitions)', () => admin.createTopics({ topics: [{ topic, numPartitions: 6 }] }));
await check('admin.createTopics, again', () => admin.createTopics({ topics: [{ topic, numPartitions: 6 }] }));
await check('admin.listTopics', async () => (await admin.listTopics()).includes(topic));
await check('admin.fetchTopicMetadata', async () =>
  (await admin.fetchTopicMetadata({ topics: [topic] })).topics.map(({ partitions }) => partitions.length),
);
await pause(500);
await check('admin.fetchOffsets of a group that is not', () => admin.fetchOffsets({ groupId: group, topics: [topic] }));
await check('producer.sendBatch, acks -1, headers', () => send(0));
await check('admin.fetchTopicOffsets', async () =>
  (await admin.fetchTopicOffsets(topic)).reduce((sum, { high }) => sum + Number(high), 0),
);
await check('consumer: join, consume from the beginning', async () => {
  members.push(await member());
  await settled(() => received.length >= 100);
  return received.length;
});
await check('a second member joins: rebalance', async () => {
  members.push(await member());
  await settled(() => members.every(({ partitions }) => partitions() === 3));
  return members.map(({ partitions }) => partitions());
});
await check('both consume', async () => {
  await send(100);
  await settled(() => new Set(received).size >= 200);
  return new Set(received).size;
});
await check('admin.describeGroups', async () =>
  (await admin.describeGroups([group])).groups.map(({ state, members: each }) => `${state} ${each.length}`),
);
await check('consumer.disconnect: the other takes over', async () => {
  await members.pop()!.consumer.disconnect();
  await settled(() => members[0]!.partitions() === 6);
});
await check('consumer.disconnect of the last', () => members.pop()!.consumer.disconnect());
await check('admin.fetchOffsets', async () => {
  const [offsets] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
  return offsets?.partitions.reduce((sum, { offset }) => sum + Math.max(0, Number(offset)), 0);
});
await check('admin.setOffsets', () =>
  admin.setOffsets({ groupId: group, topic, partitions: [{ partition: 0, offset: '0' }] }),
);
await check('admin.deleteGroups', () => admin.deleteGroups([group]));
await check('admin.deleteTopics', () => admin.deleteTopics({ topics: [topic] }));
await check('admin.listTopics: it is gone', async () => !(await admin.listTopics()).includes(topic));

await Promise.all(members.map(({ consumer }) => consumer.disconnect().catch(() => undefined)));
await producer.disconnect().catch(() => undefined);
await admin.disconnect().catch(() => undefined);
console.table(rows);
process.exitCode = rows.every(({ ok }) => ok) ? 0 : 1;
