import { Webhook } from 'standardwebhooks';
import { newId } from '@maarad/shared/runtime';
import { actingForPartner } from '../../testing/builders.js';
import { cancelled, exhausted, types } from '../../testing/events.js';
import type { Receiver } from '../../testing/receiver.js';
import { eventually, idOf, second, webhookTest, type WebhookTest } from '../../testing/webhook-test.js';

let t: WebhookTest;

beforeEach(async () => {
  t = await webhookTest();
});
afterEach(() => t.close());

test('an event comes to the receiver as it is on the log, and the reference verifier accepts it', async () => {
  const partnerReceiver = await t.receiver();
  t.dispatch();
  const event = exhausted();
  await t.service.deliver(event);
  await partnerReceiver.until(() => partnerReceiver.received.length === 1);
  const [{ headers, body }] = partnerReceiver.received as [Receiver['received'][number]];
  expect(headers['webhook-id']).toBe(idOf(event));
  expect(new Webhook(partnerReceiver.secret).verify(body, headers as Record<string, string>)).toEqual({
    ...event.event,
    sequence: '0000000001',
  });
  const { deliveries } = await t.settled(partnerReceiver.id);
  expect(deliveries.nodes).toMatchObject([
    {
      status: 'SUCCEEDED',
      nextAttemptAt: null,
      event: { id: idOf(event) },
      attempts: [{ statusCode: 204, error: null }],
    },
  ]);
});

test('only what fits the filter is sent', async () => {
  const partnerReceiver = await t.receiver(undefined, { filter: { types: [types.cancelled] } });
  t.dispatch();
  const [wanted, last] = [cancelled(), cancelled()];
  await t.service.deliver(exhausted(), wanted, exhausted(), last);
  await partnerReceiver.until(() => partnerReceiver.accepted.length === 2);
  expect([...partnerReceiver.accepted].sort()).toEqual([idOf(wanted), idOf(last)].sort());
});

test('while secrets overlap, receivers with the old secret and with the new one accept every request', async () => {
  const partnerReceiver = await t.receiver();
  const { rotateWebhookSecret } = await t.service.data(
    'mutation ($input: RotateWebhookSecretInput!) { rotateWebhookSecret(input: $input) { secret } }',
    { input: { endpointId: partnerReceiver.id, overlapHours: 1, idempotencyKey: 'rotate' } },
    t.own,
  );
  t.dispatch();
  await t.service.deliver(exhausted());
  await partnerReceiver.until(() => partnerReceiver.received.length === 1);
  t.at(Date.now() + 2 * 3_600 * second);
  await t.service.deliver(exhausted());
  await partnerReceiver.until(() => partnerReceiver.received.length === 2);
  const signatures = partnerReceiver.received.map(({ headers }) => String(headers['webhook-signature']).split(' '));
  expect(signatures.map(({ length }) => length)).toEqual([4, 2]);
  const [{ headers, body }] = partnerReceiver.received as [Receiver['received'][number]];
  for (const secret of [partnerReceiver.secret, rotateWebhookSecret.secret]) {
    expect(() => new Webhook(secret).verify(body, headers as Record<string, string>)).not.toThrow();
  }
});

test('events of one subject wait for the one before; those of others do not', async () => {
  const [subject, other] = [newId(), newId()];
  const [first, next, apart] = [exhausted(subject), exhausted(subject), exhausted(other)];
  const partnerReceiver = await t.receiver(({ headers }) => (headers['webhook-id'] === idOf(first) ? 500 : 204));
  const began = Date.now();
  t.at(began);
  t.dispatch();
  await t.service.deliver(first, next, apart);
  await partnerReceiver.until(() => partnerReceiver.accepted.length === 1);
  expect(partnerReceiver.accepted).toEqual([idOf(apart)]);
  partnerReceiver.react = () => 204;
  t.at(began + 6 * second);
  await partnerReceiver.until(() => partnerReceiver.accepted.length === 3);
  expect(partnerReceiver.accepted).toEqual([idOf(apart), idOf(first), idOf(next)]);
});

test('without order nothing waits for what fails', async () => {
  const subject = newId();
  const [first, next] = [exhausted(subject), exhausted(subject)];
  const partnerReceiver = await t.receiver(({ headers }) => (headers['webhook-id'] === idOf(first) ? 500 : 204), {
    order: 'UNORDERED',
  });
  t.dispatch();
  await t.service.deliver(first, next);
  await partnerReceiver.until(() => partnerReceiver.accepted.length === 1);
  expect(partnerReceiver.accepted).toEqual([idOf(next)]);
});

test('a part of the feed is sent again, in order and before what is new, and once for the same key', async () => {
  const partnerReceiver = await t.receiver();
  t.dispatch();
  const subject = newId();
  const events = Array.from({ length: 5 }, () => exhausted(subject));
  await t.service.deliver(...events);
  await partnerReceiver.until(() => partnerReceiver.accepted.length === 5);
  await t.settled(partnerReceiver.id);
  const { events: feed } = await t.service.data('{ events(first: 5) { edges { cursor } } }');
  const [from, , until] = feed.edges.map(({ cursor }: { cursor: string }) => cursor);
  const input = { endpointId: partnerReceiver.id, after: from, until, idempotencyKey: 'replay' };
  const replay = 'mutation ($input: ReplayEventsInput!) { replayEvents(input: $input) { id } }';
  await t.service.data(replay, { input }, t.own);
  await partnerReceiver.until(() => partnerReceiver.accepted.length === 7);
  await t.service.data(replay, { input }, t.own);
  const fresh = exhausted(subject);
  await t.service.deliver(fresh);
  await partnerReceiver.until(() => partnerReceiver.accepted.includes(idOf(fresh)));
  const ids = events.map(idOf);
  expect(partnerReceiver.accepted).toEqual([...ids, ids[1], ids[2], idOf(fresh)]);
  const beyond = { ...input, until: undefined, after: `${from.split('-')[0]}-99`, idempotencyKey: 'beyond' };
  expect(await t.service.refusal(replay, { input: beyond }, t.own)).toMatchObject({
    code: 'BAD_USER_INPUT',
    problems: [{ path: 'after' }],
  });
});

test('a delivery is sent again by its partner and the organiser only', async () => {
  const partnerReceiver = await t.receiver();
  t.dispatch();
  await t.service.deliver(exhausted());
  const { deliveries } = await eventually(
    () => t.endpoint(partnerReceiver.id),
    (endpoint) => endpoint.deliveries.nodes.length === 1,
  );
  const input = { deliveryId: deliveries.nodes[0].id };
  const redeliver = 'mutation ($input: RedeliverInput!) { redeliver(input: $input) { id } }';
  expect(await t.service.refusal(redeliver, { input }, { as: actingForPartner(newId()) })).toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(await t.service.refusal(redeliver, { input })).toMatchObject({ code: 'UNAUTHENTICATED' });
});
