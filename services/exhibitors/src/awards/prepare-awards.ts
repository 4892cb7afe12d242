import { In } from 'typeorm';
import { creatingAllUseCase, creatingUseCase } from '@maarad/shared/database';
import { BadUserInput, Conflict } from '@maarad/shared/errors';
import { textsOf } from '@maarad/shared/graphql';
import { isId, newId } from '@maarad/shared/runtime';
import { Exhibitor } from '../exhibitors/exhibitor.entity.js';
import { takingPart } from '../registrations/registration-status.js';
import { Registration } from '../registrations/registration.entity.js';
import { AwardCategory } from './award-category.entity.js';
import type { AppointJurorInput, CreateAwardCategoryInput, NominateInput } from './awards.inputs.js';
import { Juror } from './jury.entity.js';
import { Nominee } from './nominee.entity.js';
import { aloneWhileOpen, openJudging, whileOpen } from './open-judging.js';
import { summon } from './sittings/tell-sitting.js';

/** Sets what an edition grants awards for. */
export const createAwardCategory = creatingUseCase(
  'createAwardCategory',
  AwardCategory,
  async (work, { editionId, name, criteria, places }: CreateAwardCategoryInput) => {
    await openJudging(work, editionId);
    await whileOpen(work, editionId);
    return work.insert(
      Object.assign(new AwardCategory(), {
        id: newId(),
        editionId,
        name: textsOf(name),
        criteria: criteria.map(({ code, name, weight }) => ({ code, name: textsOf(name), weight })),
        places,
      }),
    );
  },
);

/** Makes somebody one of the jury of an edition, once. */
export const appointJuror = creatingUseCase(
  'appointJuror',
  Juror,
  async (work, { editionId, principalId, exhibitorId, trainerId, performerId }: AppointJurorInput, { clock }) => {
    await openJudging(work, editionId);
    await aloneWhileOpen(work, editionId);
    if (exhibitorId) {
      await work.find(Exhibitor, exhibitorId);
    }
    const juror = await work.insert(
      Object.assign(new Juror(), {
        ...{ id: newId(), editionId, principalId },
        ...{ exhibitorId: exhibitorId ?? null, trainerId: trainerId ?? null, performerId: performerId ?? null },
      }),
    );
    await summon(work, juror, clock.now());
    return juror;
  },
  {
    violations: {
      jurors_once: async ({ editionId, principalId }, manager) => {
        const { id } = await manager.findOneByOrFail(Juror, { editionId, principalId });
        return new Conflict('This is one of the jury already.', [{ type: 'Juror', id }]);
      },
    },
  },
);

/** Puts exhibitors that take part in the running, all or none. */
export const nominate = creatingAllUseCase(
  'nominate',
  Nominee,
  async (work, { categoryId, exhibitorIds }: NominateInput) => {
    const { editionId } = await work.find(AwardCategory, categoryId);
    await whileOpen(work, editionId);
    const there = await work.manager.findBy(Registration, {
      editionId,
      exhibitorId: In(exhibitorIds.filter(isId)),
      status: In([...takingPart]),
    });
    const problems = exhibitorIds.flatMap((id, index) =>
      there.some(({ exhibitorId }) => exhibitorId === id)
        ? []
        : [{ path: `exhibitorIds.${index}`, rule: 'must be an exhibitor that takes part in the edition' }],
    );
    if (problems.length > 0) {
      throw new BadUserInput(problems);
    }
    const nominees = exhibitorIds.map((exhibitorId) =>
      Object.assign(new Nominee(), { id: newId(), categoryId, editionId, exhibitorId }),
    );
    await work.manager.insert(Nominee, nominees);
    return nominees;
  },
  {
    violations: {
      nominees_once: async ({ categoryId, exhibitorIds }, manager) => {
        const nominees = await manager.findBy(Nominee, { categoryId, exhibitorId: In(exhibitorIds) });
        return new Conflict(
          'In the running already.',
          nominees.map(({ id }) => ({ type: 'Nominee', id })),
        );
      },
    },
  },
);
