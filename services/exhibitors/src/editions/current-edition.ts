import type { DataSource } from 'typeorm';
import { dayOf, defineLoader } from '@maarad/shared/graphql';
import { Edition } from './edition.entity.js';

/** The edition that runs now; else the next one to come; else the last one that was. */
export async function currentEdition(database: DataSource, now: Date): Promise<Edition | null> {
  const editions = await database.getRepository(Edition).find({ order: { startsOn: 'ASC' } });
  return editions.find(({ endsOn, timeZone }) => endsOn >= dayOf(now, timeZone)) ?? editions.at(-1) ?? null;
}

/** The same, read once per request: what an `editionId` that is left out stands for. Its one key is 'current'. */
const currentEditionOnce = defineLoader(async (keys: readonly 'current'[], { database, clock }) => {
  const edition = await currentEdition(database, clock.now());
  return keys.map(() => edition);
});

export async function editionIdOr(
  editionId: string | undefined,
  context: Parameters<typeof currentEditionOnce>[0],
): Promise<string | undefined> {
  return editionId ?? (await currentEditionOnce(context).load('current'))?.id;
}
