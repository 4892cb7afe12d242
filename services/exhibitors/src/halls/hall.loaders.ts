import { In, type FindOptionsWhere } from 'typeorm';
import { defineLoader, entityLoader, groupedBy, type Context } from '@maarad/shared/graphql';
import { Hall } from './hall.entity.js';
import { StandHolding, stillHeld } from './stand-holding.entity.js';
import { sliceKey } from './stand-slices.js';
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

/** Holdings that stand now: of the whole edition first, then by their first slices. */
export async function currentHoldings(
  { database, clock }: Context,
  where: FindOptionsWhere<StandHolding>,
): Promise<StandHolding[]> {
  const holdings = await database
    .getRepository(StandHolding)
    .find({ where: stillHeld(where, clock.now()), order: { since: 'ASC', id: 'ASC' } });
  return holdings.sort((a, b) => (firstSlice(a) < firstSlice(b) ? -1 : firstSlice(a) > firstSlice(b) ? 1 : 0));
}

const firstSlice = ({ slices }: StandHolding): string => {
  const [first] = slices ?? [];
  // MORNING sorts behind AFTERNOON as text, before it as time.
  return first ? sliceKey(first).replace('MORNING', '0') : '';
};

export const holdingsOfStand = defineLoader(async (standIds: readonly string[], context) => {
  const holdings = await currentHoldings(context, { standId: In(standIds) });
  return groupedBy(standIds, holdings, ({ standId }) => standId);
});

export const holdingsOfRegistration = defineLoader(async (registrationIds: readonly string[], context) => {
  const holdings = await currentHoldings(context, { registrationId: In(registrationIds) });
  return groupedBy(registrationIds, holdings, ({ registrationId }) => registrationId);
});
