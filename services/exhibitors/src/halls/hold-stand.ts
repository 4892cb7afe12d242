import { useCase } from '@maarad/shared/database';
import { BadUserInput } from '@maarad/shared/errors';
import { Registration } from '../registrations/registration.entity.js';
import { giveStand } from './give-stand.js';
import type { HoldStandInput } from './hall.inputs.js';
import { standViolations } from './stand-taken.js';
import { Stand } from './stand.entity.js';

/** Keeps a stand for a registration until a deadline: confirming makes it an assignment, the deadline makes it free. */
export const holdStand = useCase(
  async (work, { standId, registrationId, until, slices }: HoldStandInput, { clock }) => {
    const at = clock.now();
    requireFuture(until, 'until', at);
    const registration = await work.lock(Registration, registrationId);
    const stand = await work.find(Stand, standId);
    await giveStand(work, { stand, registration, slices, until, at });
    return stand;
  },
  { violations: standViolations<HoldStandInput>((input) => input) },
);

/** @throws BadUserInput when a deadline has passed already. */
export function requireFuture(deadline: Date, path: string, now: Date): void {
  if (deadline <= now) {
    throw new BadUserInput([{ path, rule: 'must be in the future' }]);
  }
}
