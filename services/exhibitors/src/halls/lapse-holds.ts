import { In, LessThanOrEqual, Not } from 'typeorm';
import { useCase, type Work } from '@maarad/shared/database';
import type { Context } from '@maarad/shared/graphql';
import { doingChore, type Chore } from '@maarad/shared/runtime';
import { approve } from '../registrations/approve.js';
import { firstOfWaitlist } from '../registrations/waitlist.js';
import { StandHolding } from './stand-holding.entity.js';
import { Stand } from './stand.entity.js';
import { holdRanOut, tellReleased } from './tell-released.js';

const name = 'lapsed-holds';
const mostAtOnce = 200;

/** Tells of the holds that have run out, and offers their stands to those who wait. */
export const lapsedHolds: Chore = { name, everyMs: 5_000, run: lapseHolds };

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
    await offerToNext(work, hold, at);
  }
}

/** The first of the waitlist is approved and holds the stand as long as the one before could. */
async function offerToNext(work: Work, { standId, slices, editionId, since, heldUntil }: StandHolding, at: Date) {
  const next = await firstOfWaitlist(work, editionId);
  if (!next || !heldUntil) {
    return;
  }
  const stand = await work.find(Stand, standId);
  const until = new Date(at.getTime() + heldUntil.getTime() - since.getTime());
  const reason = `The hold of stand ${stand.code} ran out; it is offered to the next of the waitlist.`;
  await approve(work, next, { by: doingChore(name).id, at, reason }, { stand, slices, until });
}
