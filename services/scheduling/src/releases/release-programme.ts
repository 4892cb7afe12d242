import { programmeReleased } from '@maarad/shared/contracts';
import { creatingUseCase, type Work } from '@maarad/shared/database';
import { Conflict } from '@maarad/shared/errors';
import { textsOf } from '@maarad/shared/graphql';
import { EditionFacts, requireEdition } from '@maarad/shared/projections';
import { newId } from '@maarad/shared/runtime';
import { blockingConflicts } from '../conflicts/blocking-conflicts.js';
import { Session } from '../sessions/session.entity.js';
import { lastShown, takeSnapshot } from '../snapshots/take-snapshot.js';
import { enrolledIn, holdersIn } from '../concerned/audience.js';
import { concernedBy } from '../concerned/concerned-by.js';
import { ConcernedParty } from '../concerned/concerned-party.entity.js';
import { difference, type SessionChange } from './difference.js';
import { listConcerned } from '../concerned/list-concerned.js';
import { ProgrammeRelease } from './programme-release.entity.js';
import { Change, ReleasedSession } from './released-session.entity.js';
import type { ReleaseProgrammeInput } from './release.inputs.js';

/**
 * Makes the programme known as it stands, with what is new since the last release.
 * @throws Conflict naming the sessions in a blocking conflict, or when there is nothing new.
 */
export const releaseProgramme = creatingUseCase(
  'releaseProgramme',
  ProgrammeRelease,
  async (work, input: ReleaseProgrammeInput, { clock }) => {
    const edition = await requireEdition(work, input.editionId);
    // One release of an edition at a time: the next one sees this one.
    await work.lock(EditionFacts, edition.id);
    const before = await lastReleased(work, edition.id);
    const sessions = await work.manager.find(Session, {
      where: { editionId: edition.id },
      order: { startsAt: 'ASC', id: 'ASC' },
    });
    // After the sessions were read: what they are in the way of is seen then.
    const blocking = await blockingConflicts(work, edition.id);
    if (blocking.length > 0) {
      throw new Conflict('A blocking conflict stands in the programme.', blocking);
    }
    const shown = await lastShown(work, edition.id);
    const changes = difference(before, sessions, shown);
    if (changes.length === 0) {
      throw new Conflict('There is nothing to release: the programme is as it was released last.', []);
    }
    const concerned = concernedBy(changes, before);
    const enrolled = await enrolledIn(work, changes);
    const release = await work.insert(
      Object.assign(new ProgrammeRelease(), {
        id: newId(),
        editionId: edition.id,
        version: (await lastVersion(work, edition.id)) + 1,
        releasedAt: clock.now(),
        note: input.note ? textsOf(input.note) : null,
        ...concerned,
        reservationHolders: await holdersIn(work, changes),
      }),
    );
    await work.manager.insert(ReleasedSession, rowsOf(release, changes));
    await work.manager.insert(ConcernedParty, listConcerned(release.id, concerned, enrolled));
    await takeSnapshot(work, edition, release, sessions);
    work.record(
      programmeReleased(edition.id, factsOf(release, changes, enrolled), { edition: edition.id, at: clock.now() }),
    );
    return release;
  },
);

/** What was last released of each session of an edition. */
function lastReleased(work: Work, editionId: string): Promise<ReleasedSession[]> {
  return work.manager
    .createQueryBuilder(ReleasedSession, 'row')
    .distinctOn(['row.sessionId'])
    .where('row.editionId = :editionId', { editionId })
    .orderBy('row.sessionId')
    .addOrderBy('row.version', 'DESC')
    .getMany();
}

async function lastVersion(work: Work, editionId: string): Promise<number> {
  return (await work.manager.maximum(ProgrammeRelease, 'version', { editionId })) ?? 0;
}

function rowsOf({ id: releaseId, version, editionId }: ProgrammeRelease, changes: SessionChange[]) {
  return changes.map(({ session, change, movedFrom }) => {
    const { id: sessionId, venueId, startsAt, endsAt, performerIds, exhibitorIds, workshopId } = session;
    return {
      ...{ sessionId, version, releaseId, editionId, change, movedFrom },
      ...{ venueId, startsAt, endsAt, performerIds, exhibitorIds, workshopId },
    };
  });
}

function factsOf(release: ProgrammeRelease, changes: SessionChange[], enrolledExhibitorIds: string[]) {
  const { id: releaseId, editionId, version, note, performerIds, exhibitorIds, workshopIds } = release;
  const those = (wanted: Change) => changes.filter(({ change }) => change === wanted).map(({ session }) => session.id);
  const [added, moved, cancelled] = [those(Change.ADDED), those(Change.MOVED), those(Change.CANCELLED)];
  const changed = those(Change.CHANGED);
  return {
    ...{ releaseId, editionId, version, note, added, moved, cancelled, changed },
    ...{ performerIds, exhibitorIds, workshopIds, enrolledExhibitorIds },
    reservationHolders: release.reservationHolders ?? undefined,
    counts: {
      ...{ added: added.length, moved: moved.length, cancelled: cancelled.length, changed: changed.length },
    },
  };
}
