import { registerEnumType } from 'type-graphql';
import { transitionTable } from '@maarad/shared/database';

export enum EnrolmentStatus {
  CONFIRMED = 'CONFIRMED',
  WAITLISTED = 'WAITLISTED',
  OFFERED = 'OFFERED',
  CANCELLED = 'CANCELLED',
}

registerEnumType(EnrolmentStatus, {
  name: 'EnrolmentStatus',
  description: 'Whether somebody has a place in a workshop.',
  valuesConfig: {
    WAITLISTED: { description: '`waitlistPosition` says how far ahead of it the line is.' },
    OFFERED: { description: 'A place is kept for it until `offerExpiresAt`: acceptOffer takes it.' },
    CANCELLED: { description: 'Given back, declined, or not accepted in time.' },
  },
});

const { CONFIRMED, WAITLISTED, OFFERED, CANCELLED } = EnrolmentStatus;

export const transitions = transitionTable<EnrolmentStatus>('Enrolment', {
  CONFIRMED: [CANCELLED],
  WAITLISTED: [OFFERED, CANCELLED],
  OFFERED: [CONFIRMED, CANCELLED],
  CANCELLED: [],
});

/** Those that can still be given back. */
export const cancellable = [CONFIRMED, WAITLISTED, OFFERED];
