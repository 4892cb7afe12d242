import { registerEnumType } from 'type-graphql';
import { transitionTable } from '@maarad/shared/database';

export enum WorkshopStatus {
  ANNOUNCED = 'ANNOUNCED',
  SCHEDULED = 'SCHEDULED',
  REFUSED = 'REFUSED',
  CANCELLED = 'CANCELLED',
}

registerEnumType(WorkshopStatus, {
  name: 'WorkshopStatus',
  description: 'How far a workshop has come.',
  valuesConfig: {
    ANNOUNCED: { description: 'It waits for its place in the programme.' },
    SCHEDULED: { description: 'It has its session: one can enrol.' },
    REFUSED: { description: 'The programme has no place for it: `refusal` says why.' },
    CANCELLED: { description: 'It does not take place, nor do its enrolments count.' },
  },
});

export const transitions = transitionTable<WorkshopStatus>('Workshop', {
  ANNOUNCED: [WorkshopStatus.SCHEDULED, WorkshopStatus.REFUSED, WorkshopStatus.CANCELLED],
  SCHEDULED: [WorkshopStatus.CANCELLED],
  REFUSED: [],
  CANCELLED: [],
});
