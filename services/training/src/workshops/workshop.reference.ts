import { ArrayOverlap } from 'typeorm';
import { pagesByParent } from '@maarad/shared/database';
import { defineLoader, defineLoaderWithArgs, entityLoader, type PageArgs } from '@maarad/shared/graphql';
import { Workshop } from './workshop.entity.js';
import { inOrderOfTime } from './workshops-query.js';

export const workshopById = entityLoader(Workshop);

export const workshopsOfTrainer = defineLoader(async (trainerIds: readonly string[], { database }) => {
  const workshops = await database.getRepository(Workshop).find({
    where: { trainerIds: ArrayOverlap([...trainerIds]) },
    order: { startsAt: 'ASC', id: 'ASC' },
  });
  return trainerIds.map((trainerId) => workshops.filter((workshop) => workshop.trainerIds.includes(trainerId)));
});

export const workshopsOfEdition = defineLoaderWithArgs((editionIds, args: PageArgs, { database }) =>
  pagesByParent(database.manager, Workshop, {
    parent: 'editionId',
    parentIds: editionIds,
    args,
    order: inOrderOfTime,
  }),
);
