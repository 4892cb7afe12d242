import { standAssigned } from '@maarad/shared/contracts';
import type { Work } from '@maarad/shared/database';
import { lapseHoldsOf } from './lapse-holds.js';
import { standFacts } from './stand-facts.js';
import { StandHolding } from './stand-holding.entity.js';

/** Makes assignments of what a registration holds in time; what has run out is free. The caller has the registration locked. */
export async function confirmHoldsOf(work: Work, registrationId: string, at: Date): Promise<void> {
  await lapseHoldsOf(work, registrationId, at);
  const holds = await work.manager.find(StandHolding, {
    where: { registrationId },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  for (const hold of holds.filter(({ heldUntil }) => heldUntil)) {
    await work.save(Object.assign(hold, { heldUntil: null, since: at }));
    const { facts, about } = await standFacts(work, hold);
    work.record(standAssigned(hold.standId, facts, { ...about, at }));
  }
}
