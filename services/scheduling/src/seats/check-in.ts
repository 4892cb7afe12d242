import { reservationCheckedIn, reservationCheckedOut } from '@maarad/shared/contracts';
import { useCase, type Work } from '@maarad/shared/database';
import { NotFound } from '@maarad/shared/errors';
import type { Session } from '../sessions/session.entity.js';
import { lockWithSession } from './cancel-reservation.js';
import { readReservationCode } from './reservation-code.js';
import { reservationFacts } from './reservation-facts.js';
import { ReservationStatus } from './reservation-status.js';
import { Reservation } from './reservation.entity.js';
import type { ReservationCodeInput } from './reservation.inputs.js';

/** The party that shows this code is in. @throws IllegalTransition when it is in already, waits, or has cancelled. */
export const checkIn = useCase(async (work, { code }: ReservationCodeInput, { clock }) => {
  const { session, reservation } = await lockWithSession(work, await byCode(work, code));
  reservation.become(ReservationStatus.CHECKED_IN, clock.now());
  session.letIn(reservation.seats, clock.now());
  await work.save(reservation);
  await work.save(session);
  tell(work, reservationCheckedIn, session, reservation, clock.now());
  return reservation;
});

/** The party that shows this code has left; it keeps its seats, and may come back. @throws IllegalTransition when it is not in. */
export const checkOut = useCase(async (work, { code }: ReservationCodeInput, { clock }) => {
  const { session, reservation } = await lockWithSession(work, await byCode(work, code));
  reservation.leave(clock.now());
  session.letOut(reservation.seats, clock.now());
  await work.save(reservation);
  await work.save(session);
  tell(work, reservationCheckedOut, session, reservation, clock.now());
  return reservation;
});

function tell(
  work: Work,
  told: typeof reservationCheckedIn | typeof reservationCheckedOut,
  session: Session,
  reservation: Reservation,
  at: Date,
): void {
  const facts = { ...reservationFacts(session, reservation), present: session.peoplePresent };
  work.record(told(reservation.id, facts, { edition: session.editionId, at }));
}

async function byCode(work: Work, typed: string): Promise<Reservation> {
  const code = readReservationCode(typed);
  const reservation = await work.manager.findOneBy(Reservation, { code });
  if (!reservation) {
    throw new NotFound('Reservation', code);
  }
  return reservation;
}
