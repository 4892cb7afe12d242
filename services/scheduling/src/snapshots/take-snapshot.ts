import { In } from 'typeorm';
import type { Work } from '@maarad/shared/database';
import { Participant, type EditionFacts } from '@maarad/shared/projections';
import { Performer } from '../performers/performer.entity.js';
import type { ProgrammeRelease } from '../releases/programme-release.entity.js';
import { SessionStatus } from '../sessions/session-status.js';
import type { Session } from '../sessions/session.entity.js';
import { Venue } from '../venues/venue.entity.js';
import { KeptSnapshot } from './kept-snapshot.entity.js';
import type { ProgrammeSnapshot } from './programme-snapshot.js';
import { shownOf, type ShownSession } from './shown-session.js';

/** Keeps the programme that a release makes known, with the names of all that is in it. */
export async function takeSnapshot(
  work: Work,
  edition: EditionFacts,
  release: ProgrammeRelease,
  sessions: readonly Session[],
): Promise<void> {
  const shown = sessions.filter(({ status }) => status !== SessionStatus.CANCELLED).map(shownOf);
  const ids = (of: (session: ShownSession) => string[]) => In([...new Set(shown.flatMap(of))]);
  const order = { id: 'ASC' } as const;
  const venues = await work.manager.find(Venue, { where: { id: ids(({ venueId }) => [venueId]) }, order });
  const performers = await work.manager.find(Performer, { where: { id: ids((each) => each.performerIds) }, order });
  const exhibitors = await work.manager.find(Participant, {
    where: { editionId: edition.id, exhibitorId: ids((each) => each.exhibitorIds) },
    order: { exhibitorId: 'ASC', id: 'ASC' },
  });
  const { id, name, startsOn, endsOn, timeZone } = edition;
  const names = new Map(exhibitors.map((each) => [each.exhibitorId, each.name]));
  const content: ProgrammeSnapshot = {
    type: 'programme',
    edition: { id, name, startsOn, endsOn, timeZone },
    version: release.version,
    releasedAt: release.releasedAt.toISOString(),
    note: release.note,
    sessions: shown,
    venues: venues.map((venue) => ({ id: venue.id, name: venue.name, kind: venue.kind, capacity: venue.capacity })),
    performers: performers.map((each) => ({ id: each.id, name: each.name, kind: each.kind, origin: each.origin })),
    exhibitors: [...names].map(([exhibitorId, exhibitorName]) => ({ id: exhibitorId, name: exhibitorName })),
  };
  await work.insert(Object.assign(new KeptSnapshot(), { editionId: id, version: release.version, content }));
}

/** How the last release of an edition showed each session; empty where it kept no snapshot. */
export async function lastShown(work: Work, editionId: string): Promise<Map<string, ShownSession>> {
  const last = await work.manager.findOne(KeptSnapshot, { where: { editionId }, order: { version: 'DESC' } });
  return new Map(last?.content.sessions.map((session) => [session.id, session]));
}
