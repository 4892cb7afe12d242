import type { Judged } from '../conflicts/broken-rules.js';

/** A session as those see it who are missed elsewhere while somebody of theirs is in it: the exhibitors of its people are in it too. */
export function withAffiliates(exhibitorOf: ReadonlyMap<string, string>, judged: Judged): Judged {
  const people = [...judged.performerIds, ...judged.trainerIds];
  const exhibitorIds = exhibitorOf.size === 0 ? [] : people.flatMap((id) => exhibitorOf.get(id) ?? []);
  if (exhibitorIds.length === 0) {
    return judged;
  }
  const { startsAt, endsAt, performerIds, trainerIds, venueId } = judged;
  return {
    ...{ startsAt, endsAt, performerIds, trainerIds, venueId },
    exhibitorIds: [...new Set([...judged.exhibitorIds, ...exhibitorIds])],
  };
}
