import { useCase, type Work } from '@maarad/shared/database';
import { BadUserInput } from '@maarad/shared/errors';
import { joined, type Span } from '../conflicts/span.js';
import { Performer } from '../performers/performer.entity.js';
import { Venue } from '../venues/venue.entity.js';
import { Availability } from './availability.entity.js';
import type { SetPerformerAvailabilityInput, SetVenueAvailabilityInput } from './availability.inputs.js';

/** When a performer can be had. Sessions outside that stay, and are listed as conflicts. */
export const setPerformerAvailability = useCase(
  async (work, { performerId, windows }: SetPerformerAvailabilityInput) => {
    const performer = await work.find(Performer, performerId);
    await keep(work, 'PERFORMER', performer.id, windows);
    return performer;
  },
);

/** When a venue can be had. Sessions outside that stay, and are listed as conflicts. */
export const setVenueAvailability = useCase(async (work, { venueId, windows }: SetVenueAvailabilityInput) => {
  const venue = await work.find(Venue, venueId);
  await keep(work, 'VENUE', venue.id, windows);
  return venue;
});

async function keep(
  work: Work,
  resourceKind: Availability['resourceKind'],
  resourceId: string,
  windows: readonly Span[],
): Promise<void> {
  const problems = windows.flatMap(({ startsAt, endsAt }, index) =>
    endsAt <= startsAt ? [{ path: `windows.${index}.endsAt`, rule: 'must be after startsAt' }] : [],
  );
  if (problems.length > 0) {
    throw new BadUserInput(problems);
  }
  if (windows.length === 0) {
    await work.manager.delete(Availability, { resourceId });
    return;
  }
  const availability = { resourceId, resourceKind, windows: joined(windows) };
  await work.manager.upsert(Availability, availability, ['resourceId']);
}
