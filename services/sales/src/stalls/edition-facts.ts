import { dayOf, defineLoader, entityLoader, type Context } from '@maarad/shared/graphql';
import { EditionFacts } from '@maarad/shared/projections';

const editionFactsById = entityLoader(EditionFacts);

/** The edition that runs now; else the next one to come; else the last one that was. Its one key is 'current'. */
const currentEditionFacts = defineLoader(async (keys: readonly 'current'[], { database, clock }) => {
  const editions = await database.getRepository(EditionFacts).find({ order: { startsOn: 'ASC' } });
  const now = clock.now();
  const current = editions.find(({ endsOn, timeZone }) => endsOn >= dayOf(now, timeZone)) ?? editions.at(-1) ?? null;
  return keys.map(() => current);
});

/** An edition by its id, the current one when none is named; null while this service has not heard of it. */
export function editionFactsOr(editionId: string | undefined, context: Context): Promise<EditionFacts | null> {
  return editionId ? editionFactsById(context).load(editionId) : currentEditionFacts(context).load('current');
}
