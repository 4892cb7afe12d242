import type { ConsumedRecord, Consumption } from './event-log.js';
import { LogSession } from './embedded-log-session.js';
import { WakeUp } from './wake-up.js';

const batchSize = 500;
/** How soon records are found whose notification got lost, and locks whose holder died. */
const pollMs = 500;
const longestPauseMs = 5_000;

export interface ConsumptionOptions {
  url: string;
  name: string;
  group: string;
  topics: string[];
  handler: (batch: ConsumedRecord[]) => Promise<void>;
  warn: (details: object, message: string) => void;
  onBreak?: () => void;
}

/** One member of a group: takes the topics that no other member holds, and keeps trying for those that another one does. */
export class EmbeddedConsumption implements Consumption {
  private running = true;
  private readonly wakeUps: Map<string, WakeUp>;
  private readonly retry = new WakeUp();
  private readonly loop: Promise<void>;

  constructor(private readonly options: ConsumptionOptions) {
    this.wakeUps = new Map(options.topics.map((topic) => [topic, new WakeUp()]));
    this.loop = this.run();
  }

  async stop(): Promise<void> {
    this.running = false;
    this.retry.ring();
    this.wake();
    await this.loop;
  }

  private wake(topic?: string): void {
    for (const [name, wakeUp] of this.wakeUps) {
      if (topic === undefined || topic === name) {
        wakeUp.ring();
      }
    }
  }

  private async run(): Promise<void> {
    for (let failures = 0; this.running;) {
      try {
        await this.follow(() => (failures = 0));
      } catch (error) {
        failures += 1;
        this.options.warn({ err: error, group: this.options.group, failures }, 'consuming broke off and starts again');
        this.options.onBreak?.();
        await this.retry.wait(pauseAfter(failures));
      }
    }
  }

  private async follow(onProgress: () => void): Promise<void> {
    const { url, name, topics } = this.options;
    const session = await LogSession.open(url, name, (topic) => this.wake(topic));
    const follow = async (topic: string, wakeUp: WakeUp) => {
      try {
        await this.followTopic(session, topic, wakeUp, onProgress);
      } catch (error) {
        // The other topics have to end too before a new connection may take the locks again.
        await session.close();
        this.wake();
        throw error;
      }
    };
    const ends = await Promise.allSettled([...this.wakeUps].map(([topic, wakeUp]) => follow(topic, wakeUp)));
    await session.close();
    const failure = ends.find((end) => end.status === 'rejected');
    if (failure && topics.length > 0) {
      throw failure.reason;
    }
  }

  private async followTopic(session: LogSession, topic: string, wakeUp: WakeUp, onProgress: () => void): Promise<void> {
    let held = false;
    for (let rejections = 0; this.running;) {
      held ||= await takeLock(session, this.options.group, topic);
      const batch = held ? await readBatch(session, this.options.group, topic) : [];
      onProgress();
      if (batch.length === 0) {
        await wakeUp.wait(pollMs);
      } else if (await this.handled(batch, rejections + 1)) {
        await commit(session, this.options.group, topic, batch[batch.length - 1]!.offset);
        rejections = 0;
      } else {
        rejections += 1;
        await this.retry.wait(pauseAfter(rejections));
      }
    }
  }

  private async handled(batch: ConsumedRecord[], attempt: number): Promise<boolean> {
    try {
      await this.options.handler(batch);
      return true;
    } catch (error) {
      const { topic, offset } = batch[0]!;
      this.options.warn(
        { err: error, group: this.options.group, topic, offset, attempt },
        'a batch was not handled and comes again',
      );
      return false;
    }
  }
}

function pauseAfter(failures: number): number {
  return Math.min(longestPauseMs, 100 * 2 ** Math.min(failures, 10));
}

async function takeLock(session: LogSession, group: string, topic: string): Promise<boolean> {
  const [lock] = await session.query<{ taken: boolean }>({
    text: 'SELECT pg_try_advisory_lock(hashtext($1), hashtext($2)) AS taken',
    values: [group, topic],
  });
  return lock?.taken ?? false;
}

function readBatch(session: LogSession, group: string, topic: string): Promise<ConsumedRecord[]> {
  return session.query<ConsumedRecord>({
    name: 'read-batch',
    text: `SELECT topic, 0 AS partition, log_offset::text AS "offset", key, value, headers FROM records
           WHERE topic = $2 AND log_offset >= coalesce(
             (SELECT next_offset FROM group_offsets WHERE consumer_group = $1 AND topic = $2), 0)
           ORDER BY log_offset LIMIT ${batchSize}`,
    values: [group, topic],
  });
}

async function commit(session: LogSession, group: string, topic: string, offset: string): Promise<void> {
  await session.query({
    name: 'commit',
    text: `INSERT INTO group_offsets (consumer_group, topic, next_offset) VALUES ($1, $2, $3::bigint + 1)
           ON CONFLICT (consumer_group, topic) DO UPDATE SET next_offset = EXCLUDED.next_offset`,
    values: [group, topic, offset],
  });
}
