import { topics } from '@maarad/shared/contracts';
import { Kafka, logLevel } from 'kafkajs';
import type { Channel } from './readers.js';

/** A large partner that reads the topics itself, by a group of its own. */
export async function followOverKafka(brokers: string[]): Promise<Channel> {
  const ids: string[] = [];
  const kafka = new Kafka({ brokers, logLevel: logLevel.NOTHING, clientId: 'drill', retry: { retries: 20 } });
  const consumer = kafka.consumer({ groupId: 'drill', sessionTimeout: 10_000 });
  await consumer.connect();
  await consumer.subscribe({ topics: [...topics], fromBeginning: true });
  await consumer.run({
    eachMessage: ({ message }) => {
      ids.push((JSON.parse(String(message.value)) as { id: string }).id);
      return Promise.resolve();
    },
  });
  return { name: 'kafka', ids, exactlyOnce: false, close: () => consumer.disconnect() };
}
