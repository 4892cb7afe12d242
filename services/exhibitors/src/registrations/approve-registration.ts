import { useCase, type Work } from '@maarad/shared/database';
import { BadUserInput } from '@maarad/shared/errors';
import { requireFuture } from '../halls/hold-stand.js';
import { standViolations } from '../halls/stand-taken.js';
import { Stand } from '../halls/stand.entity.js';
import { approve, type Offer } from './approve.js';
import { Registration } from './registration.entity.js';
import type { RegistrationStepInput } from './registration.inputs.js';

/** The exhibitor is in: from now on it may hold a stand, sell, learn and be scheduled. A stand may be offered with it. */
export const approveRegistration = useCase(
  async (work, input: RegistrationStepInput, { principal, clock }) => {
    const at = clock.now();
    const registration = await work.lock(Registration, input.registrationId);
    const offer = await offerOf(work, input, at);
    return approve(work, registration, { by: principal.id, at, reason: input.reason }, offer);
  },
  {
    violations: standViolations<RegistrationStepInput>(({ standId, registrationId, slices }) =>
      standId ? { standId, registrationId, slices } : undefined,
    ),
  },
);

async function offerOf(
  work: Work,
  { standId, holdUntil, slices }: RegistrationStepInput,
  at: Date,
): Promise<Offer | undefined> {
  if (!standId) {
    requireNoOffer({ holdUntil, slices });
    return undefined;
  }
  if (!holdUntil) {
    throw new BadUserInput([{ path: 'holdUntil', rule: 'is needed with standId' }]);
  }
  requireFuture(holdUntil, 'holdUntil', at);
  return { stand: await work.find(Stand, standId), until: holdUntil, slices };
}

/** @throws BadUserInput when a step that offers no stand is given one. */
export function requireNoOffer({
  standId,
  holdUntil,
  slices,
}: Pick<RegistrationStepInput, 'standId' | 'holdUntil' | 'slices'>): void {
  const given = Object.entries({ standId, holdUntil, slices }).filter(([, value]) => value);
  if (given.length > 0) {
    throw new BadUserInput(given.map(([path]) => ({ path, rule: 'belongs to an approval that offers a stand' })));
  }
}
