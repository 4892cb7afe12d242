import {
  Kafka,
  logLevel,
  PartitionAssigners,
  Partitioners,
  type Admin,
  type Cluster,
  type Consumer,
  type Producer,
} from 'kafkajs';
import pRetry from 'p-retry';
import type { Logger } from '../telemetry/index.js';
import {
  lagOf,
  type ConsumedRecord,
  type Consumption,
  type EventLog,
  type Lag,
  type LogRecord,
  type Place,
} from './event-log.js';
import { heartbeatMs } from './kafka-batch.js';
import { KafkaConsumption, type KafkaMember } from './kafka-consumption.js';
import { kafkaLogging } from './kafka-logging.js';
import { within } from './within.js';

export type { Consumer as KafkaConsumer } from 'kafkajs';

export interface KafkaLogOptions {
  brokers: string[];
  clientId: string;
  logger?: Logger;
  /** Of topics that are made on demand. */
  partitions?: number;
  /** Copies of each partition of topics that are made on demand: 3 where there are three brokers or more. */
  replication?: number;
}

/** How long a member that died without a farewell keeps its partitions. */
const sessionTimeoutMs = 10_000;
/** Of all members together: each is a connection to the database. */
const batchesAtOnce = 6;
/** A service that was away for long, or is new, reads all that was told: the broker's own week would lose what is older. */
const keptForGood = { name: 'retention.ms', value: '-1' };
/** A topic just made has a leader that for a moment does not know it yet. */
const newTopic = { retries: 20, minTimeout: 100, factor: 1 };
const checkMs = 3_000;
const farewellMs = 10_000;
/** Five seconds in all, and then whoever asked tries again. */
const retry = { initialRetryTime: 100, maxRetryTime: 1_000, retries: 8 };

/** The event log in Kafka. It opens also while Kafka is away: `check` says so, publishing rejects, consuming waits. */
export function openKafkaLog(options: KafkaLogOptions): Promise<EventLog> {
  return Promise.resolve(new KafkaLog(options));
}

class KafkaLog implements EventLog {
  private readonly kafka: Kafka;
  private readonly knownTopics = new Set<string>();
  private readonly consumptions = new Set<KafkaConsumption>();
  private producer?: Promise<Producer>;
  private admin?: Promise<Admin>;
  private sends: Promise<unknown> = Promise.resolve();
  private closing?: Promise<void>;

  constructor(private readonly options: KafkaLogOptions) {
    this.kafka = new Kafka({
      brokers: options.brokers,
      clientId: options.clientId,
      connectionTimeout: 3_000,
      requestTimeout: 15_000,
      retry,
      ...(options.logger ? { logCreator: kafkaLogging(options.logger) } : { logLevel: logLevel.NOTHING }),
    });
  }

  /**
   * One send at a time: with one in flight, order is kept without the idempotent producer, which kafkajs calls experimental and
   * whose out-of-order errors need a new producer. What a retry doubles, the inbox of the consumer drops.
   */
  async publish(records: LogRecord[]): Promise<void> {
    this.requireOpen();
    const sent = this.sends.then(() => this.send(records));
    this.sends = sent.catch(() => undefined);
    await sent;
  }

  private async send(records: LogRecord[]): Promise<void> {
    if (records.length === 0) {
      return;
    }
    const byTopic = new Map<string, LogRecord[]>(records.map(({ topic }) => [topic, []]));
    records.forEach((record) => byTopic.get(record.topic)!.push(record));
    const producer = (this.producer ??= connected(
      this.kafka.producer({
        idempotent: false,
        allowAutoTopicCreation: false,
        createPartitioner: Partitioners.DefaultPartitioner,
      }),
    ));
    try {
      await this.ensureTopics([...byTopic.keys()]);
      await (
        await producer
      ).sendBatch({
        acks: -1,
        timeout: 10_000,
        topicMessages: [...byTopic].map(([topic, each]) => ({
          topic,
          messages: each.map(({ key, value, headers }) => ({ key, value, headers })),
        })),
      });
    } catch (error) {
      this.producer = undefined;
      this.knownTopics.clear();
      await farewell(producer);
      throw error;
    }
  }

  private async ensureTopics(topics: string[]): Promise<void> {
    const unknown = topics.filter((topic) => !this.knownTopics.has(topic));
    if (unknown.length === 0) {
      return;
    }
    await this.withAdmin(async (admin) => {
      const existing = new Set(await admin.listTopics());
      const missing = unknown.filter((topic) => !existing.has(topic));
      if (missing.length > 0) {
        await admin.createTopics({
          topics: missing.map((topic) => ({
            topic,
            numPartitions: this.options.partitions ?? 6,
            replicationFactor: this.options.replication ?? 1,
            configEntries: [keptForGood],
          })),
        });
        await pRetry(() => Promise.all(missing.map((topic) => admin.fetchTopicOffsets(topic))), newTopic);
      }
    });
    unknown.forEach((topic) => this.knownTopics.add(topic));
  }

  consume(
    group: string,
    topics: string[],
    handler: (batch: ConsumedRecord[]) => Promise<void>,
    onBreak?: () => void,
  ): Promise<Consumption> {
    this.requireOpen();
    const distinct = [...new Set(topics)];
    // As many members as topics: kafkajs goes through all partitions of a member at each fetch, 13 µs each, with something in them or not.
    const members = distinct.map(
      () =>
        new KafkaConsumption({
          group,
          topics: distinct,
          batchesAtOnce: Math.ceil(batchesAtOnce / distinct.length),
          handler,
          logger: this.options.logger,
          ensureTopics: (asked) => this.ensureTopics(asked),
          onBreak,
          newMember: () => this.newMember(group),
          letGo: (consumer) => farewell(Promise.resolve(consumer)),
        }),
    );
    members.forEach((member) => this.consumptions.add(member));
    return Promise.resolve({
      stop: async () => {
        await Promise.all(members.map((member) => member.stop()));
        members.forEach((member) => this.consumptions.delete(member));
      },
    });
  }

  private newMember(groupId: string): KafkaMember {
    let cluster: Cluster | undefined;
    const consumer = this.kafka.consumer({
      groupId,
      allowAutoTopicCreation: false,
      sessionTimeout: sessionTimeoutMs,
      heartbeatInterval: heartbeatMs,
      maxWaitTimeInMs: 500,
      // Who assigns is the one that kafkajs shows its connections to.
      partitionAssigners: [
        (shown) => {
          cluster = shown.cluster;
          return PartitionAssigners.roundRobin(shown);
        },
      ],
      // Never by itself: after a TypeError it would not restart at all, so one way of restarting serves for everything.
      retry: { ...retry, restartOnFailure: () => Promise.resolve(false) },
    });
    const leaveAs = async (memberId: string) => {
      const coordinator = await cluster!.findGroupCoordinator({ groupId });
      await (coordinator as unknown as Coordinator).leaveGroup({ groupId, memberId });
    };
    return { consumer, leaveAs };
  }

  async lag(group: string, topics: string[]): Promise<Lag> {
    return lagOf(topics, await this.places(group, topics));
  }

  async places(group: string, topics: string[]): Promise<Place[]> {
    this.requireOpen();
    return this.withAdmin(async (admin) => {
      const existing = new Set(await admin.listTopics());
      const asked = topics.filter((topic) => existing.has(topic));
      const committed = await admin.fetchOffsets({ groupId: group, topics: asked });
      const places: Place[] = [];
      for (const topic of asked) {
        const offsets = committed.find((each) => each.topic === topic)?.partitions ?? [];
        for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) {
          const next = Number(offsets.find((each) => each.partition === partition)?.offset ?? -1);
          places.push({ topic, partition, committed: next, behind: Number(high) - Math.max(next, Number(low)) });
        }
      }
      return places;
    });
  }

  async check(): Promise<void> {
    this.requireOpen();
    await within(
      checkMs,
      'Kafka did not answer',
      this.withAdmin((admin) => admin.describeCluster()),
    );
  }

  close(): Promise<void> {
    this.closing ??= (async () => {
      await Promise.all([...this.consumptions].map((consumption) => consumption.stop()));
      await this.sends;
      await Promise.all([farewell(this.producer), farewell(this.admin)]);
    })();
    return this.closing;
  }

  /** One connection for all questions; after a failure the next one asks over a new one. */
  private async withAdmin<Result>(ask: (admin: Admin) => Promise<Result>): Promise<Result> {
    const admin = (this.admin ??= connected(this.kafka.admin()));
    try {
      return await ask(await admin);
    } catch (error) {
      if (this.admin === admin) {
        this.admin = undefined;
        void farewell(admin);
      }
      throw error;
    }
  }

  private requireOpen(): void {
    if (this.closing) {
      throw new Error('The event log is closed.');
    }
  }
}

/** The consumer calls it itself; only the types do not name it. */
interface Coordinator {
  leaveGroup(request: { groupId: string; memberId: string }): Promise<unknown>;
}

function connected<Client extends Producer | Admin>(client: Client): Promise<Client> {
  const connecting = client.connect().then(() => client);
  // Whoever waits for it hears of its failure; nobody may be waiting yet.
  connecting.catch(() => undefined);
  return connecting;
}

/** Lets a client go, whatever state it is in. */
async function farewell(client?: Promise<Producer | Admin | Consumer>): Promise<void> {
  const gone = client?.then((each) => each.disconnect());
  await within(farewellMs, 'Kafka did not let go', gone ?? Promise.resolve()).catch(() => undefined);
}
