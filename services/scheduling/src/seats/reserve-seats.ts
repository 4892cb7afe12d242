import { reservationConfirmed, reservationWaitlisted } from '@maarad/shared/contracts';
import { creatingUseCase, type Work } from '@maarad/shared/database';
import { BadUserInput, Conflict } from '@maarad/shared/errors';
import { newId } from '@maarad/shared/runtime';
import { SessionStatus } from '../sessions/session-status.js';
import { Session } from '../sessions/session.entity.js';
import { requireSignedIn } from './require-holder.js';
import { newReservationCode } from './reservation-code.js';
import { reservationFacts } from './reservation-facts.js';
import { ReservationStatus } from './reservation-status.js';
import { Reservation } from './reservation.entity.js';
import type { ReserveSeatsInput } from './reservation.inputs.js';

/**
 * Seats for a party in a session, or a place on its waitlist when they do not fit, or when others are waiting: nobody overtakes. The
 * session's row counts the seats, so of many who reserve at once as many get in as there are seats.
 */
export const reserveSeats = creatingUseCase(
  'reserveSeats',
  Reservation,
  async (work, { sessionId, seats }: ReserveSeatsInput, { principal, clock }) => {
    requireSignedIn(principal);
    const session = await work.lock(Session, sessionId);
    requireReservable(session, seats);
    await requireFirst(work, sessionId, principal.id);
    const waits = seats > session.seatsLeft || (await work.manager.existsBy(Reservation, waitingFor(sessionId)));
    const at = clock.now();
    const reservation = await work.insert(
      Object.assign(new Reservation(), {
        ...{ id: newId(), sessionId, seats, holder: principal.id, code: newReservationCode() },
        status: waits ? ReservationStatus.WAITLISTED : ReservationStatus.CONFIRMED,
        ...{ reservedAt: at, changedAt: at, revision: 0 },
      }),
    );
    if (!waits) {
      session.takeSeats(seats);
      await work.save(session);
    }
    const tell = waits ? reservationWaitlisted : reservationConfirmed;
    work.record(tell(reservation.id, reservationFacts(session, reservation), { edition: session.editionId, at }));
    return reservation;
  },
);

export const waitingFor = (sessionId: string) => ({ sessionId, status: ReservationStatus.WAITLISTED });

/** @throws BadUserInput for a workshop or a party that never fits, Conflict for a session that does not take place. */
function requireReservable(session: Session, seats: number): void {
  if (session.kind === 'WORKSHOP') {
    throw new BadUserInput([{ path: 'sessionId', rule: 'must not be a workshop: one enrols in it' }]);
  }
  if (session.status === SessionStatus.CANCELLED) {
    throw new Conflict('The session does not take place.', [{ type: 'Session', id: session.id, name: session.title }]);
  }
  if (seats > session.capacity) {
    throw new BadUserInput([{ path: 'seats', rule: `must not be more than the session has: ${session.capacity}` }]);
  }
}

/** @throws Conflict naming the reservation that its holder has in the session. */
async function requireFirst(work: Work, sessionId: string, holder: string): Promise<void> {
  const [held] = await work.manager
    .createQueryBuilder(Reservation, 'reservation')
    .where({ sessionId, holder })
    .andWhere('reservation.status <> :cancelled', { cancelled: ReservationStatus.CANCELLED })
    .getMany();
  if (held) {
    throw new Conflict('You have a reservation in this session already.', [{ type: 'Reservation', id: held.id }]);
  }
}
