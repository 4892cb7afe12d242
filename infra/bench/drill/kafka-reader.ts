import { topics } from '@maarad/shared/contracts';
import { Kafka, logLevel } from 'kafkajs';
import type { Channel } from './readers.js';

/** It asks once a second whether the broker is back, for ten minutes; kafkajs would ask twice a minute in the end. */
const retry = { initialRetryTime: 100, maxRetryTime: 1_000, retries: 600 };

/** A large partner that reads the topics itself, by a group of its own that waits 4 s, not its session's 10, for the member that it was before an outage. */
export async function followOverKafka(brokers: string[]): Promise<Channel> {
  const ids: string[] = [];
  const kafka = new Kafka({ brokers, logLevel: logLevel.NOTHING, clientId: 'drill', retry });
  const consumer = kafka.consumer({ groupId: 'drill', retry, sessionTimeout: 10_000, rebalanceTimeout: 4_000 });
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
