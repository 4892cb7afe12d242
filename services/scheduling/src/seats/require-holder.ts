import { anonymous, type Principal } from '@maarad/shared/auth';
import { Forbidden, Unauthenticated } from '@maarad/shared/errors';
import type { Reservation } from './reservation.entity.js';

/** Whether a reservation is the principal's own, or the principal is the organiser. */
export function maySee({ id, role }: Principal, { holder }: Pick<Reservation, 'holder'>): boolean {
  return role === 'admin' || (id === holder && id !== anonymous.id);
}

/** @throws Unauthenticated without a token: any token will do. */
export function requireSignedIn({ id }: Principal): void {
  if (id === anonymous.id) {
    throw new Unauthenticated();
  }
}

/** @throws Unauthenticated, Forbidden */
export function requireHolder(principal: Principal, reservation: Reservation): void {
  requireSignedIn(principal);
  if (!maySee(principal, reservation)) {
    throw new Forbidden('A reservation is its holder’s alone.');
  }
}
