import type { Work } from '@maarad/shared/database';
import { lapseHoldsOf } from './lapse-holds.js';
import type { StandHolding } from './stand-holding.entity.js';
import { takeStand, type Wanted } from './take-stand.js';

/**
 * Gives a stand to a registration within a use case's work: assigned, or held `until` a deadline; for the whole edition, or for
 * some `slices` of it. Records `stand.assigned` or `stand.held`. Put `...standViolations(...)` into the use case's `violations`,
 * so that a stand that is taken comes out as CONFLICT naming the holder and the slice.
 *
 * @throws CodedError ILLEGAL_TRANSITION when the registration takes no part.
 * @throws BadUserInput for a stand of another edition, or slices outside its days.
 */
export async function giveStand(work: Work, wanted: Wanted): Promise<StandHolding> {
  await lapseHoldsOf(work, wanted.registration.id, wanted.at, wanted.stand.id);
  return takeStand(work, wanted);
}
