import { MoreThan } from 'typeorm';
import { jurySittingChanged, type jurySittingCancelled, type jurySittingScheduled } from '@maarad/shared/contracts';
import type { Work } from '@maarad/shared/database';
import { Juror } from '../jury.entity.js';
import { JurySitting, JurySittingStatus } from './jury-sitting.entity.js';

type Told = typeof jurySittingScheduled | typeof jurySittingChanged | typeof jurySittingCancelled;

/** Tells of a sitting with the ids of those whose people sit in it. The judging is held: nobody is appointed meanwhile. */
export async function tellSitting(work: Work, told: Told, sitting: JurySitting, at: Date): Promise<void> {
  const { id, editionId, startsAt, endsAt } = sitting;
  const jurors = await work.manager.findBy(Juror, { editionId });
  const facts = {
    editionId,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    exhibitorIds: eachOnce(jurors.map(({ exhibitorId }) => exhibitorId)),
    trainerIds: eachOnce(jurors.map(({ trainerId }) => trainerId)),
    performerIds: eachOnce(jurors.map(({ performerId }) => performerId)),
  };
  work.record(told(id, facts, { edition: editionId, at }));
}

/** Somebody new sits in the sittings that are still to come. */
export async function summon(work: Work, { editionId, ...juror }: Juror, at: Date): Promise<void> {
  if (!juror.exhibitorId && !juror.trainerId && !juror.performerId) {
    return;
  }
  const toCome = await work.manager.find(JurySitting, {
    where: { editionId, status: JurySittingStatus.SCHEDULED, endsAt: MoreThan(at) },
    order: { startsAt: 'ASC' },
  });
  for (const sitting of toCome) {
    await tellSitting(work, jurySittingChanged, sitting, at);
  }
}

const eachOnce = (ids: (string | null)[]): string[] => [...new Set(ids.filter((id) => id !== null))].sort();
