import { registerEnumType } from 'type-graphql';
import { transitionTable } from '@maarad/shared/database';

export enum RegistrationStatus {
  DRAFT = 'DRAFT',
  SUBMITTED = 'SUBMITTED',
  WAITLISTED = 'WAITLISTED',
  APPROVED = 'APPROVED',
  REJECTED = 'REJECTED',
  CONFIRMED = 'CONFIRMED',
  CHECKED_IN = 'CHECKED_IN',
  WITHDRAWN = 'WITHDRAWN',
}

registerEnumType(RegistrationStatus, {
  name: 'RegistrationStatus',
  description: 'How far a registration has come.',
  valuesConfig: {
    DRAFT: {
      description: 'The exhibitor still fills it in: it counts for nothing, and the fair is told nothing of it.',
    },
  },
});

export const transitions = transitionTable<RegistrationStatus>('Registration', {
  DRAFT: [RegistrationStatus.SUBMITTED, RegistrationStatus.WITHDRAWN],
  SUBMITTED: [
    RegistrationStatus.APPROVED,
    RegistrationStatus.WAITLISTED,
    RegistrationStatus.REJECTED,
    RegistrationStatus.WITHDRAWN,
  ],
  WAITLISTED: [RegistrationStatus.APPROVED, RegistrationStatus.REJECTED, RegistrationStatus.WITHDRAWN],
  APPROVED: [RegistrationStatus.CONFIRMED, RegistrationStatus.WITHDRAWN],
  CONFIRMED: [RegistrationStatus.CHECKED_IN, RegistrationStatus.WITHDRAWN],
  CHECKED_IN: [RegistrationStatus.WITHDRAWN],
  REJECTED: [],
  WITHDRAWN: [],
});

/** With one of these an exhibitor is at the fair: it may hold a stand, sell, learn and be scheduled. */
export const takingPart: readonly RegistrationStatus[] = [
  RegistrationStatus.APPROVED,
  RegistrationStatus.CONFIRMED,
  RegistrationStatus.CHECKED_IN,
];
