import { In } from 'typeorm';
import { defineLoader, groupedBy, inOrderOf } from '@maarad/shared/graphql';
import { sessionById } from '../sessions/session.reference.js';
import type { Session } from '../sessions/session.entity.js';
import { sameCast, standsIn } from './difference.js';
import { ReleasedSession } from './released-session.entity.js';

/** What each release changed, by the sessions' start. */
export const changesOfRelease = defineLoader(async (releaseIds: readonly string[], { database }) => {
  const rows = await database.getRepository(ReleasedSession).find({
    where: { releaseId: In(releaseIds) },
    order: { startsAt: 'ASC', sessionId: 'ASC' },
  });
  return groupedBy(releaseIds, rows, ({ releaseId }) => releaseId);
});

const lastReleasedOfSession = defineLoader(async (sessionIds: readonly string[], { database }) => {
  const rows = await database
    .getRepository(ReleasedSession)
    .createQueryBuilder('row')
    .distinctOn(['row.sessionId'])
    .where('row.sessionId IN (:...sessionIds)', { sessionIds })
    .orderBy('row.sessionId')
    .addOrderBy('row.version', 'DESC')
    .getMany();
  return inOrderOf(sessionIds, rows, ({ sessionId }) => sessionId);
});

/** The version in which a session was released as it stands; null while its last change, or the session itself, is not released. */
export async function releasedIn(session: Session, context: Parameters<typeof sessionById>[0]): Promise<number | null> {
  const row = await lastReleasedOfSession(context).load(session.id);
  return row && standsIn(row, session) && sameCast(row, session) ? row.version : null;
}
