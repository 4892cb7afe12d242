import { useCase } from '@maarad/shared/database';
import { readEnds } from '../../feed/read-feed.js';
import { Partner } from '../../partners/partner.entity.js';
import { Delivery, DeliveryStatus } from '../deliveries/delivery.entity.js';
import { webhookBell } from '../dispatch/webhook-bell.js';
import { DisabledReason } from './endpoint-status.js';
import { lockOwnEndpoint } from './own-endpoint.js';
import { WebhookEndpoint } from './webhook-endpoint.entity.js';
import type { WebhookEndpointStepInput } from './webhook-endpoint.inputs.js';

/** Goes on where it stopped: what happened meanwhile is sent, as far back as the feed is kept. */
export const enableWebhookEndpoint = useCase(async (work, { endpointId }: WebhookEndpointStepInput, { principal }) => {
  // The partner first, as whoever closes it does.
  const { partnerId } = await work.find(WebhookEndpoint, endpointId);
  const partner = await work.lock(Partner, partnerId);
  const endpoint = await lockOwnEndpoint(work, endpointId, principal);
  partner.requireOpen();
  const { dataSource } = work.manager;
  const { first } = await readEnds(work.manager);
  endpoint.enable();
  // Whoever enables what was overtaken has read so, and wants what is left.
  endpoint.place = Math.max(endpoint.place, first - 1);
  work.afterCommit(() => webhookBell(dataSource).ring());
  return work.save(endpoint);
});

/** Nothing is sent until it is enabled; nothing is lost for it either. */
export const disableWebhookEndpoint = useCase(
  async (work, { endpointId }: WebhookEndpointStepInput, { principal, clock }) => {
    const endpoint = await lockOwnEndpoint(work, endpointId, principal);
    endpoint.disable(DisabledReason.BY_HAND, clock.now());
    return work.save(endpoint);
  },
);

/** For good: its keys go, and what was on its way is given up. The log of its deliveries stays as long as any. */
export const deleteWebhookEndpoint = useCase(
  async (work, { endpointId }: WebhookEndpointStepInput, { principal, clock }) => {
    const endpoint = await lockOwnEndpoint(work, endpointId, principal);
    endpoint.delete();
    await work.manager.update(
      Delivery,
      { endpointId, status: DeliveryStatus.PENDING },
      { status: DeliveryStatus.FAILED, nextAttemptAt: null, finishedAt: clock.now() },
    );
    return work.save(endpoint);
  },
);
