import { anonymous } from '@maarad/shared/auth';
import { newId } from '@maarad/shared/runtime';
import { Webhook } from 'standardwebhooks';
import { actingForPartner, anEndpoint } from '../../testing/builders.js';
import type { Reaction } from '../../testing/receiver.js';
import { webhookTest, type WebhookTest } from '../../testing/webhook-test.js';
import { freePort } from '@maarad/shared/testing/free-ports';

let t: WebhookTest;

beforeEach(async () => {
  t = await webhookTest();
});
afterEach(() => t.close());

const scenarios = ['PING', 'DUPLICATE', 'OUT_OF_ORDER', 'LATE', 'BAD_SIGNATURE', 'OVERSIZED', 'NEXT_VERSION'];
const mutation = `mutation ($input: TestWebhookEndpointInput!) { testWebhookEndpoint(input: $input) {
  scenario passed steps { sent expected passed statusCode error } } }`;
const run = async (endpointId: string, scenario: string) =>
  (await t.service.data(mutation, { input: { endpointId, scenario } }, t.own)).testWebhookEndpoint;

/** A receiver that verifies by the reference library. */
function verifying(secret: () => string): Reaction {
  return ({ headers, body }) => {
    try {
      new Webhook(secret()).verify(body, headers as Record<string, string>);
      return 204;
    } catch {
      return 401;
    }
  };
}

test('a receiver that verifies by the reference library passes every scenario', async () => {
  let secret = '';
  const receiver = await t.receiver(verifying(() => secret));
  ({ secret } = receiver);
  for (const scenario of scenarios) {
    expect(await run(receiver.id, scenario)).toMatchObject({ scenario, passed: true });
  }
  expect(receiver.received).toHaveLength(9);
  const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
  expect(ids[1]).toBe(ids[2]);
  const sequences = receiver.received.slice(3, 5).map(({ body }) => JSON.parse(body).sequence);
  expect(sequences).toEqual(['0000000002', '0000000001']);
});

test('a receiver that verifies nothing is told so', async () => {
  const receiver = await t.receiver(() => 200);
  expect(await run(receiver.id, 'BAD_SIGNATURE')).toEqual({
    scenario: 'BAD_SIGNATURE',
    passed: false,
    steps: [{ sent: 'an event signed by somebody else', expected: '4xx', passed: false, statusCode: 200, error: null }],
  });
  expect((await run(receiver.id, 'LATE')).passed).toBe(false);
  expect((await run(receiver.id, 'PING')).passed).toBe(true);
});

test('a receiver that fails at what it does not know is told so, and one that is not there as well', async () => {
  const receiver = await t.receiver(({ body }) => (JSON.parse(body).type.endsWith('.v1') ? 204 : 500));
  expect(await run(receiver.id, 'NEXT_VERSION')).toMatchObject({ passed: false, steps: [{ statusCode: 500 }] });
  const { id } = await anEndpoint(t.service, t.partner, { url: `http://127.0.0.1:${await freePort()}/` });
  expect(await run(id, 'PING')).toMatchObject({
    passed: false,
    steps: [{ statusCode: null, error: 'ECONNREFUSED', passed: false }],
  });
});

test('a test leaves no trace in the feed, in the log, or in how the endpoint fares, and works on one that is disabled', async () => {
  const receiver = await t.receiver(() => 500);
  await t.change('disableWebhookEndpoint', 'WebhookEndpointStepInput', { endpointId: receiver.id });
  for (let times = 0; times < 6; times += 1) {
    await run(receiver.id, 'PING');
  }
  expect(await t.endpoint(receiver.id)).toMatchObject({
    status: 'DISABLED',
    failures: 0,
    pausedUntil: null,
    deliveries: { nodes: [] },
  });
  expect((await t.service.data('{ events { totalCount } }')).events.totalCount).toBe(0);
});

test('an endpoint is tested by its partner and the organiser only, and not once it is deleted', async () => {
  const receiver = await t.receiver();
  const input = { endpointId: receiver.id, scenario: 'PING' };
  expect(await t.service.refusal(mutation, { input }, { as: actingForPartner(newId()) })).toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(await t.service.refusal(mutation, { input }, { as: anonymous })).toMatchObject({ code: 'UNAUTHENTICATED' });
  await t.change('deleteWebhookEndpoint', 'WebhookEndpointStepInput', { endpointId: receiver.id });
  expect(await t.service.refusal(mutation, { input }, t.own)).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
  expect(receiver.received).toEqual([]);
});
