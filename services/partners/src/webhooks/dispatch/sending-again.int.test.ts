import { endpointDisabled } from '@maarad/shared/contracts';
import { cursorsOf } from '../../feed/cursor.js';
import { anEndpoint, aPartner } from '../../testing/builders.js';
import { exhausted } from '../../testing/events.js';
import { openReceiver } from '../../testing/receiver.js';
import { eventually, idOf, second, webhookTest, type WebhookTest } from '../../testing/webhook-test.js';

let t: WebhookTest;

beforeEach(async () => {
  t = await webhookTest();
});
afterEach(() => t.close());

test('what fails is tried again after 5 s and 5 minutes with the same id and another time, and logged with its answers', async () => {
  const partnerReceiver = await t.receiver(() => 500);
  const began = Date.now();
  t.at(began);
  t.dispatch();
  const event = exhausted();
  await t.service.deliver(event);
  expect((await t.attempted(partnerReceiver.id, 1)).deliveries.nodes[0]).toMatchObject({ status: 'PENDING' });
  t.at(began + 6 * second);
  await t.attempted(partnerReceiver.id, 2);
  t.at(began + 200 * second);
  partnerReceiver.react = () => 204;
  t.at(began + 400 * second);
  const { deliveries, failures } = await t.settled(partnerReceiver.id);
  expect(failures).toBe(0);
  expect(deliveries.nodes).toMatchObject([
    {
      status: 'SUCCEEDED',
      attempts: [
        { statusCode: 500, response: 'no: 500' },
        { statusCode: 500, response: 'no: 500' },
        { statusCode: 204, response: '' },
      ],
    },
  ]);
  const ids = partnerReceiver.received.map(({ headers }) => headers['webhook-id']);
  expect(ids).toEqual([idOf(event), idOf(event), idOf(event)]);
  expect(new Set(partnerReceiver.received.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(3);
});

test('after ten attempts in three days a delivery is given up, and can be sent again with its whole log', async () => {
  const refused = exhausted();
  // Others are accepted, so that the endpoint as a whole is not beyond hope.
  const partnerReceiver = await t.receiver(({ headers }) => (headers['webhook-id'] === idOf(refused) ? 500 : 204));
  let now = Date.now();
  t.at(now);
  t.dispatch();
  await t.service.deliver(refused);
  for (let times = 1; times <= 10; times += 1) {
    await eventually(
      () => t.service.database.query('SELECT count(*)::int AS count FROM webhook_attempts WHERE status_code = 500'),
      ([{ count }]) => count === times,
    );
    now += 27 * 3_600 * second;
    t.at(now);
    const other = exhausted();
    await t.service.deliver(other);
    await partnerReceiver.until(() => partnerReceiver.accepted.includes(idOf(other)));
  }
  const failed = (await t.settled(partnerReceiver.id)).deliveries.nodes.find(
    ({ event }: { event: { id: string } }) => event.id === idOf(refused),
  );
  expect(failed).toMatchObject({ status: 'FAILED', nextAttemptAt: null });
  expect(failed.attempts).toHaveLength(10);
  partnerReceiver.react = () => 204;
  await t.service.data(
    'mutation ($input: RedeliverInput!) { redeliver(input: $input) { id status } }',
    { input: { deliveryId: failed.id } },
    t.own,
  );
  await partnerReceiver.until(() => partnerReceiver.accepted.includes(idOf(refused)));
  const again = (await t.settled(partnerReceiver.id)).deliveries.nodes.find(
    ({ id }: { id: string }) => id === failed.id,
  );
  expect(again.status).toBe('SUCCEEDED');
  expect(again.attempts).toHaveLength(11);
});

test('a receiver that answers 410 is disabled at once; enabled again, it gets what it missed', async () => {
  const partnerReceiver = await t.receiver(() => 410);
  t.dispatch();
  const [first, next] = [exhausted(), exhausted()];
  await t.service.deliver(first);
  expect(
    await eventually(
      () => t.endpoint(partnerReceiver.id),
      ({ status }) => status === 'DISABLED',
    ),
  ).toMatchObject({ status: 'DISABLED', disabledReason: 'GONE' });
  await t.service.deliver(next);
  partnerReceiver.react = () => 204;
  await t.service.data(
    'mutation ($input: WebhookEndpointStepInput!) { enableWebhookEndpoint(input: $input) { id } }',
    { input: { endpointId: partnerReceiver.id } },
    t.own,
  );
  t.at(Date.now() + 10 * second);
  await partnerReceiver.until(() => partnerReceiver.accepted.length === 2);
  expect([...partnerReceiver.accepted].sort()).toEqual([idOf(first), idOf(next)].sort());
});

test('Retry-After is kept to, by all requests to the endpoint', async () => {
  const partnerReceiver = await t.receiver(
    (_, response) => void response.writeHead(429, { 'retry-after': '3600' }).end(),
  );
  t.dispatch();
  await t.service.deliver(exhausted());
  const { pausedUntil, deliveries } = await t.attempted(partnerReceiver.id, 1);
  expect(new Date(pausedUntil).getTime()).toBeGreaterThan(Date.now() + 3_500 * second);
  expect(new Date(deliveries.nodes[0].nextAttemptAt).getTime()).toBeGreaterThan(Date.now() + 3_500 * second);
  const healthy = await t.receiver();
  t.at(Date.now() + 600 * second);
  await t.service.deliver(exhausted());
  await healthy.until(() => healthy.accepted.length === 1);
  expect(partnerReceiver.received).toHaveLength(1);
  partnerReceiver.react = () => 204;
  t.at(Date.now() + 3_700 * second);
  await partnerReceiver.until(() => partnerReceiver.accepted.length === 2);
  expect(partnerReceiver.accepted).toHaveLength(2);
});

test('a redirect is a failure', async () => {
  const elsewhere = await t.receiver();
  const partnerReceiver = await t.receiver(
    (_, response) => void response.writeHead(302, { location: elsewhere.url }).end(),
  );
  await t.service.data(
    'mutation ($input: WebhookEndpointStepInput!) { disableWebhookEndpoint(input: $input) { id } }',
    { input: { endpointId: elsewhere.id } },
    t.own,
  );
  t.dispatch();
  await t.service.deliver(exhausted());
  expect((await t.attempted(partnerReceiver.id, 1)).deliveries.nodes[0]).toMatchObject({
    status: 'PENDING',
    attempts: [{ statusCode: 302 }],
  });
  expect(elsewhere.received).toEqual([]);
});

test('that an endpoint was disabled is told once, to its partner alone: it hears of it at another endpoint', async () => {
  const [dead, other] = [await t.receiver(() => 410), await t.receiver()];
  const stranger = await aPartner(t.service);
  const elsewhere = await openReceiver();
  await anEndpoint(t.service, stranger, { url: elsewhere.url });
  t.dispatch();
  await t.service.deliver(exhausted(), exhausted(), exhausted());
  await eventually(
    () => t.endpoint(dead.id),
    ({ status }) => status === 'DISABLED',
  );
  await t.settled(other.id);
  const told: unknown[] = await t.service.told(endpointDisabled.type);
  expect(told).toMatchObject([{ subject: dead.id, data: { partnerId: t.partner, reason: 'GONE' } }]);
  await t.change('disableWebhookEndpoint', 'WebhookEndpointStepInput', { endpointId: dead.id });
  const [{ data }] = told as [{ data: Parameters<typeof endpointDisabled>[1] }];
  await t.service.deliver(endpointDisabled(dead.id, data), exhausted());
  await other.until(() => other.accepted.length === 5);
  await elsewhere.until(() => elsewhere.accepted.length === 4);
  expect(elsewhere.received.filter(({ body }) => body.includes(endpointDisabled.type))).toEqual([]);
  expect(await t.service.told(endpointDisabled.type)).toHaveLength(1);
  await elsewhere.close();
});

test('an endpoint without a success for three days is disabled', async () => {
  const partnerReceiver = await t.receiver(() => 500);
  const began = Date.now();
  t.at(began);
  t.dispatch();
  await t.service.deliver(exhausted());
  await t.attempted(partnerReceiver.id, 1);
  t.at(began + 73 * 3_600 * second);
  expect(
    await eventually(
      () => t.endpoint(partnerReceiver.id),
      ({ status }) => status === 'DISABLED',
    ),
  ).toMatchObject({ disabledReason: 'FAILING' });
  const { feed } = await cursorsOf(t.service.database);
  expect(await t.service.told()).toMatchObject([
    {
      ...{ type: endpointDisabled.type, subject: partnerReceiver.id, source: '/services/partners' },
      data: {
        partnerId: t.partner,
        reason: 'FAILING',
        failingSince: new Date(began).toISOString(),
        cursor: `${feed}-1`,
      },
    },
  ]);
});
