import type { Session } from '../sessions/session.entity.js';
import type { Reservation } from './reservation.entity.js';

/** What every event about a reservation tells: nothing of who holds it, nor its code. */
export function reservationFacts({ id: sessionId, editionId }: Session, { seats }: Pick<Reservation, 'seats'>) {
  return { editionId, sessionId, seats };
}
