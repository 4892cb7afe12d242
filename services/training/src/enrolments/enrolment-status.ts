import { registerEnumType } from 'type-graphql';
import { transitionTable } from '@maarad/shared/database';

export enum EnrolmentStatus {
  CONFIRMED = 'CONFIRMED',
  CANCELLED = 'CANCELLED',
}

registerEnumType(EnrolmentStatus, {
  name: 'EnrolmentStatus',
  description: 'Whether somebody has a place in a workshop.',
});

export const transitions = transitionTable<EnrolmentStatus>('Enrolment', {
  CONFIRMED: [EnrolmentStatus.CANCELLED],
  CANCELLED: [],
});
