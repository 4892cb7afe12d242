import { Kafka, logLevel } from 'kafkajs';
import { eventLogContract, numbered, unique } from './event-log.contract.js';
import { openKafkaLog } from './kafka-log.js';

const brokers = process.env.MAARAD_TEST_KAFKA!.split(',');

eventLogContract('the Kafka log', () => openKafkaLog({ brokers, clientId: 'maarad-test' }));

describe('the Kafka log', () => {
  it('makes topics on demand with several partitions, and puts a key into one of them', async () => {
    const topic = unique('topic');
    const log = await openKafkaLog({ brokers, clientId: 'maarad-test', partitions: 3 });
    await log.publish(numbered(topic, 100, 20));
    await log.close();
    const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    const offsets = await admin.fetchTopicOffsets(topic);
    await admin.disconnect();
    expect(offsets).toHaveLength(3);
    expect(offsets.filter(({ high }) => Number(high) > 0).length).toBeGreaterThan(1);
    offsets.forEach(({ high }) => expect(Number(high) % 5).toBe(0));
  });

  it('opens while Kafka is away, and says that it is', async () => {
    const log = await openKafkaLog({ brokers: ['127.0.0.1:1'], clientId: 'maarad-test' });
    await expect(log.check()).rejects.toThrow();
    await expect(log.publish(numbered(unique('topic'), 1))).rejects.toThrow();
    await log.close();
  });
});
