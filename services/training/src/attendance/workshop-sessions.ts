import { BadUserInput, CodedError } from '@maarad/shared/errors';
import type { Workshop } from '../workshops/workshop.entity.js';
import { minutesOf, type Span } from './presence.js';

/** A session of a workshop, where somebody can be present. */
export interface AttendedSession extends Span {
  sessionId: string;
}

/** The sessions of a workshop that has its place in the programme. */
export function sessionsOf({ meetings, isOver }: Workshop): AttendedSession[] {
  return isOver
    ? []
    : meetings.flatMap(({ sessionId, startsAt, endsAt }) =>
        sessionId === null ? [] : [{ sessionId, from: startsAt, to: endsAt }],
      );
}

/** @throws BadUserInput when it is none of the workshop's; CodedError ILLEGAL_TRANSITION while the workshop has none. */
export function sessionOf(workshop: Workshop, sessionId: string | undefined): AttendedSession {
  const sessions = sessionsOf(workshop);
  const [first] = sessions;
  if (!first) {
    throw new CodedError('ILLEGAL_TRANSITION', `Nobody can be present at a workshop that is ${workshop.status}.`, {
      type: 'Workshop',
      from: workshop.status,
    });
  }
  if (sessionId === undefined && sessions.length > 1) {
    throw new BadUserInput([{ path: 'sessionId', rule: 'must name one of the sessions of the workshop' }]);
  }
  const found = sessionId === undefined ? first : sessions.find((session) => session.sessionId === sessionId);
  if (!found) {
    throw new BadUserInput([{ path: 'sessionId', rule: 'must be a session of the workshop' }]);
  }
  return found;
}

/** The session that a door's mark belongs to: the one in whose time it falls, else the nearest. @throws as `sessionOf` */
export function sessionAt(workshop: Workshop, at: Date): AttendedSession {
  const away = ({ from, to }: Span) => Math.max(from.getTime() - at.getTime(), at.getTime() - to.getTime(), 0);
  const [nearest] = sessionsOf(workshop).sort((a, b) => away(a) - away(b));
  return sessionOf(workshop, nearest?.sessionId);
}

/** How long a workshop is, over all its sessions. */
export const minutesOfWorkshop = (workshop: Workshop): number =>
  sessionsOf(workshop).reduce((sum, session) => sum + minutesOf(session), 0);

/** How many minutes somebody must have been there by the workshop's rule. */
export const minutesRequired = (workshop: Workshop): number =>
  Math.ceil((minutesOfWorkshop(workshop) * workshop.completionPercent) / 100);
