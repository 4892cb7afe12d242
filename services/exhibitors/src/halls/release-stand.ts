import { In, type FindOptionsWhere } from 'typeorm';
import { useCase, type Work } from '@maarad/shared/database';
import { CodedError } from '@maarad/shared/errors';
import { Registration } from '../registrations/registration.entity.js';
import { lapseHoldsOf } from './lapse-holds.js';
import type { ReleaseStandInput } from './hall.inputs.js';
import { offerFreedStand } from './offer-freed-stand.js';
import { StandHolding, stillHeld } from './stand-holding.entity.js';
import { Stand } from './stand.entity.js';
import { tellReleased } from './tell-released.js';

/** Takes a stand back from all who have it, or from one of them, and offers it to those who wait unless it is kept free. */
export const releaseStand = useCase(async (work, input: ReleaseStandInput, { clock }) => {
  const { standId, reason, registrationId, keepFree } = input;
  const at = clock.now();
  const stand = await work.find(Stand, standId);
  if (registrationId) {
    await work.find(Registration, registrationId);
  }
  const where = { standId, ...(registrationId && { registrationId }) };
  const holders = await work.manager.find(StandHolding, { where });
  for (const id of [...new Set(holders.map((holding) => holding.registrationId))].sort()) {
    await work.lock(Registration, id);
  }
  const freed = await release(work, where, reason, at);
  if (freed.length === 0) {
    throw new CodedError('ILLEGAL_TRANSITION', 'The stand is free already.', {
      type: 'Stand',
      from: 'FREE',
      to: 'FREE',
    });
  }
  if (!keepFree) {
    await offerAll(work, freed, at);
  }
  return stand;
});

/** Frees all that a registration holds, and offers it to those who wait. The caller has it locked. */
export async function releaseHoldingsOf(work: Work, registrationId: string, reason: string, at: Date): Promise<void> {
  await lapseHoldsOf(work, registrationId, at);
  await offerAll(work, await release(work, { registrationId }, reason, at), at);
}

async function offerAll(work: Work, freed: StandHolding[], at: Date): Promise<void> {
  for (const holding of freed) {
    await offerFreedStand(work, holding, at);
  }
}

/** What has run out is left to those who tell it and offer it on. */
async function release(
  work: Work,
  where: FindOptionsWhere<StandHolding>,
  reason: string,
  at: Date,
): Promise<StandHolding[]> {
  const holdings = await work.manager.find(StandHolding, {
    where: stillHeld(where, at),
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  if (holdings.length > 0) {
    await work.manager.delete(StandHolding, { id: In(holdings.map(({ id }) => id)) });
  }
  for (const holding of holdings) {
    await tellReleased(work, holding, reason, at);
  }
  return holdings;
}
