import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { exampleOf, partnershipAgreed, topics as allTopics } from '@maarad/shared/contracts';
import { openEventLog, type EventLog } from '@maarad/shared/messaging';
import { createLogger } from '@maarad/shared/telemetry';
import { freePortsInARow } from '@maarad/shared/testing/free-ports';
import { Kafka, logLevel } from 'kafkajs';
import { classPath } from './class-path.js';
import { BadPartnerName, grantPartner, revokePartner, topicsFor } from './partner-grants.js';
import { javaOptions, portsOfKafka, startKafka, type RunningKafka } from './start-kafka.js';

const topic = partnershipAgreed.topic;
const event = exampleOf(partnershipAgreed);
let home: string;
let kafka: RunningKafka;
let log: EventLog;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'maarad-kafka-'));
  kafka = await startKafka({ port: await freePortsInARow(portsOfKafka), home });
  const logger = createLogger('grants-test', 'fatal');
  log = await openEventLog({ kafkaBrokers: kafka.brokers, clientId: 'fair', logger });
  const value = JSON.stringify(event);
  await log.publish(allTopics.map((each) => ({ topic: each, key: String(event.subject), value, headers: {} })));
  const admin = new Kafka({ brokers: kafka.brokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic: 'inner.secrets', numPartitions: 1 }] });
  await admin.disconnect();
}, 180_000);

afterAll(async () => {
  await log.close();
  await kafka.stop();
  await rm(home, { recursive: true, force: true });
}, 60_000);

const client = (username: string, password: string) =>
  new Kafka({
    ...{ brokers: [kafka.partners], logLevel: logLevel.NOTHING, retry: { retries: 0 } },
    sasl: { mechanism: 'scram-sha-512', username, password },
  });

/** What a partner's client reads with a group, as soon as it has anything. */
async function read(name: string, password: string, groupId = `${name}.test`, from: string = topic): Promise<string[]> {
  const consumer = client(name, password).consumer({ groupId });
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [from], fromBeginning: true });
    return await new Promise<string[]>((resolve, reject) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
      void consumer.run({ eachMessage: ({ message }) => Promise.resolve(resolve([String(message.value)])) });
    });
  } finally {
    await consumer.disconnect();
  }
}

async function topicsSeen(name: string, password: string): Promise<string[]> {
  const admin = client(name, password).admin();
  await admin.connect();
  const seen = await admin.listTopics();
  await admin.disconnect();
  return seen.sort();
}

test("a partner reads the topics that are for it with its name and password, in Kafka's own client: the event to the byte", async () => {
  const password = await grantPartner(kafka.brokers, 'chamber-souss');
  const jaas = `org.apache.kafka.common.security.scram.ScramLoginModule required username="chamber-souss" password="${password}";`;
  const config = join(home, 'client.properties');
  await writeFile(config, `security.protocol=SASL_PLAINTEXT\nsasl.mechanism=SCRAM-SHA-512\nsasl.jaas.config=${jaas}\n`);
  const { stdout } = await promisify(execFile)('java', [
    ...javaOptions(await classPath(), '128m'),
    ...['org.apache.kafka.tools.consumer.ConsoleConsumer', '--bootstrap-server', kafka.partners, '--topic', topic],
    ...['--from-beginning', '--max-messages', '1', '--group', 'chamber-souss.console', '--command-config', config],
  ]);
  expect(stdout.trim()).toBe(JSON.stringify(event));
}, 120_000);

test('a partner reads on with a group of its own name, and with no other', async () => {
  const password = await grantPartner(kafka.brokers, 'council');
  expect(await read('council', password)).toEqual([JSON.stringify(event)]);
  // That is how the client says that it may not ask for the group's coordinator.
  await expect(read('council', password, 'maarad.sales')).rejects.toMatchObject({
    name: 'KafkaJSGroupCoordinatorNotFound',
  });
}, 120_000);

test('a partner writes nothing, and sees no other topic', async () => {
  const password = await grantPartner(kafka.brokers, 'press');
  const producer = client('press', password).producer();
  await producer.connect();
  const writing = producer.send({ topic, messages: [{ value: 'invented' }] });
  await expect(writing).rejects.toMatchObject({ type: 'TOPIC_AUTHORIZATION_FAILED' });
  await producer.disconnect();
  expect(await topicsSeen('press', password)).toEqual([topic]);
}, 120_000);

test('what is told to partners of a region is for those alone that stand for all, and what is one exhibitor’s own for none; a narrower grant takes it back', async () => {
  const password = await grantPartner(kafka.brokers, 'ministry', 'all regions');
  const seen = await topicsSeen('ministry', password);
  expect(seen).toEqual([...topicsFor('all regions')].sort());
  expect(seen).toEqual(expect.arrayContaining(['maarad.registrations', 'maarad.sales', 'maarad.training', topic]));
  for (const own of ['maarad.orders', 'maarad.partners']) {
    expect(seen).not.toContain(own);
    await expect(read('ministry', password, undefined, own)).rejects.toMatchObject({
      type: 'TOPIC_AUTHORIZATION_FAILED',
    });
  }
  const narrower = await grantPartner(kafka.brokers, 'ministry');
  expect(await topicsSeen('ministry', narrower)).toEqual([topic]);
}, 120_000);

test('nobody comes in with a wrong password, under another name, or once its grant is taken back', async () => {
  const refused = { name: 'KafkaJSSASLAuthenticationError' };
  const password = await grantPartner(kafka.brokers, 'buyer');
  expect(await read('buyer', password)).toHaveLength(1);
  await expect(read('buyer', 'guess')).rejects.toMatchObject(refused);
  await expect(read('stranger', password)).rejects.toMatchObject(refused);
  await revokePartner(kafka.brokers, 'buyer');
  await expect(read('buyer', password)).rejects.toMatchObject(refused);
}, 180_000);

test('a name that could be taken for something else is refused', async () => {
  await expect(grantPartner(kafka.brokers, 'x,User:admin')).rejects.toThrow(BadPartnerName);
});
