import { useCase } from '@maarad/shared/database';
import { IllegalTransition, NotFound } from '@maarad/shared/errors';
import type { Context } from '@maarad/shared/graphql';
import { EndpointStatus } from '../endpoints/endpoint-status.js';
import { WebhookEndpoint } from '../endpoints/webhook-endpoint.entity.js';
import { visibleEndpoint } from '../endpoints/webhook-endpoint.reference.js';
import { inUse, type KeySeal } from '../sending/key-seal.js';
import type { WebhookSender } from '../sending/send-webhook.js';
import { requestsOf } from './scenarios.js';
import type { TestWebhookEndpointInput, WebhookTestReport, WebhookTestStep } from './webhook-test.inputs.js';

/** Two requests end before the gateway gives the mutation up. */
const timeoutMs = 4_000;

/** Nothing here changes by a test, but what an administrator sends to a partner is audited. */
const noteTest = useCase((work, { endpointId }: TestWebhookEndpointInput) => work.find(WebhookEndpoint, endpointId));

/**
 * Sends a receiver what it may meet one day, one request after the other, and reports what it did. Nothing of it is in the log of
 * deliveries or counts for how the endpoint fares; one that is disabled can be tested too.
 */
export async function testWebhookEndpoint(
  context: Context,
  input: TestWebhookEndpointInput,
  { sender, seal }: { sender: WebhookSender; seal: KeySeal },
): Promise<WebhookTestReport> {
  const { endpointId, scenario } = input;
  const endpoint = await visibleEndpoint(context, endpointId);
  if (!endpoint) {
    throw new NotFound('WebhookEndpoint', endpointId);
  }
  if (endpoint.status === EndpointStatus.DELETED) {
    throw new IllegalTransition('WebhookEndpoint', endpoint.status, EndpointStatus.ENABLED, []);
  }
  await noteTest(context, input);
  const steps: WebhookTestStep[] = [];
  const now = context.clock.now();
  const keys = inUse(endpoint.keys, now).map((one) => seal.open(one));
  for (const { sent, expected, isRight, headers, body } of requestsOf(scenario, endpoint.id, keys, now)) {
    const answer = await sender.send({ url: endpoint.url, headers, body }, { timeoutMs });
    steps.push({ ...answer, sent, expected, passed: answer.statusCode !== null && isRight(answer.statusCode) });
  }
  return { scenario, passed: steps.every(({ passed }) => passed), steps };
}
