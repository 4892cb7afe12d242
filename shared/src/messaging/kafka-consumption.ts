import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '../telemetry/index.js';
import type { ConsumedRecord, Consumption } from './event-log.js';
import { handleBatch } from './kafka-batch.js';
import type { KafkaConsumer } from './kafka-log.js';
import { within } from './within.js';

/** A broker that comes back refuses for a moment, while it reads who was in the group. */
const restartMs = 500;
/** How long one that is to go waits to be let in: as long as the others take to hear that somebody joins, and more. */
const joiningMs = 4_000;

/** A consumer of the group that has not joined it yet. */
export interface KafkaMember {
  consumer: KafkaConsumer;
  /**
   * Leaves the group as the member of this id, once the consumer is subscribed.
   * @throws what the broker says, `UNKNOWN_MEMBER_ID` where that one is not in the group any more
   */
  leaveAs(memberId: string): Promise<void>;
}

export interface KafkaConsumptionOptions {
  group: string;
  topics: string[];
  batchesAtOnce: number;
  handler: (batch: ConsumedRecord[]) => Promise<void>;
  logger?: Logger;
  newMember: () => KafkaMember;
  ensureTopics: (topics: string[]) => Promise<void>;
  onBreak?: () => void;
  letGo: (consumer: KafkaConsumer) => Promise<void>;
}

/** A member of a group that is built anew whenever kafkajs gave up: it does not restart after every failure. */
export class KafkaConsumption implements Consumption {
  private readonly stopping = new AbortController();
  private readonly loop: Promise<void>;
  private readonly inHand = new Set<Promise<void>>();
  /** What the group knows it by, since it was let in last. */
  private memberId?: string;

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
        await pause(restartMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      }
    }
  }

  private async consumeUntilBroken(): Promise<void> {
    const { consumer, leaveAs } = this.options.newMember();
    const end = new AbortController();
    this.stopping.signal.addEventListener('abort', () => end.abort(), { once: true, signal: end.signal });
    const broken = new Promise<never>((_, reject) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
    });
    broken.catch(() => undefined);
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => (this.memberId = payload.memberId));
    let joining = Promise.resolve();
    const ended = new Promise<void>((resolve) => end.signal.addEventListener('abort', () => resolve(), { once: true }));
    try {
      if (!this.stopping.signal.aborted) {
        await consumer.connect();
        await consumer.subscribe({ topics: this.options.topics, fromBeginning: true });
        await this.leaveAsBefore(leaveAs);
        // It starts once it is in the group, which a member that hangs can put off for a minute: it ends all the same.
        joining = this.start(consumer, end.signal);
        await Promise.race([broken, ended, joining.then(() => ended)]);
      }
    } finally {
      end.abort();
      // The client leaves a group only once it is in it: the others would wait for who went in between until its session has run out.
      await within(joiningMs, 'The group did not let it in', joining).catch(() => undefined);
      await this.options.letGo(consumer);
      // A successor may get the same records: not before the handler is done with them.
      await Promise.all(this.inHand);
    }
  }

  /** It comes back as another member, and the group would wait for the one that it was until its session has run out. */
  private async leaveAsBefore(leaveAs: KafkaMember['leaveAs']): Promise<void> {
    if (this.memberId === undefined) {
      return;
    }
    try {
      await leaveAs(this.memberId);
    } catch (error) {
      // Else it has left already, or has to be waited for.
      if ((error as { retriable?: boolean }).retriable) {
        throw error;
      }
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
