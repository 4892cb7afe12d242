import { reservationCancelled } from '@maarad/shared/contracts';
import { useCase, type Work } from '@maarad/shared/database';
import { Session } from '../sessions/session.entity.js';
import { promoteWaitlist } from './promote-waitlist.js';
import { requireHolder } from './require-holder.js';
import { reservationFacts } from './reservation-facts.js';
import { ReservationStatus } from './reservation-status.js';
import { Reservation } from './reservation.entity.js';
import type { CancelReservationInput } from './reservation.inputs.js';

/** The holder, or the organiser, gives the seats back, and whoever waits for them gets them; or leaves the waitlist. */
export const cancelReservation = useCase(
  async (work, { reservationId }: CancelReservationInput, { principal, clock }) => {
    const { session, reservation } = await lockWithSession(work, await work.find(Reservation, reservationId));
    requireHolder(principal, reservation);
    const at = clock.now();
    const { status, holdsSeats } = reservation;
    reservation.become(ReservationStatus.CANCELLED, at);
    const wasIn = status === ReservationStatus.CHECKED_IN;
    if (wasIn) {
      session.letOut(reservation.seats, at);
    }
    if (holdsSeats) {
      session.freeSeats(reservation.seats);
    }
    await work.save(reservation);
    await work.save(session);
    const by = reservation.holder === principal.id ? ('HOLDER' as const) : ('ORGANISER' as const);
    const present = wasIn ? { present: session.peoplePresent } : {};
    const facts = { ...reservationFacts(session, reservation), by, ...present };
    work.record(reservationCancelled(reservation.id, facts, { edition: session.editionId, at }));
    await promoteWaitlist(work, session, at);
    return reservation;
  },
);

/** Locks a reservation and the session before it: the order in which everybody locks them. */
export async function lockWithSession(
  work: Work,
  { id, sessionId }: Reservation,
): Promise<{ session: Session; reservation: Reservation }> {
  return { session: await work.lock(Session, sessionId), reservation: await work.lock(Reservation, id) };
}

/** Nobody has a seat in a session that does not take place, and nobody waits for one. The session is locked. */
export async function cancelReservationsOf(work: Work, session: Session, at: Date): Promise<void> {
  const { raw }: { raw: { id: string; seats: number }[] } = await work.manager
    .createQueryBuilder()
    .update(Reservation)
    .set({ status: ReservationStatus.CANCELLED, changedAt: at, revision: () => 'revision + 1' })
    .where('session_id = :id AND status <> :status', { id: session.id, status: ReservationStatus.CANCELLED })
    .returning(['id', 'seats'])
    .execute();
  session.empty(at);
  work.record(
    ...raw.map(({ id, seats }) =>
      reservationCancelled(
        id,
        { ...reservationFacts(session, { seats }), by: 'SESSION_CANCELLED' },
        { edition: session.editionId, at },
      ),
    ),
  );
}
