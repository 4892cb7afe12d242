import { useCase } from '@maarad/shared/database';
import { Registration } from '../registrations/registration.entity.js';
import { giveStand } from './give-stand.js';
import type { AssignStandInput } from './hall.inputs.js';
import { standViolations } from './stand-taken.js';
import { Stand } from './stand.entity.js';

/** Gives a stand to a registration that takes part. Of many who try at once, one gets it: the database sees to that. */
export const assignStand = useCase(
  async (work, { standId, registrationId, slices }: AssignStandInput, { clock }) => {
    const registration = await work.lock(Registration, registrationId);
    const stand = await work.find(Stand, standId);
    await giveStand(work, { stand, registration, slices, at: clock.now() });
    return stand;
  },
  { violations: standViolations<AssignStandInput>((input) => input) },
);
