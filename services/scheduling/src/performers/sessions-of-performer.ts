import { In } from 'typeorm';
import { defineLoader, groupedBy } from '@maarad/shared/graphql';
import { Booking } from '../bookings/booking.entity.js';
import { Session } from '../sessions/session.entity.js';

/** The sessions that each performer is in, by their start. What is cancelled books nobody. */
export const sessionsOfPerformer = defineLoader(async (performerIds: readonly string[], { database: { manager } }) => {
  const bookings = await manager.findBy(Booking, { resourceKind: 'PERFORMER', resourceId: In([...performerIds]) });
  const sessions = await manager.find(Session, {
    where: { id: In([...new Set(bookings.map(({ sessionId }) => sessionId))]) },
    order: { startsAt: 'ASC', id: 'ASC' },
  });
  const appearances = sessions.flatMap((session) =>
    session.performerIds.map((performerId) => ({ performerId, session })),
  );
  return groupedBy(performerIds, appearances, ({ performerId }) => performerId).map((own) =>
    own.map(({ session }) => session),
  );
});
