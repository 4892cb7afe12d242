import { creatingUseCase } from '@maarad/shared/database';
import { CodedError, Forbidden } from '@maarad/shared/errors';
import type { Context } from '@maarad/shared/graphql';
import { newId } from '@maarad/shared/runtime';
import { cursorsOf } from '../../feed/cursor.js';
import { startingPlace } from '../../feed/read-feed.js';
import { Partner } from '../../partners/partner.entity.js';
import { actsForPartner } from '../../partners/who-is-partner.js';
import { webhookBell } from '../dispatch/webhook-bell.js';
import { newSigningKeys } from '../sending/signing-keys.js';
import type { WebhookSetup } from '../webhook-setup.js';
import { closedCircuit } from './circuit.js';
import { EndpointStatus } from './endpoint-status.js';
import { keptFilter } from './kept-filter.js';
import { requireReceiver } from './require-receiver.js';
import { WebhookEndpoint } from './webhook-endpoint.entity.js';
import type { CreateWebhookEndpointInput, WebhookEndpointSecret } from './webhook-endpoint.inputs.js';

const mostOfOnePartner = 20;

/** A new endpoint, with its secret: shown where it is made, never again. */
export async function createWebhookEndpoint(
  context: Context,
  input: CreateWebhookEndpointInput,
  { rules, seal }: WebhookSetup,
): Promise<WebhookEndpointSecret> {
  if (!actsForPartner(context.principal, input.partnerId)) {
    throw new Forbidden('A partner handles only its own endpoints.');
  }
  const filter = keptFilter(input.filter);
  const url = await requireReceiver(input.url, rules);
  const place = await placeAfter(context, input.after);
  let secret: string | null = null;
  const create = creatingUseCase(
    'createWebhookEndpoint',
    WebhookEndpoint,
    async (work, { partnerId, order, description }: CreateWebhookEndpointInput, { clock }) => {
      // The partner's row is what endpoints that are made at once wait for: each counts those before it.
      (await work.lock(Partner, partnerId)).requireOpen();
      const others = await work.manager.count(WebhookEndpoint, {
        where: [
          { partnerId, status: EndpointStatus.ENABLED },
          { partnerId, status: EndpointStatus.DISABLED },
        ],
      });
      if (others >= mostOfOnePartner) {
        throw new CodedError('FULL', `A partner has at most ${mostOfOnePartner} endpoints.`, {
          capacity: mostOfOnePartner,
        });
      }
      const keys = newSigningKeys();
      const endpoint = await work.insert(
        Object.assign(new WebhookEndpoint(), {
          ...{ id: newId(), partnerId, url, description: description ?? null, filter, order },
          ...{ status: EndpointStatus.ENABLED, disabledReason: null, disabledAt: null, createdAt: clock.now() },
          ...{ place, replay: null, keys: [seal.seal(keys)], ...closedCircuit },
        }),
      );
      secret = keys.secret;
      work.afterCommit(() => webhookBell(context.database).ring());
      return endpoint;
    },
  );
  const endpoint = await create(context, input);
  return { endpoint, secret };
}

/** @throws BadUserInput for a cursor that is none, is beyond the end, or is older than what is kept. */
async function placeAfter({ database }: Context, after: string | undefined): Promise<number> {
  const cursors = await cursorsOf(database);
  return startingPlace(database, after ? cursors.placeOf(after, 'after') : undefined, cursors);
}
