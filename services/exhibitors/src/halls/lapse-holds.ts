import { In, LessThanOrEqual, Not } from 'typeorm';
import { useCase, type Work } from '@maarad/shared/database';
import type { Context } from '@maarad/shared/graphql';
import type { Chore } from '@maarad/shared/runtime';
import { offerFreedStand } from './offer-freed-stand.js';
import { StandHolding } from './stand-holding.entity.js';
import { holdRanOut, tellReleased } from './tell-released.js';

const mostAtOnce = 200;

/** Tells of the holds that have run out, and offers their stands to those who wait. */
export const lapsedHolds: Chore = { name: 'lapsed-holds', everyMs: 5_000, run: lapseHolds };

/** Ends every hold that has run out, each in its own transaction: one that fails does not keep the others. */
export async function lapseHolds(context: Context): Promise<void> {
  const due = await context.database.getRepository(StandHolding).find({
    where: { heldUntil: LessThanOrEqual(context.clock.now()) },
    order: { heldUntil: 'ASC', id: 'ASC' },
    take: mostAtOnce,
  });
  const failures: unknown[] = [];
  for (const { id } of due) {
    await lapseHold(context, { id }).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) {
    throw new AggregateError(failures, `${failures.length} of ${due.length} holds could not be ended`);
  }
}

const lapseHold = useCase(async (work, { id }: { id: string }, { clock }) => {
  const at = clock.now();
  await lapse(work, await work.manager.find(StandHolding, { where: { id, heldUntil: LessThanOrEqual(at) }, lock }), at);
});

const lock = { mode: 'pessimistic_write' } as const;

/** Ends the holds of a registration that have run out, but for one stand's: whoever touches one ends it. */
export async function lapseHoldsOf(work: Work, registrationId: string, at: Date, except?: string): Promise<void> {
  const where = { registrationId, heldUntil: LessThanOrEqual(at), ...(except && { standId: Not(except) }) };
  await lapse(work, await work.manager.find(StandHolding, { where, order: { id: 'ASC' }, lock }), at);
}

async function lapse(work: Work, holds: StandHolding[], at: Date): Promise<void> {
  if (holds.length > 0) {
    await work.manager.delete(StandHolding, { id: In(holds.map(({ id }) => id)) });
  }
  for (const hold of holds) {
    await tellReleased(work, hold, holdRanOut(hold), at);
    await offerFreedStand(work, hold, at);
  }
}
