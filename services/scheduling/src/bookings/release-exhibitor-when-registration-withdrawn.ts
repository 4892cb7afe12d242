import { ArrayContains, In, MoreThan, type FindOptionsWhere } from 'typeorm';
import { registrationWithdrawn, sessionChanged } from '@maarad/shared/contracts';
import { dayOf } from '@maarad/shared/graphql';
import { when } from '@maarad/shared/messaging';
import { EditionFacts } from '@maarad/shared/projections';
import { SessionStatus } from '../sessions/session-status.js';
import { sessionFacts } from '../sessions/session-facts.js';
import { Session } from '../sessions/session.entity.js';
import { Booking } from './booking.entity.js';

/**
 * The exhibitor no longer appears in the sessions that were still to come, which is told, and is free in their time. A session that had begun keeps
 * it: it was there. A withdrawal after the last day puts the record right, and counts for all sessions.
 */
export const releaseExhibitorWhenRegistrationWithdrawn = when(
  registrationWithdrawn,
  async (work, { data: { exhibitorId, editionId }, time }) => {
    const edition = await work.manager.findOneBy(EditionFacts, { id: editionId });
    const over = edition !== null && dayOf(time, edition.timeZone) > edition.endsOn;
    const where: FindOptionsWhere<Session> = {
      editionId,
      status: SessionStatus.SCHEDULED,
      exhibitorIds: ArrayContains([exhibitorId]),
      ...(!over && { startsAt: MoreThan(time) }),
    };
    const sessions = await work.manager.find(Session, {
      where,
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    for (const session of sessions) {
      const from = { performerIds: session.performerIds, exhibitorIds: session.exhibitorIds };
      session.release(exhibitorId);
      work.record(sessionChanged(session.id, { ...sessionFacts(session), from }, { edition: editionId, at: time }));
    }
    await work.manager.save(sessions);
    await work.manager.delete(Booking, {
      sessionId: In(sessions.map(({ id }) => id)),
      resourceKind: 'EXHIBITOR',
      resourceId: exhibitorId,
    });
  },
);
