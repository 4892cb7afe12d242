import { In } from 'typeorm';
import { defineLoader, groupedBy, type Context } from '@maarad/shared/graphql';
import { isId } from '@maarad/shared/runtime';
import { editionIdOr } from '../editions/current-edition.js';
import { currentHoldings, standById } from './hall.loaders.js';
import type { Stand } from './stand.entity.js';

const assignments = defineLoader(async (keys: readonly string[], context) => {
  const pairs = keys.map((key) => key.split('/') as [string, string]);
  const holdings = await currentHoldings(context, {
    exhibitorId: In(pairs.map(([exhibitorId]) => exhibitorId)),
    editionId: In(pairs.map(([, editionId]) => editionId)),
  });
  const assigned = holdings.filter(({ heldUntil }) => heldUntil === null);
  return groupedBy(keys, assigned, ({ exhibitorId, editionId }) => `${exhibitorId}/${editionId}`);
});

/** The stand that an exhibitor has in an edition, the current one unless said; its first one where it has several in turn. */
export async function standOfExhibitor(
  context: Context,
  exhibitorId: string,
  wanted: string | undefined,
): Promise<Stand | null> {
  const editionId = await editionIdOr(wanted, context);
  const [first] = isId(editionId) ? await assignments(context).load(`${exhibitorId}/${editionId}`) : [];
  return first ? standById(context).load(first.standId) : null;
}
