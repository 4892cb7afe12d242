import { entityLoader, type Context } from '@maarad/shared/graphql';
import { actsForPartner } from './who-is-partner.js';
import { Partner } from './partner.entity.js';

const partnerById = entityLoader(Partner);

/** A partner, for itself and the organiser: null for all others, as if there were none. */
export async function visiblePartner(context: Context, id: string): Promise<Partner | null> {
  return actsForPartner(context.principal, id) ? partnerById(context).load(id) : null;
}
