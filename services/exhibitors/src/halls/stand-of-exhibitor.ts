import { In } from 'typeorm';
import { defineLoader, type Context } from '@maarad/shared/graphql';
import { isId } from '@maarad/shared/runtime';
import { editionIdOr } from '../editions/current-edition.js';
import { standById } from './hall.loaders.js';
import { StandHolding } from './stand-holding.entity.js';
import type { Stand } from './stand.entity.js';

const holdings = defineLoader(async (keys: readonly string[], { database }) => {
  const pairs = keys.map((key) => key.split('/') as [string, string]);
  const rows = await database.getRepository(StandHolding).findBy({
    exhibitorId: In(pairs.map(([exhibitorId]) => exhibitorId)),
    editionId: In(pairs.map(([, editionId]) => editionId)),
  });
  const byKey = new Map(rows.map((row) => [`${row.exhibitorId}/${row.editionId}`, row]));
  return keys.map((key) => byKey.get(key) ?? null);
});

/** The stand that an exhibitor holds in an edition, the current one unless said. */
export async function standOfExhibitor(
  context: Context,
  exhibitorId: string,
  wanted: string | undefined,
): Promise<Stand | null> {
  const editionId = await editionIdOr(wanted, context);
  const holding = isId(editionId) ? await holdings(context).load(`${exhibitorId}/${editionId}`) : null;
  return holding && standById(context).load(holding.standId);
}
