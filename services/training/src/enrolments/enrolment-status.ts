import { registerEnumType } from 'type-graphql';
import { transitionTable } from '@maarad/shared/database';

export enum EnrolmentStatus {
  CONFIRMED = 'CONFIRMED',
  WAITLISTED = 'WAITLISTED',
  OFFERED = 'OFFERED',
  CANCELLED = 'CANCELLED',
  ATTENDED = 'ATTENDED',
  ABSENT = 'ABSENT',
}

registerEnumType(EnrolmentStatus, {
  name: 'EnrolmentStatus',
  description: 'Whether somebody has a place in a workshop.',
  valuesConfig: {
    WAITLISTED: { description: '`waitlistPosition` says how far ahead of it the line is.' },
    OFFERED: { description: 'A place is kept for it until `offerExpiresAt`: acceptOffer takes it.' },
    CANCELLED: { description: 'Given back, declined, or not accepted in time.' },
    ATTENDED: { description: 'The person was there: for how long is in `minutesPresent`.' },
    ABSENT: { description: 'The person had a place and was not there.' },
  },
});

const { CONFIRMED, WAITLISTED, OFFERED, CANCELLED, ATTENDED, ABSENT } = EnrolmentStatus;

export const transitions = transitionTable<EnrolmentStatus>('Enrolment', {
  CONFIRMED: [CANCELLED, ATTENDED, ABSENT],
  WAITLISTED: [OFFERED, CANCELLED],
  OFFERED: [CONFIRMED, CANCELLED],
  CANCELLED: [],
  // A mark or a sheet that comes late says otherwise.
  ATTENDED: [ABSENT],
  ABSENT: [ATTENDED],
});

/** Those that can still be given back. */
export const cancellable = [CONFIRMED, WAITLISTED, OFFERED];

/** Those who can have been there. */
export const countedAtTheEnd = [CONFIRMED, ATTENDED, ABSENT];
