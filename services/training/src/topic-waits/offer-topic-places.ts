import { useCase } from '@maarad/shared/database';
import type { Context } from '@maarad/shared/graphql';
import type { Chore } from '@maarad/shared/runtime';
import { settleWaitlist } from '../enrolments/settle-waitlist.js';
import type { TrainingTopic } from '../workshops/training-topic.js';
import { Workshop } from '../workshops/workshop.entity.js';

const mostAtOnce = 100;

/** Offers what has become free, and new workshops' places, to those who wait for their topics. */
export const topicOffers: Chore = { name: 'topic-offers', everyMs: 5_000, run: (context) => offerTopicPlaces(context) };

/** The workshop that begins first is offered first. Each in its own transaction: one that fails does not keep the others. */
export async function offerTopicPlaces(context: Context, topic?: TrainingTopic): Promise<void> {
  const open: { id: string }[] = await context.database.query(
    `SELECT id FROM workshops
     WHERE status = 'SCHEDULED' AND starts_at > $1 AND seats_taken < capacity AND ($2::text IS NULL OR topic = $2)
       AND id IN (SELECT workshop_id FROM topic_line)
       AND NOT EXISTS (SELECT FROM enrolments WHERE workshop_id = workshops.id AND status = 'WAITLISTED')
     ORDER BY starts_at, id LIMIT ${mostAtOnce}`,
    [context.clock.now(), topic ?? null],
  );
  const failures: unknown[] = [];
  for (const workshop of open) {
    await settle(context, workshop).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) {
    throw new AggregateError(failures, `${failures.length} of ${open.length} workshops could not offer their places`);
  }
}

const settle = useCase(async (work, { id }: { id: string }, { clock }) =>
  settleWaitlist(work, await work.lock(Workshop, id), clock.now()),
);
