import { registerEnumType } from 'type-graphql';
import { transitionTable } from '@maarad/shared/database';

export enum ReservationStatus {
  CONFIRMED = 'CONFIRMED',
  WAITLISTED = 'WAITLISTED',
  CHECKED_IN = 'CHECKED_IN',
  CANCELLED = 'CANCELLED',
}

registerEnumType(ReservationStatus, {
  name: 'ReservationStatus',
  description: 'What has become of a reservation. Whoever is checked out is CONFIRMED again, and may come back in.',
});

const { CONFIRMED, CHECKED_IN, CANCELLED } = ReservationStatus;

export const transitions = transitionTable<ReservationStatus>('Reservation', {
  WAITLISTED: [CONFIRMED, CANCELLED],
  CONFIRMED: [CHECKED_IN, CANCELLED],
  CHECKED_IN: [CONFIRMED, CANCELLED],
  CANCELLED: [],
});
