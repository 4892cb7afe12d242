import { setImmediate as others, setTimeout as pause } from 'node:timers/promises';
import type { ConsumedRecord } from './event-log.js';

const chunkSize = 500;
/** How soon a member hears that another joins or leaves. */
export const heartbeatMs = 1_000;
const longestPauseMs = 5_000;

/** What this needs of a batch of the Kafka client. */
export interface BatchInHand {
  records: ConsumedRecord[];
  heartbeat(): Promise<void>;
  /** Commits everything up to and including this offset. */
  commit(offset: string): Promise<void>;
  /** False once the consumer is being stopped or the partition is somebody else's. */
  isOurs(): boolean;
}

/** Rejected by a handler: a plain error, since a TypeError and its like would stop the Kafka client for good. */
export class BatchNotHandled extends Error {}

/**
 * Hands the batch out in chunks and commits each. A chunk that is rejected comes again after a pause, within the batch, so that
 * a failing handler costs no rebalance. Heartbeats go on beside the handler; when one says that the group rebalances, the batch
 * is left after the chunk in hand.
 */
export async function handleBatch(
  batch: BatchInHand,
  handler: (records: ConsumedRecord[]) => Promise<void>,
  stopped: AbortSignal,
  onRejection: (error: unknown, first: ConsumedRecord, attempt: number) => void,
): Promise<void> {
  const chunks = Array.from({ length: Math.ceil(batch.records.length / chunkSize) }, (_, index) =>
    batch.records.slice(index * chunkSize, (index + 1) * chunkSize),
  );
  for (const chunk of chunks) {
    for (let attempt = 1; ; attempt += 1) {
      if (!batch.isOurs() || stopped.aborted) {
        return;
      }
      try {
        await alive(batch, () => handler(chunk));
        break;
      } catch (error) {
        if (!(error instanceof BatchNotHandled)) {
          throw error;
        }
        onRejection(error.cause, chunk[0]!, attempt);
      }
      await alive(batch, () => pause(pauseAfter(attempt), undefined, { signal: stopped }).catch(() => undefined));
    }
    // Whoever waits for what was handled is told first: what it writes to its sockets goes out before the commit is made ready.
    await others();
    await batch.commit(chunk[chunk.length - 1]!.offset);
  }
}

function pauseAfter(attempts: number): number {
  return Math.min(longestPauseMs, 100 * 2 ** Math.min(attempts, 10));
}

/** @throws BatchNotHandled when the work rejects, else the error of a heartbeat that failed meanwhile, once the work is done. */
async function alive(batch: BatchInHand, work: () => Promise<void>): Promise<void> {
  let failure: unknown;
  const timer = setInterval(() => {
    batch.heartbeat().catch((error: unknown) => (failure = error));
  }, heartbeatMs);
  try {
    await work();
  } catch (error) {
    throw failure ?? new BatchNotHandled('The handler rejected the batch.', { cause: error });
  } finally {
    clearInterval(timer);
  }
}
