import { In } from 'typeorm';
import type { Work } from '@maarad/shared/database';
import { tellEnded } from './settle-topic-waits.js';
import { stillWaiting } from './topic-wait-status.js';
import { TopicWait } from './topic-wait.entity.js';

/** Who no longer takes part waits for nothing. What was offered to it is cancelled by the caller. */
export async function cancelTopicWaitsOf(work: Work, registrationId: string, at: Date): Promise<void> {
  const waits = await work.manager.find(TopicWait, {
    where: { registrationId, status: In(stillWaiting) },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  waits.forEach((wait) => wait.cancel());
  await work.manager.save(waits);
  await tellEnded(work, waits, 'CANCELLED', at);
}
