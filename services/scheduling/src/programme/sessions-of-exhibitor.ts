import { In } from 'typeorm';
import { defineLoader } from '@maarad/shared/graphql';
import { isId } from '@maarad/shared/runtime';
import { Booking } from '../bookings/booking.entity.js';
import { Session } from '../sessions/session.entity.js';

/** The sessions that each exhibitor appears in, by their start. What is cancelled books nobody. */
export const sessionsOfExhibitor = defineLoader(async (exhibitorIds: readonly string[], { database: { manager } }) => {
  const bookings = await manager.findBy(Booking, {
    resourceKind: 'EXHIBITOR',
    resourceId: In(exhibitorIds.filter(isId)),
  });
  const sessions = await manager.find(Session, {
    where: { id: In([...new Set(bookings.map(({ sessionId }) => sessionId))]) },
    order: { startsAt: 'ASC', id: 'ASC' },
  });
  return exhibitorIds.map((id) => sessions.filter(({ exhibitorIds: present }) => present.includes(id)));
});
