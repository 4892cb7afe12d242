import { useCase } from '@maarad/shared/database';
import type { Context } from '@maarad/shared/graphql';
import type { Chore } from '@maarad/shared/runtime';
import { Workshop } from '../workshops/workshop.entity.js';
import { settleWaitlist } from './settle-waitlist.js';

const mostAtOnce = 100;

/** Tells of the offers that have run out, and offers their places to those who are next. */
export const lapsedOffers: Chore = { name: 'lapsed-offers', everyMs: 5_000, run: lapseOffers };

/** Each workshop in its own transaction: one that fails does not keep the others. */
export async function lapseOffers(context: Context): Promise<void> {
  const due: { id: string }[] = await context.database.query(
    `SELECT workshop_id AS id FROM enrolments WHERE status = 'OFFERED' AND offer_expires_at <= $1
     GROUP BY workshop_id ORDER BY min(offer_expires_at) LIMIT ${mostAtOnce}`,
    [context.clock.now()],
  );
  const failures: unknown[] = [];
  for (const workshop of due) {
    await settle(context, workshop).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) {
    throw new AggregateError(failures, `${failures.length} of ${due.length} waitlists could not be settled`);
  }
}

const settle = useCase(async (work, { id }: { id: string }, { clock }) =>
  settleWaitlist(work, await work.lock(Workshop, id), clock.now()),
);
