import { requireActsFor } from '@maarad/shared/auth';
import { page } from '@maarad/shared/database';
import { Forbidden } from '@maarad/shared/errors';
import type { Context, Page } from '@maarad/shared/graphql';
import { actsForPartner } from '../partners/who-is-partner.js';
import { PartnerAccess } from './partner-access.entity.js';
import type { PartnerAccessesArgs } from './partner-access.inputs.js';

/** @throws Forbidden for whoever asks for what is another's. */
export function accessesPage(
  { database, principal }: Context,
  { exhibitorId, partnerId, ...args }: PartnerAccessesArgs,
): Promise<Page<PartnerAccess>> {
  const wanted = {
    exhibitorId: exhibitorId ?? (principal.role === 'exhibitor' ? principal.exhibitorId : undefined),
    partnerId: partnerId ?? (principal.role === 'partner' ? principal.partnerId : undefined),
  };
  if (principal.role === 'exhibitor') {
    requireActsFor(principal, wanted.exhibitorId ?? '');
  }
  if (principal.role === 'partner' && !actsForPartner(principal, wanted.partnerId ?? '')) {
    throw new Forbidden('A partner reads only what is its own.');
  }
  const accesses = database.getRepository(PartnerAccess).createQueryBuilder('access');
  if (wanted.exhibitorId) {
    accesses.andWhere('access.exhibitor_id::text = :exhibitorId', wanted);
  }
  if (wanted.partnerId) {
    accesses.andWhere('access.partner_id::text = :partnerId', wanted);
  }
  return page(accesses, args, { by: ['id'], direction: 'DESC' });
}
