import { In, Not } from 'typeorm';
import { defineLoader, groupedBy, type Context, type LocalDate } from '@maarad/shared/graphql';
import { SessionStatus } from '../sessions/session-status.js';
import { Session } from '../sessions/session.entity.js';

/** What takes place in each venue. */
const sessionsOfVenues = defineLoader(async (venueIds: readonly string[], { database }) => {
  const sessions = await database.getRepository(Session).find({
    where: { venueId: In(venueIds), status: Not(SessionStatus.CANCELLED) },
    order: { startsAt: 'ASC', id: 'ASC' },
  });
  return groupedBy(venueIds, sessions, ({ venueId }) => venueId);
});

/** What takes place in a venue, in order; with a day, what starts on it. */
export async function sessionsOfVenue(context: Context, venueId: string, day?: LocalDate): Promise<Session[]> {
  const sessions = await sessionsOfVenues(context).load(venueId);
  return sessions.filter((session) => !day || session.day === day);
}
