import { In } from 'typeorm';
import { defineLoader, entityLoader, groupedBy, inOrderOf } from '@maarad/shared/graphql';
import { Hall } from './hall.entity.js';
import { StandHolding } from './stand-holding.entity.js';
import { Stand } from './stand.entity.js';

export const standById = entityLoader(Stand);
export const hallById = entityLoader(Hall);

export const hallsOfEdition = defineLoader(async (editionIds: readonly string[], { database }) => {
  const halls = await database
    .getRepository(Hall)
    .find({ where: { editionId: In(editionIds) }, order: { code: 'ASC' } });
  return groupedBy(editionIds, halls, ({ editionId }) => editionId);
});

export const standsOfHall = defineLoader(async (hallIds: readonly string[], { database }) => {
  const stands = await database.getRepository(Stand).find({ where: { hallId: In(hallIds) }, order: { code: 'ASC' } });
  return groupedBy(hallIds, stands, ({ hallId }) => hallId);
});

export const holdingOfStand = defineLoader(async (standIds: readonly string[], { database }) => {
  const holdings = await database.getRepository(StandHolding).findBy({ standId: In(standIds) });
  return inOrderOf(standIds, holdings, ({ standId }) => standId);
});

export const standOfRegistration = defineLoader(async (registrationIds: readonly string[], context) => {
  const holdings = await context.database.getRepository(StandHolding).findBy({ registrationId: In(registrationIds) });
  const inOrder = inOrderOf(registrationIds, holdings, ({ registrationId }) => registrationId);
  return Promise.all(inOrder.map((holding) => (holding ? standById(context).load(holding.standId) : null)));
});
