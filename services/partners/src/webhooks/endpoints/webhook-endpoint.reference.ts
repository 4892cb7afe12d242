import { In, Not } from 'typeorm';
import { defineLoader, entityLoader, groupedBy, type Context } from '@maarad/shared/graphql';
import { actsForPartner } from '../../partners/who-is-partner.js';
import { EndpointStatus } from './endpoint-status.js';
import { WebhookEndpoint } from './webhook-endpoint.entity.js';

const endpointById = entityLoader(WebhookEndpoint);

/** An endpoint, for its partner and the organiser: null for all others, as if there were none. */
export async function visibleEndpoint(context: Context, id: string): Promise<WebhookEndpoint | null> {
  const endpoint = await endpointById(context).load(id);
  return endpoint && actsForPartner(context.principal, endpoint.partnerId) ? endpoint : null;
}

/** Those that are not deleted, the first made first. */
export const endpointsOfPartner = defineLoader<string, WebhookEndpoint[]>(async (partnerIds, { database }) => {
  const endpoints = await database.getRepository(WebhookEndpoint).find({
    where: { partnerId: In(partnerIds), status: Not(EndpointStatus.DELETED) },
    order: { id: 'ASC' },
  });
  return groupedBy(partnerIds, endpoints, ({ partnerId }) => partnerId);
});
