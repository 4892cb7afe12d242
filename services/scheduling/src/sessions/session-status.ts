import { registerEnumType } from 'type-graphql';
import { transitionTable } from '@maarad/shared/database';

export enum SessionStatus {
  SCHEDULED = 'SCHEDULED',
  CANCELLED = 'CANCELLED',
}

registerEnumType(SessionStatus, { name: 'SessionStatus', description: 'Whether a session takes place.' });

export const transitions = transitionTable<SessionStatus>('Session', {
  SCHEDULED: [SessionStatus.CANCELLED],
  CANCELLED: [],
});
