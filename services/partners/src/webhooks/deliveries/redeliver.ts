import { useCase } from '@maarad/shared/database';
import { Conflict, IllegalTransition } from '@maarad/shared/errors';
import { WebhookEndpoint } from '../endpoints/webhook-endpoint.entity.js';
import { EndpointStatus } from '../endpoints/endpoint-status.js';
import { lockOwnEndpoint } from '../endpoints/own-endpoint.js';
import { webhookBell } from '../dispatch/webhook-bell.js';
import { Delivery, DeliveryStatus } from './delivery.entity.js';
import type { RedeliverInput } from './delivery.inputs.js';

/** Sends a delivery again, whatever became of it: at once, with all attempts before it. One that waits for its turn is brought forward. */
export const redeliver = useCase(
  async (work, { deliveryId }: RedeliverInput, { principal, clock }) => {
    // The endpoint first, as whoever writes outcomes down does.
    const { endpointId } = await work.find(Delivery, deliveryId);
    const endpoint: WebhookEndpoint = await lockOwnEndpoint(work, endpointId, principal);
    if (endpoint.status === EndpointStatus.DELETED) {
      throw new IllegalTransition('WebhookEndpoint', endpoint.status, EndpointStatus.ENABLED, []);
    }
    const delivery = await work.lock(Delivery, deliveryId);
    Object.assign(delivery, {
      status: DeliveryStatus.PENDING,
      tries: 0,
      nextAttemptAt: clock.now(),
      finishedAt: null,
    });
    const { dataSource } = work.manager;
    work.afterCommit(() => webhookBell(dataSource).ring());
    return work.save(delivery);
  },
  {
    violations: {
      webhook_deliveries_pending_once: ({ deliveryId }) =>
        new Conflict('The event is on its way to this endpoint already.', [{ type: 'Delivery', id: deliveryId }]),
    },
  },
);
