import { PartitionAssigners, type Cluster, type Consumer, type Kafka, type RetryOptions } from 'kafkajs';
import { heartbeatMs } from './kafka-batch.js';

/** How long a member that died without a farewell keeps its partitions. */
const sessionTimeoutMs = 10_000;

export interface KafkaMember {
  consumer: Consumer;
  /**
   * Leaves the group as the member of this id, once the consumer is subscribed.
   * @throws what the broker says, `UNKNOWN_MEMBER_ID` where that one is not in the group any more
   */
  leaveAs(memberId: string): Promise<void>;
}

/** The consumer calls it itself; only the types do not name it. */
interface Coordinator {
  leaveGroup(request: { groupId: string; memberId: string }): Promise<unknown>;
}

/** A consumer of the group that has not joined it yet. */
export function newKafkaMember(kafka: Kafka, groupId: string, retry: RetryOptions): KafkaMember {
  let cluster: Cluster | undefined;
  const consumer = kafka.consumer({
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
