import { useCase } from '@maarad/shared/database';
import { DisabledReason, EndpointStatus } from '../webhooks/endpoints/endpoint-status.js';
import { WebhookEndpoint } from '../webhooks/endpoints/webhook-endpoint.entity.js';
import { Partner } from './partner.entity.js';
import type { PartnerStepInput } from './partner.inputs.js';

/** Nothing is sent to a partner any more, whatever tokens it still has: its endpoints are disabled with it, and stay so. */
export const closePartner = useCase(async (work, { partnerId }: PartnerStepInput, { clock }) => {
  const partner = await work.lock(Partner, partnerId);
  const now = clock.now();
  partner.close(now);
  const endpoints = await work.manager.find(WebhookEndpoint, {
    where: { partnerId, status: EndpointStatus.ENABLED },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  endpoints.forEach((endpoint) => endpoint.disable(DisabledReason.PARTNER_CLOSED, now));
  await work.manager.save(endpoints);
  return work.save(partner);
});

/** It may make and enable endpoints again; those that it had stay disabled until it does. */
export const reopenPartner = useCase(async (work, { partnerId }: PartnerStepInput) => {
  const partner = await work.lock(Partner, partnerId);
  partner.reopen();
  return work.save(partner);
});
