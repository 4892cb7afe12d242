import { BadUserInput } from '@maarad/shared/errors';
import type { EditionFacts } from '@maarad/shared/projections';
import type { Venue } from '../venues/venue.entity.js';
import type { Session, Slot } from './session.entity.js';

type Wish = Pick<Session, 'startsAt' | 'endsAt' | 'capacity'>;

/**
 * The slot that a session gets in a venue, with the day of the fair that it belongs to: the one on which it starts. It may end at
 * the midnight that ends the last day.
 * @throws BadUserInput when it ends before it starts, leaves the edition's days, or is for more people than the venue holds.
 */
export function slotIn(edition: EditionFacts, venue: Venue, { startsAt, endsAt, capacity }: Wish): Slot {
  if (endsAt <= startsAt) {
    throw new BadUserInput([{ path: 'endsAt', rule: 'must be after startsAt' }]);
  }
  const day = edition.dayOf(startsAt, 'startsAt');
  edition.dayOf(new Date(endsAt.getTime() - 1), 'endsAt');
  if (capacity > venue.capacity) {
    throw new BadUserInput([
      { path: 'capacity', rule: `must not be more than the venue holds: ${capacity} of ${venue.capacity}` },
    ]);
  }
  return { venueId: venue.id, startsAt, endsAt, day };
}
