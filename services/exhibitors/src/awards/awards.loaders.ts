import { In } from 'typeorm';
import { pagesByParent } from '@maarad/shared/database';
import { defineLoader, defineLoaderWithArgs, entityLoader, groupedBy, type PageArgs } from '@maarad/shared/graphql';
import { AwardCategory } from './award-category.entity.js';
import { Award } from './award.entity.js';
import { ownSeat } from './jury-seat.js';
import { Interest } from './jury.entity.js';
import { Nominee, Score } from './nominee.entity.js';

export const awardById = entityLoader(Award);
export const categoryById = entityLoader(AwardCategory);

export const awardsOfEdition = defineLoader(async (editionIds: readonly string[], { database }) => {
  const order = { categoryId: 'ASC', rank: 'ASC', id: 'ASC' } as const;
  const awards = await database.getRepository(Award).find({ where: { editionId: In(editionIds) }, order });
  return groupedBy(editionIds, awards, ({ editionId }) => editionId);
});

export const awardsOfExhibitor = defineLoader(async (exhibitorIds: readonly string[], { database }) => {
  const order = { grantedAt: 'DESC', id: 'ASC' } as const;
  const awards = await database.getRepository(Award).find({ where: { exhibitorId: In(exhibitorIds) }, order });
  return groupedBy(exhibitorIds, awards, ({ exhibitorId }) => exhibitorId);
});

export const nomineesOfCategory = defineLoaderWithArgs((parentIds, args: PageArgs, { database }) =>
  pagesByParent(database.manager, Nominee, { parent: 'categoryId', parentIds, args, order: { by: ['id'] } }),
);

/** The asker's own scores of each nominee, and no one else's. */
export const ownScores = defineLoader(async (nominees: readonly Nominee[], context) => {
  const seats = await ownSeat(context).loadMany(nominees.map(({ editionId }) => editionId));
  const jurorIds = seats.flatMap((seat) => (seat && !(seat instanceof Error) ? [seat.id] : []));
  const nomineeIds = nominees.map(({ id }) => id);
  const scores = await context.database
    .getRepository(Score)
    .find({ where: { jurorId: In([...new Set(jurorIds)]), nomineeId: In(nomineeIds) }, order: { criterion: 'ASC' } });
  return groupedBy(nomineeIds, scores, ({ nomineeId }) => nomineeId);
});

export const interestsOfJuror = defineLoader(async (jurorIds: readonly string[], { database }) => {
  const order = { declaredAt: 'ASC', exhibitorId: 'ASC' } as const;
  const interests = await database.getRepository(Interest).find({ where: { jurorId: In(jurorIds) }, order });
  return groupedBy(jurorIds, interests, ({ jurorId }) => jurorId);
});
