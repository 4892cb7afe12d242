import type { Context } from '@maarad/shared/graphql';
import { inclusionOfEdition } from './inclusion.loaders.js';
import type { Territory } from './inclusion-summary.js';

/** All regions of Morocco, in the order of the enumeration, as they take part in an edition. */
export async function territoriesOf(context: Context, editionId: string): Promise<Territory[]> {
  return (await inclusionOfEdition(context).load(editionId)).territories;
}

/** The territory that another service names by edition and region; null where there is no such region. */
export async function territoryByKey(
  context: Context,
  { editionId, region }: Pick<Territory, 'editionId' | 'region'>,
): Promise<Territory | null> {
  const territories = await territoriesOf(context, editionId);
  return territories.find((territory) => territory.region === region) ?? null;
}
