import { In, Not } from 'typeorm';
import { defineLoaderWithArgs, groupedBy, type LocalDate } from '@maarad/shared/graphql';
import { SessionStatus } from '../sessions/session-status.js';
import { Session } from '../sessions/session.entity.js';

/** What takes place in each venue, by its start; with a day, what starts on it. */
export const sessionsOfVenue = defineLoaderWithArgs<{ day?: LocalDate }, Session[]>(
  async (venueIds, { day }, { database }) => {
    const sessions = await database.getRepository(Session).find({
      where: { venueId: In(venueIds), status: Not(SessionStatus.CANCELLED), ...(day && { day }) },
      order: { startsAt: 'ASC', id: 'ASC' },
    });
    return groupedBy(venueIds, sessions, ({ venueId }) => venueId);
  },
);
