import type { EntityManager } from 'typeorm';
import { jurySittingCancelled, jurySittingChanged, jurySittingScheduled } from '@maarad/shared/contracts';
import { creatingUseCase, useCase, type Work } from '@maarad/shared/database';
import { BadUserInput, Conflict } from '@maarad/shared/errors';
import { dayOf } from '@maarad/shared/graphql';
import { newId } from '@maarad/shared/runtime';
import { Edition } from '../../editions/edition.entity.js';
import { aloneWhileOpen } from '../open-judging.js';
import { JurySitting, JurySittingStatus } from './jury-sitting.entity.js';
import type { CancelJurySittingInput, MoveJurySittingInput, ScheduleJurySittingInput } from './sitting.inputs.js';
import { tellSitting } from './tell-sitting.js';

/** When the jury sits. The programme hears of it: what its people are in at that time already is a conflict there. */
export const scheduleJurySitting = creatingUseCase(
  'scheduleJurySitting',
  JurySitting,
  async (work, { judgingId: editionId, startsAt, endsAt }: ScheduleJurySittingInput, { clock }) => {
    await aloneWhileOpen(work, editionId);
    await requireTime(work, editionId, startsAt, endsAt);
    const sitting = await work.insert(
      Object.assign(new JurySitting(), {
        ...{ id: newId(), editionId, startsAt, endsAt },
        status: JurySittingStatus.SCHEDULED,
      }),
    );
    await tellSitting(work, jurySittingScheduled, sitting, clock.now());
    return sitting;
  },
  {
    violations: {
      jury_sittings_one_at_once: (input, manager) => inTheWay(manager, { ...input, editionId: input.judgingId }),
    },
  },
);

/** The jury sits at another time; a move to where it is changes nothing. */
export const moveJurySitting = useCase(
  async (work, { sittingId, startsAt, endsAt }: MoveJurySittingInput, { clock }) => {
    const { editionId } = await work.find(JurySitting, sittingId);
    await aloneWhileOpen(work, editionId);
    const sitting = await work.lock(JurySitting, sittingId);
    await requireTime(work, editionId, startsAt, endsAt);
    if (sitting.move(startsAt, endsAt)) {
      await work.save(sitting);
      await tellSitting(work, jurySittingChanged, sitting, clock.now());
    }
    return sitting;
  },
  {
    violations: {
      jury_sittings_one_at_once: async (input, manager) => {
        const { editionId } = await manager.findOneByOrFail(JurySitting, { id: input.sittingId });
        return inTheWay(manager, { ...input, editionId });
      },
    },
  },
);

/** The jury does not sit then: its people are free. */
export const cancelJurySitting = useCase(async (work, { sittingId }: CancelJurySittingInput, { clock }) => {
  const sitting = await work.lock(JurySitting, sittingId);
  sitting.cancel();
  await work.save(sitting);
  await tellSitting(work, jurySittingCancelled, sitting, clock.now());
  return sitting;
});

/** @throws BadUserInput unless it ends after it starts, within the edition's days. */
async function requireTime(work: Work, editionId: string, startsAt: Date, endsAt: Date): Promise<void> {
  const { startsOn, endsOn, timeZone } = await work.find(Edition, editionId);
  if (endsAt <= startsAt) {
    throw new BadUserInput([{ path: 'endsAt', rule: 'must be after startsAt' }]);
  }
  const last = new Date(endsAt.getTime() - 1);
  for (const [path, instant] of [['startsAt', startsAt] as const, ['endsAt', last] as const]) {
    const day = dayOf(instant, timeZone);
    if (day < startsOn || day > endsOn) {
      throw new BadUserInput([{ path, rule: `must be in the edition, ${startsOn} to ${endsOn} in ${timeZone}` }]);
    }
  }
}

async function inTheWay(
  manager: EntityManager,
  { editionId, startsAt, endsAt, sittingId }: { editionId: string; startsAt: Date; endsAt: Date; sittingId?: string },
): Promise<Conflict> {
  const sittings = await manager
    .createQueryBuilder(JurySitting, 'sitting')
    .where({ editionId, status: JurySittingStatus.SCHEDULED })
    .andWhere('sitting.startsAt < :endsAt AND :startsAt < sitting.endsAt', { startsAt, endsAt })
    .orderBy('sitting.startsAt')
    .getMany();
  const others = sittings.filter(({ id }) => id !== sittingId);
  return new Conflict(
    'The jury sits at that time already.',
    others.map(({ id }) => ({ type: 'JurySitting', id })),
  );
}
