import { creatingUseCase } from '@maarad/shared/database';
import { IllegalTransition } from '@maarad/shared/errors';
import type { Context } from '@maarad/shared/graphql';
import { newSigningKeys } from '../sending/signing-keys.js';
import type { WebhookSetup } from '../webhook-setup.js';
import { EndpointStatus } from './endpoint-status.js';
import { lockOwnEndpoint } from './own-endpoint.js';
import { WebhookEndpoint } from './webhook-endpoint.entity.js';
import type { RotateWebhookSecretInput, WebhookEndpointSecret } from './webhook-endpoint.inputs.js';

const hourMs = 3_600_000;

/** A new secret and a new key pair; those of until now are used beside them for some hours. */
export async function rotateWebhookSecret(
  context: Context,
  input: RotateWebhookSecretInput,
  { seal }: Pick<WebhookSetup, 'seal'>,
): Promise<WebhookEndpointSecret> {
  let secret: string | null = null;
  const rotate = creatingUseCase(
    'rotateWebhookSecret',
    WebhookEndpoint,
    async (work, { endpointId, overlapHours }: RotateWebhookSecretInput, { principal, clock }) => {
      const endpoint = await lockOwnEndpoint(work, endpointId, principal);
      if (endpoint.status === EndpointStatus.DELETED) {
        throw new IllegalTransition('WebhookEndpoint', endpoint.status, endpoint.status, []);
      }
      const now = clock.now();
      const keys = newSigningKeys();
      endpoint.rotateKeys(seal.seal(keys), now, new Date(now.getTime() + overlapHours * hourMs));
      secret = keys.secret;
      return work.save(endpoint);
    },
  );
  const endpoint = await rotate(context, input);
  return { endpoint, secret };
}
