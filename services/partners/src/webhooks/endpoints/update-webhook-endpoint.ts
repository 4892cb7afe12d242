import { useCase } from '@maarad/shared/database';
import { IllegalTransition } from '@maarad/shared/errors';
import type { Context } from '@maarad/shared/graphql';
import { webhookBell } from '../dispatch/webhook-bell.js';
import type { AddressRules } from '../sending/address-rules.js';
import { EndpointStatus } from './endpoint-status.js';
import { keptFilter } from './kept-filter.js';
import { lockOwnEndpoint } from './own-endpoint.js';
import { requireReceiver } from './require-receiver.js';
import type { WebhookEndpoint } from './webhook-endpoint.entity.js';
import type { UpdateWebhookEndpointInput } from './webhook-endpoint.inputs.js';

/** Changes what is given. The secret stays, so a new address is one of the same partner. */
export async function updateWebhookEndpoint(
  context: Context,
  input: UpdateWebhookEndpointInput,
  rules: AddressRules,
): Promise<WebhookEndpoint> {
  const filter = input.filter && keptFilter(input.filter);
  const url = input.url ? await requireReceiver(input.url, rules) : undefined;
  return update(context, { ...input, filter, url });
}

const update = useCase(
  async (work, { endpointId, url, filter, order, description }: UpdateWebhookEndpointInput, { principal }) => {
    const endpoint = await lockOwnEndpoint(work, endpointId, principal);
    if (endpoint.status === EndpointStatus.DELETED) {
      throw new IllegalTransition('WebhookEndpoint', endpoint.status, endpoint.status, []);
    }
    const { dataSource } = work.manager;
    work.afterCommit(() => webhookBell(dataSource).ring());
    return work.save(
      Object.assign(endpoint, {
        url: url ?? endpoint.url,
        filter: filter ?? endpoint.filter,
        order: order ?? endpoint.order,
        description: description ?? endpoint.description,
      }),
    );
  },
);
