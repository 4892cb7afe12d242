import { registerEnumType } from 'type-graphql';
import { transitionTable } from '@maarad/shared/database';

export enum TopicWaitStatus {
  WAITING = 'WAITING',
  OFFERED = 'OFFERED',
  ENROLLED = 'ENROLLED',
  CANCELLED = 'CANCELLED',
}

registerEnumType(TopicWaitStatus, {
  name: 'TopicWaitStatus',
  description: 'How far the wait for a topic has come.',
  valuesConfig: {
    WAITING: { description: '`position` says how far ahead of it the line is.' },
    OFFERED: {
      description: 'A place in `enrolment` is kept until `offerExpiresAt`: acceptOffer takes it; else it waits on.',
    },
    ENROLLED: { description: 'It ended with a place in a workshop.' },
    CANCELLED: { description: 'It was left, or the exhibitor no longer takes part.' },
  },
});

const { WAITING, OFFERED, ENROLLED, CANCELLED } = TopicWaitStatus;

export const transitions = transitionTable<TopicWaitStatus>('TopicWait', {
  WAITING: [OFFERED, CANCELLED],
  OFFERED: [WAITING, ENROLLED, CANCELLED],
  ENROLLED: [],
  CANCELLED: [],
});

export const stillWaiting = [WAITING, OFFERED];
