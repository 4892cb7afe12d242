import { standReleased } from '@maarad/shared/contracts';
import { useCase, type Work } from '@maarad/shared/database';
import { CodedError } from '@maarad/shared/errors';
import { Registration } from '../registrations/registration.entity.js';
import type { ReleaseStandInput } from './hall.inputs.js';
import { standFacts } from './stand-facts.js';
import { StandHolding } from './stand-holding.entity.js';
import { Stand } from './stand.entity.js';

/** Takes a stand back from its holder. */
export const releaseStand = useCase(async (work, { standId, reason }: ReleaseStandInput, { clock }) => {
  const stand = await work.find(Stand, standId);
  const holding = await work.manager.findOneBy(StandHolding, { standId });
  if (!holding) {
    throw new CodedError('ILLEGAL_TRANSITION', 'The stand is free already.', {
      type: 'Stand',
      from: 'FREE',
      to: 'FREE',
    });
  }
  const registration = await work.lock(Registration, holding.registrationId);
  await releaseHoldingOf(work, registration, reason, { at: clock.now() });
  return stand;
});

/** Frees the stand that a registration holds, if it holds one. The caller has the registration locked. */
export async function releaseHoldingOf(
  work: Work,
  registration: Registration,
  reason: string,
  { at }: { at: Date },
): Promise<void> {
  const holding = await work.manager.findOneBy(StandHolding, { registrationId: registration.id });
  if (!holding) {
    return;
  }
  await work.manager.delete(StandHolding, { id: holding.id });
  const stand = await work.find(Stand, holding.standId);
  const { facts, about } = await standFacts(work, stand, registration);
  work.record(standReleased(stand.id, { ...facts, reason }, { ...about, at }));
}
