import { jurySittingCancelled, jurySittingChanged, jurySittingScheduled } from '@maarad/shared/contracts';
import { when, whenAny } from '@maarad/shared/messaging';
import { JurySitting } from './jury-sitting.entity.js';

/** A session that somebody of the jury is in at that time stays, and is listed as a conflict: the organiser decides which one gives way. */
export const expectJurorsWhenJurySits = whenAny(
  [jurySittingScheduled, jurySittingChanged] as const,
  async (work, { subject: id, data: { startsAt, endsAt, ...facts } }) => {
    await work.manager.upsert(JurySitting, { id, ...facts, startsAt: new Date(startsAt), endsAt: new Date(endsAt) }, [
      'id',
    ]);
  },
);

export const excuseJurorsWhenSittingCancelled = when(jurySittingCancelled, async (work, { subject: id }) => {
  await work.manager.delete(JurySitting, { id });
});
