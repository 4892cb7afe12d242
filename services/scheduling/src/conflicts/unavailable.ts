import type { Availability } from '../availability/availability.entity.js';
import type { BrokenRule, Judged } from './broken-rules.js';
import { ConflictRule } from './conflict-rule.js';
import { within } from './span.js';

/** Whether the venue or a performer is not there for the whole of a session. */
export function unavailable(available: ReadonlyMap<string, Availability>, judged: Judged): BrokenRule[] {
  if (available.size === 0) {
    return [];
  }
  const away = [judged.venueId, ...judged.performerIds].flatMap((id) => {
    const availability = id === null ? undefined : available.get(id);
    return !availability || availability.windows.some((window) => within(window, judged)) ? [] : [availability];
  });
  if (away.length === 0) {
    return [];
  }
  const things = away.map(({ resourceKind, resourceId: id }) => ({
    type: resourceKind === 'VENUE' ? 'Venue' : 'Performer',
    id,
  }));
  return [
    {
      rule: ConflictRule.UNAVAILABLE,
      detail: `Not available for all of that time: ${things.map(({ type, id }) => `${type.toLowerCase()} ${id}`).join(', ')}.`,
      things,
    },
  ];
}
