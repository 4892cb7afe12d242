import type { SelectQueryBuilder } from 'typeorm';
import type { Context } from '@maarad/shared/graphql';
import { isId } from '@maarad/shared/runtime';
import { RegistrationStatus } from './registration-status.js';
import { Registration } from './registration.entity.js';
import type { RegistrationFilter } from './registration.inputs.js';

/** The registrations that a filter leaves, of those that the principal may see: all for the organiser, its own for an exhibitor. */
export function registrationsQuery(
  { database, principal }: Context,
  filter: RegistrationFilter = {},
): SelectQueryBuilder<Registration> {
  const query = database.getRepository(Registration).createQueryBuilder('registration');
  if (principal.role !== 'admin') {
    query.andWhere('registration.exhibitorId = :own', { own: principal.exhibitorId });
  }
  for (const property of ['editionId', 'exhibitorId'] as const) {
    const wanted = filter[property];
    if (wanted !== undefined) {
      query.andWhere(isId(wanted) ? `registration.${property} = :${property}` : 'false', { [property]: wanted });
    }
  }
  if (filter.statuses) {
    query.andWhere('registration.status = ANY(:statuses)', { statuses: filter.statuses });
  }
  return query;
}

/** Those who wait for a place in an edition. */
export function waitlistQuery(context: Context, editionId: string): SelectQueryBuilder<Registration> {
  return registrationsQuery(context, { editionId, statuses: [RegistrationStatus.WAITLISTED] });
}
