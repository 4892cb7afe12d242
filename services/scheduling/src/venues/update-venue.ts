import { useCase, violatedConstraint, type Work } from '@maarad/shared/database';
import { Conflict } from '@maarad/shared/errors';
import { textsOf, type Texts } from '@maarad/shared/graphql';
import { queueFor } from '../bookings/queue-for.js';
import { ConflictRule } from '../conflicts/conflict-rule.js';
import { Venue } from './venue.entity.js';
import type { UpdateVenueInput } from './venue.inputs.js';

/** @throws Conflict naming the sessions that follow each other too closely for the new change-over. */
export const updateVenue = useCase(async (work, input: UpdateVenueInput) => {
  const { id } = await work.find(Venue, input.venueId);
  // Not a lock of the row: whoever schedules a session there holds its key, and waits for the queue that this call is in.
  await queueFor(work, [{ kind: 'VENUE', id }]);
  const venue = await work.find(Venue, id);
  const before = venue.changeOverMinutes;
  venue.name = input.name ? textsOf(input.name) : venue.name;
  venue.kind = input.kind ?? venue.kind;
  venue.capacity = input.capacity ?? venue.capacity;
  venue.changeOverMinutes = input.changeOverMinutes ?? before;
  await work.save(venue);
  if (venue.changeOverMinutes !== before) {
    await changeOver(work, venue);
  }
  return venue;
});

/** Every booking of the venue is prolonged anew, so that the database goes on keeping the rule. */
async function changeOver(work: Work, { id, changeOverMinutes }: Venue): Promise<void> {
  try {
    await work.manager.transaction((manager) =>
      manager.query(
        `UPDATE bookings SET during = tstzrange(sessions.starts_at, sessions.ends_at + make_interval(mins => $2))
         FROM sessions
         WHERE sessions.id = bookings.session_id AND bookings.resource_kind = 'VENUE' AND bookings.resource_id = $1`,
        [id, changeOverMinutes],
      ),
    );
  } catch (error) {
    if (violatedConstraint(error) !== 'bookings_one_at_once') {
      throw error;
    }
    const tooClose: { id: string; title: Texts }[] = await work.manager.query(
      `SELECT id, title FROM (
         SELECT sessions.id, sessions.title, sessions.starts_at,
           lead(sessions.starts_at) OVER after < sessions.ends_at + make_interval(mins => $2) AS before_another,
           sessions.starts_at < lag(sessions.ends_at) OVER after + make_interval(mins => $2) AS after_another
         FROM bookings JOIN sessions ON sessions.id = bookings.session_id
         WHERE bookings.resource_kind = 'VENUE' AND bookings.resource_id = $1
         WINDOW after AS (ORDER BY sessions.starts_at)
       ) AS pairs
       WHERE before_another OR after_another
       ORDER BY starts_at LIMIT 100`,
      [id, changeOverMinutes],
    );
    throw new Conflict(
      'Sessions follow each other there more closely than that.',
      tooClose.map((session) => ({ type: 'Session', id: session.id, name: session.title })),
      { rule: ConflictRule.CHANGE_OVER, resource: { kind: 'VENUE', id } },
    );
  }
}
