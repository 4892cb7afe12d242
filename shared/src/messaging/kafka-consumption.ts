import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '../telemetry/index.js';
import type { ConsumedRecord, Consumption } from './event-log.js';
import { handleBatch } from './kafka-batch.js';
import type { KafkaConsumer } from './kafka-log.js';

export interface KafkaConsumptionOptions {
  group: string;
  topics: string[];
  batchesAtOnce: number;
  handler: (batch: ConsumedRecord[]) => Promise<void>;
  logger?: Logger;
  newConsumer: () => KafkaConsumer;
  ensureTopics: (topics: string[]) => Promise<void>;
  onBreak?: () => void;
  letGo: (consumer: KafkaConsumer) => Promise<void>;
}

/** A member of a group that is built anew whenever kafkajs gave up: it does not restart after every failure. */
export class KafkaConsumption implements Consumption {
  private readonly stopping = new AbortController();
  private readonly loop: Promise<void>;
  private readonly inHand = new Set<Promise<void>>();

  constructor(private readonly options: KafkaConsumptionOptions) {
    this.loop = this.run();
  }

  stop(): Promise<void> {
    this.stopping.abort();
    return this.loop;
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        await this.options.ensureTopics(this.options.topics);
        await this.consumeUntilBroken();
      } catch (error) {
        this.options.logger?.warn({ err: error, group: this.options.group }, 'consuming broke off and starts again');
        this.options.onBreak?.();
        await pause(1_000, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      }
    }
  }

  private async consumeUntilBroken(): Promise<void> {
    const consumer = this.options.newConsumer();
    const end = new AbortController();
    this.stopping.signal.addEventListener('abort', () => end.abort(), { once: true, signal: end.signal });
    const broken = new Promise<never>((_, reject) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
    });
    broken.catch(() => undefined);
    const ended = new Promise<void>((resolve) => end.signal.addEventListener('abort', () => resolve(), { once: true }));
    try {
      if (!this.stopping.signal.aborted) {
        await consumer.connect();
        await consumer.subscribe({ topics: this.options.topics, fromBeginning: true });
        // It starts once it is in the group, which a member that hangs can put off for a minute: it ends all the same.
        await Promise.race([broken, ended, this.start(consumer, end.signal).then(() => ended)]);
      }
    } finally {
      end.abort();
      await this.options.letGo(consumer);
      // A successor may get the same records: not before the handler is done with them.
      await Promise.all(this.inHand);
    }
  }

  private start(consumer: KafkaConsumer, end: AbortSignal): Promise<void> {
    return consumer.run({
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: this.options.batchesAtOnce,
      eachBatch: async ({
        batch,
        heartbeat,
        resolveOffset,
        commitOffsetsIfNecessary,
        uncommittedOffsets,
        ...state
      }) => {
        const { topic, partition } = batch;
        const records = batch.messages.map(({ key, value, headers, offset }) => ({
          topic,
          partition,
          offset,
          key: key?.toString() ?? '',
          value: value?.toString() ?? '',
          headers: Object.fromEntries(Object.entries(headers ?? {}).map(([name, each]) => [name, String(each)])),
        }));
        const commit = async (offset: string) => {
          resolveOffset(offset);
          await commitOffsetsIfNecessary(uncommittedOffsets());
          await heartbeat();
        };
        await this.handle(
          handleBatch(
            { records, heartbeat, commit, isOurs: () => state.isRunning() && !state.isStale() },
            async (each) => this.options.handler(each),
            end,
            (error, { offset }, attempt) =>
              this.options.logger?.warn(
                { err: error, group: this.options.group, topic, partition, offset, attempt },
                'a batch was not handled and comes again',
              ),
          ),
        );
      },
    });
  }

  private async handle(work: Promise<void>): Promise<void> {
    const done = work.catch(() => undefined);
    this.inHand.add(done);
    try {
      await work;
    } finally {
      this.inHand.delete(done);
    }
  }
}
