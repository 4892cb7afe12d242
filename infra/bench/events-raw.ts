import { Kafka, logLevel, type Consumer, type Producer } from 'kafkajs';
import { saleEvent } from './events-fair.js';

const topic = 'bench.raw';
const partitions = 6;
const perBatch = 100;

/** kafkajs by itself, on a topic of the same shape with the same payload: what anything built on it is measured by. */
export interface Raw {
  /** From just before `send` until the consumer has it, in milliseconds. */
  once(): Promise<number>;
  /** How long `sendBatch` takes for so many, a hundred at a time, in milliseconds. */
  sendAll(count: number): Promise<number>;
  /** What is sent from then on is read by nobody. */
  stopReading(): Promise<void>;
  close(): Promise<void>;
}

const message = () => {
  const { subject, event } = saleEvent();
  return { key: subject, value: JSON.stringify({ ...event, sequence: '0000000001' }) };
};

export async function openRaw(brokers: string[]): Promise<Raw> {
  const kafka = new Kafka({ brokers, clientId: 'raw', logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: partitions }], waitForLeaders: true });
  await admin.disconnect();
  const producer = kafka.producer();
  const consumer = kafka.consumer({ groupId: 'raw' });
  const waiting = new Map<string, () => void>();
  await producer.connect();
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const joined = new Promise<void>((resolve) => consumer.on(consumer.events.GROUP_JOIN, () => resolve()));
  await consumer.run({
    eachMessage: ({ message: { key } }) => {
      waiting.get(String(key))?.();
      return Promise.resolve();
    },
  });
  await joined;
  return {
    once: () => {
      const sent = message();
      return new Promise((resolve, reject) => {
        const began = performance.now();
        waiting.set(sent.key, () => {
          waiting.delete(sent.key);
          resolve(performance.now() - began);
        });
        producer.send({ topic, acks: -1, messages: [sent] }).catch(reject);
      });
    },
    async sendAll(count) {
      const batches = Array.from({ length: Math.ceil(count / perBatch) }, () =>
        Array.from({ length: perBatch }, message),
      );
      const began = performance.now();
      for (const messages of batches) {
        await producer.sendBatch({ acks: -1, topicMessages: [{ topic, messages }] });
      }
      return performance.now() - began;
    },
    stopReading: () => consumer.stop(),
    close: () => closeAll(producer, consumer),
  };
}

async function closeAll(producer: Producer, consumer: Consumer): Promise<void> {
  await consumer.disconnect();
  await producer.disconnect();
}
