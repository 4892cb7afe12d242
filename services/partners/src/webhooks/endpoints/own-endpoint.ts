import type { Principal } from '@maarad/shared/auth';
import type { Work } from '@maarad/shared/database';
import { NotFound } from '@maarad/shared/errors';
import { actsForPartner } from '../../partners/who-is-partner.js';
import { WebhookEndpoint } from './webhook-endpoint.entity.js';

/** An endpoint to be changed by its partner or the organiser. @throws NotFound for all others, as if there were none. */
export async function lockOwnEndpoint(work: Work, id: string, principal: Principal): Promise<WebhookEndpoint> {
  const endpoint = await work.lock(WebhookEndpoint, id);
  if (!actsForPartner(principal, endpoint.partnerId)) {
    throw new NotFound('WebhookEndpoint', id);
  }
  return endpoint;
}
