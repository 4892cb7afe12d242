import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser } from '@maarad/shared/testing';
import { giveAccess, takeAccess } from '../../testing/builders.js';
import { exhausted, low, sold, types } from '../../testing/events.js';
import { second, webhookTest, type WebhookTest } from '../../testing/webhook-test.js';

const weaver = newId();
const noon = Date.parse('2025-01-28T12:00:00Z');
let test_: WebhookTest;

beforeEach(async () => {
  test_ = await webhookTest();
  test_.at(noon);
  const { service, partner } = test_;
  await service.data(
    'mutation ($input: UpdatePartnerInput!) { updatePartner(input: $input) { id } }',
    { input: { partnerId: partner, regions: ['SOUSS_MASSA'] } },
    { as: organiser },
  );
});
afterEach(() => test_.close());

const shown = ({ deliveries }: any) => deliveries.nodes.map(({ status, event }: any) => [event.type, status]);

test('a webhook carries what its partner may see, also of what the feed has kept', async () => {
  const { service, partner } = test_;
  const receiver = await test_.receiver();
  test_.dispatch();
  await service.deliver(sold(weaver), low(weaver), low(weaver, 'SOUSS_MASSA'), exhausted());
  await receiver.until(() => receiver.accepted.length === 2);
  await giveAccess(service, partner, weaver);
  await service.deliver(sold(weaver));
  await receiver.until(() => receiver.accepted.length === 3);
  await test_.change('replayEvents', 'ReplayEventsInput', { endpointId: receiver.id, after: '0', idempotencyKey: 'r' });
  await receiver.until(() => receiver.accepted.length === 8);
  expect(shown(await test_.settled(receiver.id)).filter(([type]: [string]) => type === types.sale)).toHaveLength(3);
});

test('what waits to be sent again is dropped once the right to it is gone; the log says so, and shows no more of it', async () => {
  const { service, partner } = test_;
  await giveAccess(service, partner, weaver);
  const receiver = await test_.receiver(({ body }) => (body.includes(types.sale) ? 500 : 204));
  test_.dispatch();
  await service.deliver(sold(weaver), exhausted());
  await receiver.until(() => receiver.received.length === 2);
  await takeAccess(service, partner, weaver);
  test_.at(noon + 3_600 * second);
  expect(shown(await test_.settled(receiver.id))).toEqual([
    [types.exhausted, 'SUCCEEDED'],
    [types.sale, 'DROPPED'],
  ]);
  expect(receiver.received).toHaveLength(2);
  const log = `query ($id: ID!) { webhookEndpoint(id: $id) { deliveries(status: DROPPED) { nodes { id event { data } } } } }`;
  const ask = async (as: typeof organiser) =>
    (await service.data(log, { id: receiver.id }, { as })).webhookEndpoint.deliveries.nodes[0];
  expect((await ask(test_.own.as)).event.data).toEqual({});
  const dropped = await ask(organiser);
  expect(dropped.event.data).toMatchObject({ exhibitorId: weaver });
  await test_.change('redeliver', 'RedeliverInput', { deliveryId: dropped.id });
  expect(shown(await test_.settled(receiver.id))).toContainEqual([types.sale, 'DROPPED']);
  expect(receiver.received).toHaveLength(2);
  expect((await service.execute(log, { id: receiver.id }, { as: actingFor(weaver) })).data?.webhookEndpoint).toBeNull();
});
