import type { Work } from '@maarad/shared/database';
import type { ConflictingThing } from '@maarad/shared/errors';
import type { Texts } from '@maarad/shared/graphql';

/** The sessions of an edition that stand in the way of a release: those that are for more people than their venue holds. */
export async function blockingConflicts(work: Pick<Work, 'manager'>, editionId: string): Promise<ConflictingThing[]> {
  const rows: { id: string; title: Texts }[] = await work.manager.query(
    `SELECT sessions.id, sessions.title
     FROM sessions JOIN venues ON venues.id = sessions.venue_id
     WHERE sessions.edition_id = $1 AND sessions.status <> 'CANCELLED' AND sessions.capacity > venues.capacity
     ORDER BY sessions.starts_at, sessions.id`,
    [editionId],
  );
  return rows.map(({ id, title: name }) => ({ type: 'Session', id, name }));
}
