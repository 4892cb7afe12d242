import { reservationPromoted } from '@maarad/shared/contracts';
import type { Work } from '@maarad/shared/database';
import type { Session } from '../sessions/session.entity.js';
import { reservationFacts } from './reservation-facts.js';
import { ReservationStatus } from './reservation-status.js';
import { Reservation } from './reservation.entity.js';
import { waitingFor } from './reserve-seats.js';

/**
 * Gives the seats that are left in a session, which is locked, to those who wait for them: first come, first served. A party gets all
 * its seats or waits on, and whoever is behind it waits with it: a small party never overtakes a large one.
 */
export async function promoteWaitlist(work: Work, session: Session, at: Date): Promise<void> {
  if (session.seatsLeft === 0) {
    return;
  }
  // Each takes a seat at least, so no more than these can fit.
  const waiting = await work.manager.find(Reservation, {
    where: waitingFor(session.id),
    order: { place: 'ASC' },
    take: session.seatsLeft,
  });
  const promoted: Reservation[] = [];
  for (const reservation of waiting) {
    if (reservation.seats > session.seatsLeft) {
      break;
    }
    reservation.become(ReservationStatus.CONFIRMED, at);
    session.takeSeats(reservation.seats);
    promoted.push(reservation);
  }
  await work.manager.save(promoted);
  await work.save(session);
  work.record(
    ...promoted.map((reservation) =>
      reservationPromoted(reservation.id, reservationFacts(session, reservation), { edition: session.editionId, at }),
    ),
  );
}
