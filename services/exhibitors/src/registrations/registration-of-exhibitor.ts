import { In, Not, type EntityManager } from 'typeorm';
import { defineLoader, type Context } from '@maarad/shared/graphql';
import { isId } from '@maarad/shared/runtime';
import { editionIdOr } from '../editions/current-edition.js';
import { RegistrationStatus } from './registration-status.js';
import { Registration } from './registration.entity.js';

const ended = [RegistrationStatus.REJECTED, RegistrationStatus.WITHDRAWN];

/** The registration that still stands, of which there is at most one. */
export function openRegistrationOf(
  manager: EntityManager,
  exhibitorId: string,
  editionId: string,
): Promise<Registration | null> {
  return manager.findOneBy(Registration, { exhibitorId, editionId, status: Not(In(ended)) });
}

/** Per edition, the latest registration of each exhibitor. */
const latestRegistrations = defineLoader(async (keys: readonly string[], { database }) => {
  const pairs = keys.map((key) => key.split('/') as [string, string]);
  const rows = await database.getRepository(Registration).find({
    where: {
      exhibitorId: In(pairs.map(([exhibitorId]) => exhibitorId)),
      editionId: In(pairs.map(([, editionId]) => editionId)),
    },
    order: { id: 'ASC' },
  });
  const latest = new Map(rows.map((row) => [`${row.exhibitorId}/${row.editionId}`, row]));
  return keys.map((key) => latest.get(key) ?? null);
});

export async function registrationOfExhibitor(
  context: Context,
  exhibitorId: string,
  wanted: string | undefined,
): Promise<Registration | null> {
  const editionId = await editionIdOr(wanted, context);
  return isId(editionId) ? latestRegistrations(context).load(`${exhibitorId}/${editionId}`) : null;
}
