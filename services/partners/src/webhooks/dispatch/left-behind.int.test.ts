import { HTTP, type CloudEvent } from 'cloudevents';
import { endpointDisabled } from '@maarad/shared/contracts';
import { newId } from '@maarad/shared/runtime';
import { keepFeed } from '../../feed/keep-feed.js';
import { exhausted } from '../../testing/events.js';
import { eventually, idOf, second, webhookTest, type WebhookTest } from '../../testing/webhook-test.js';
import { KeySeal } from '../sending/key-seal.js';
import { newSigningKeys } from '../sending/signing-keys.js';
import { keepDeliveries } from '../deliveries/keep-deliveries.js';

const day = 86_400 * second;
let t: WebhookTest;

beforeEach(async () => {
  t = await webhookTest();
});
afterEach(() => t.close());

const switchTo = (name: 'enable' | 'disable', endpointId: string) =>
  t.change(`${name}WebhookEndpoint`, 'WebhookEndpointStepInput', { endpointId });

test('an endpoint that the feed has left behind is disabled rather than led over a gap, and goes on with what is kept', async () => {
  await keepFeed(t.service.context(), 30);
  const receiver = await t.receiver();
  await switchTo('disable', receiver.id);
  await t.service.deliver(exhausted(), exhausted());
  const began = Date.now();
  t.at(began + 31 * day);
  await keepFeed(t.service.context(), 30);
  const kept = exhausted();
  await t.service.deliver(kept);
  await t.service.database.query(`UPDATE webhook_endpoints SET status = 'ENABLED'`);
  t.dispatch();
  const left = await eventually(
    () => t.endpoint(receiver.id),
    ({ status }) => status === 'DISABLED',
  );
  expect(left).toMatchObject({ status: 'DISABLED', disabledReason: 'OVERTAKEN' });
  expect(receiver.received).toEqual([]);
  expect(await t.service.told(endpointDisabled.type)).toMatchObject([
    { subject: receiver.id, data: { partnerId: t.partner, reason: 'OVERTAKEN', failingSince: null } },
  ]);
  await switchTo('enable', receiver.id);
  await receiver.until(() => receiver.accepted.length === 1);
  expect(receiver.accepted).toEqual([idOf(kept)]);
});

test('a request is a CloudEvent in structured mode, which the CloudEvents library reads strictly', async () => {
  const receiver = await t.receiver();
  t.dispatch();
  const event = exhausted();
  await t.service.deliver(event);
  await receiver.until(() => receiver.received.length === 1);
  const [{ headers, body }] = receiver.received as [(typeof receiver.received)[number]];
  const read = HTTP.toEvent({ headers: headers as Record<string, string>, body });
  expect(read).toMatchObject({ id: idOf(event), subject: event.subject, specversion: '1.0' });
  expect((read as CloudEvent).validate()).toBe(true);
});

test('fifty who send one delivery again at once send it once more at least, and leave one delivery', async () => {
  const receiver = await t.receiver();
  t.dispatch();
  await t.service.deliver(exhausted());
  await receiver.until(() => receiver.accepted.length === 1);
  const { deliveries } = await t.settled(receiver.id);
  const input = { deliveryId: deliveries.nodes[0].id };
  await Promise.all(Array.from({ length: 50 }, () => t.change('redeliver', 'RedeliverInput', input)));
  await receiver.until(() => receiver.accepted.length >= 2);
  const after = await t.settled(receiver.id);
  expect(after.deliveries.nodes).toHaveLength(1);
  expect(after.deliveries.nodes[0].status).toBe('SUCCEEDED');
});

test('fifty who ask for a replay at once get one', async () => {
  const receiver = await t.receiver();
  await t.service.deliver(exhausted(), exhausted());
  t.dispatch();
  await receiver.until(() => receiver.accepted.length === 2);
  await t.settled(receiver.id);
  await switchTo('disable', receiver.id);
  const replay = 'mutation ($input: ReplayEventsInput!) { replayEvents(input: $input) { replaying } }';
  const asked = Array.from({ length: 50 }, () =>
    t.service.execute(replay, { input: { endpointId: receiver.id, after: '0', idempotencyKey: newId() } }, t.own),
  );
  const codes = (await Promise.all(asked)).map(({ errors }) => errors?.[0]?.extensions?.code ?? 'taken');
  expect(codes.filter((code) => code === 'taken')).toHaveLength(1);
  expect(new Set(codes)).toEqual(new Set(['taken', 'CONFLICT']));
  await switchTo('enable', receiver.id);
  await receiver.until(() => receiver.accepted.length === 4);
  expect(receiver.accepted.slice(2)).toEqual(receiver.accepted.slice(0, 2));
});

test('the log of deliveries is kept as long as the feed, and what waits for an endpoint that nobody enables is given up then', async () => {
  const [taking, refusing] = [await t.receiver(), await t.receiver(() => 500)];
  t.dispatch();
  await t.service.deliver(exhausted());
  await t.settled(taking.id);
  await t.attempted(refusing.id, 1);
  await switchTo('disable', refusing.id);
  t.at(Date.now() + 29 * day);
  await keepDeliveries(t.service.context(), 30);
  expect((await t.endpoint(taking.id)).deliveries.nodes).toHaveLength(1);
  expect((await t.endpoint(refusing.id)).deliveries.nodes).toMatchObject([{ status: 'PENDING' }]);
  t.at(Date.now() + 31 * day);
  await keepDeliveries(t.service.context(), 30);
  expect((await t.endpoint(taking.id)).deliveries.nodes).toEqual([]);
  expect((await t.endpoint(refusing.id)).deliveries.nodes).toMatchObject([{ status: 'FAILED' }]);
});

test('a deleted endpoint gets nothing more, also of what was on its way', async () => {
  const receiver = await t.receiver(() => 500);
  const began = Date.now();
  t.at(began);
  t.dispatch();
  await t.service.deliver(exhausted());
  await t.attempted(receiver.id, 1);
  await t.change('deleteWebhookEndpoint', 'WebhookEndpointStepInput', { endpointId: receiver.id });
  const other = await t.receiver();
  t.at(began + day);
  await t.service.deliver(exhausted());
  await other.until(() => other.accepted.length === 1);
  expect(receiver.received).toHaveLength(1);
  const [{ keys }] = await t.service.database.query('SELECT keys FROM webhook_endpoints WHERE id = $1', [receiver.id]);
  expect(keys).toEqual([]);
});

test('where the key of the service is another one, nothing goes out unsigned, and the log says that the secret has to be rotated', async () => {
  const receiver = await t.receiver();
  const { keys } = (await t.service.database.query('SELECT keys FROM webhook_endpoints'))[0];
  const foreign = new KeySeal('0'.repeat(64)).seal(newSigningKeys());
  await t.service.database.query('UPDATE webhook_endpoints SET keys = $1', [JSON.stringify([foreign])]);
  t.dispatch();
  await t.service.deliver(exhausted());
  const { deliveries } = await t.attempted(receiver.id, 1);
  expect(deliveries.nodes[0].attempts).toMatchObject([
    { statusCode: null, error: 'the secret cannot be read any more: rotate it' },
  ]);
  expect(receiver.received).toEqual([]);
  await t.service.database.query('UPDATE webhook_endpoints SET keys = $1', [JSON.stringify(keys)]);
  t.at(Date.now() + 60 * second);
  await receiver.until(() => receiver.accepted.length === 1);
});
