import { BadUserInput } from '@maarad/shared/errors';
import { participantKey } from './participant-key.js';

/** @throws BadUserInput when somebody is named twice. */
export function requireDifferentPeople(participants: readonly { name: string }[]): void {
  if (new Set(participants.map(({ name }) => participantKey(name))).size < participants.length) {
    throw new BadUserInput([{ path: 'participants', rule: 'must name each person once' }]);
  }
}
