import { organiser } from '@maarad/shared/testing';
import { exhausted } from '../testing/events.js';
import { idOf, webhookTest, type WebhookTest } from '../testing/webhook-test.js';

let t: WebhookTest;

beforeEach(async () => {
  t = await webhookTest();
});
afterEach(() => t.close());

const step = (name: string) =>
  t.service.data(
    `mutation ($input: PartnerStepInput!) { ${name}(input: $input) { closedAt } }`,
    { input: { partnerId: t.partner } },
    { as: organiser },
  );
const enable = 'mutation ($input: WebhookEndpointStepInput!) { enableWebhookEndpoint(input: $input) { status } }';

test('a partner that the organiser closes gets nothing more and makes and enables no endpoint, whatever tokens it has', async () => {
  const receiver = await t.receiver();
  const first = await step('closePartner');
  expect(await step('closePartner')).toEqual(first);
  t.dispatch();
  expect(await t.endpoint(receiver.id)).toMatchObject({ status: 'DISABLED', disabledReason: 'PARTNER_CLOSED' });
  const input = { endpointId: receiver.id };
  for (const as of [t.own.as, organiser]) {
    expect(await t.service.refusal(enable, { input }, { as })).toMatchObject({
      code: 'CONFLICT',
      conflictsWith: [{ type: 'Partner', id: t.partner }],
    });
  }
  await expect(t.receiver()).rejects.toThrow('closed this partner');
});

test('reopened, a partner enables its endpoints again and gets what it missed', async () => {
  const receiver = await t.receiver();
  await step('closePartner');
  const missed = exhausted();
  await t.service.deliver(missed);
  t.dispatch();
  await step('reopenPartner');
  expect(await t.endpoint(receiver.id)).toMatchObject({ status: 'DISABLED' });
  await t.service.data(enable, { input: { endpointId: receiver.id } }, t.own);
  await receiver.until(() => receiver.accepted.length === 1);
  expect(receiver.accepted).toEqual([idOf(missed)]);
});

test('whoever makes or enables endpoints while the partner is closed has none that is enabled afterwards', async () => {
  const receivers = await Promise.all(Array.from({ length: 18 }, () => t.receiver()));
  for (const { id } of receivers) {
    await t.change('disableWebhookEndpoint', 'WebhookEndpointStepInput', { endpointId: id });
  }
  const enabling = receivers.flatMap(({ id }) =>
    [1, 2, 3].map(() => t.service.execute(enable, { input: { endpointId: id } }, t.own)),
  );
  const making = [1, 2].map(() => t.receiver().catch(() => undefined));
  await Promise.all([...enabling.slice(0, 27), step('closePartner'), ...making, ...enabling.slice(27)]);
  const [{ enabled }] = await t.service.database.query(
    `SELECT count(*)::int AS enabled FROM webhook_endpoints WHERE status = 'ENABLED'`,
  );
  expect(enabled).toBe(0);
});

test('the organiser changes what a partner is; what is not named stays; nobody else does either', async () => {
  const update =
    'mutation ($input: UpdatePartnerInput!) { updatePartner(input: $input) { kind regions name { value } } }';
  const input = { partnerId: t.partner, kind: 'BUYER', regions: ['ORIENTAL'] };
  expect(await t.service.data(update, { input }, { as: organiser })).toEqual({
    updatePartner: { kind: 'BUYER', regions: ['ORIENTAL'], name: { value: 'Conseil régional' } },
  });
  expect(await t.service.refusal(update, { input }, t.own)).toMatchObject({ code: 'FORBIDDEN' });
  for (const name of ['closePartner', 'reopenPartner']) {
    const mutation = `mutation ($input: PartnerStepInput!) { ${name}(input: $input) { id } }`;
    expect(await t.service.refusal(mutation, { input: { partnerId: t.partner } }, t.own)).toMatchObject({
      code: 'FORBIDDEN',
    });
  }
});
