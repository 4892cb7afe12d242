import { anonymous } from '@maarad/shared/auth';
import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { partnersService } from '../../service.js';
import { actingForPartner, anEndpoint, aPartner } from '../../testing/builders.js';
import { cursorsOf } from '../../feed/cursor.js';
import { exhausted, types } from '../../testing/events.js';

let service: TestService;
let partner: string;

beforeEach(async () => {
  service = await testService(partnersService);
  partner = await aPartner(service);
});
afterEach(() => service.close());

const fields =
  'id url status disabledReason order publicKey cursor replaying filter { types regions kinds exhibitorId } partner { id }';
const create = `mutation ($input: CreateWebhookEndpointInput!) {
  createWebhookEndpoint(input: $input) { secret endpoint { ${fields} } }
}`;
const step = (name: string) =>
  `mutation ($input: WebhookEndpointStepInput!) { ${name}(input: $input) { id status disabledReason } }`;
const update = `mutation ($input: UpdateWebhookEndpointInput!) { updateWebhookEndpoint(input: $input) { ${fields} } }`;
const rotate =
  'mutation ($input: RotateWebhookSecretInput!) { rotateWebhookSecret(input: $input) { secret endpoint { publicKey } } }';
const list = 'query ($id: ID!) { partner(id: $id) { endpoints { id url } } }';
const own = () => ({ as: actingForPartner(partner) });
const input = () => ({ partnerId: partner, url: 'https://203.0.114.7/events', idempotencyKey: 'one' });

test('a partner makes an endpoint and is shown its secret once', async () => {
  const { createWebhookEndpoint: made } = await service.data(create, { input: input() }, own());
  expect(made.secret).toMatch(/^whsec_/);
  expect(made.endpoint).toMatchObject({
    url: 'https://203.0.114.7/events',
    status: 'ENABLED',
    order: 'PER_SUBJECT',
    replaying: false,
    filter: { types: null, regions: null },
    partner: { id: partner },
  });
  expect(made.endpoint.publicKey).toMatch(/^whpk_/);
  const again = await service.data(create, { input: input() }, own());
  expect(again.createWebhookEndpoint).toEqual({ secret: null, endpoint: made.endpoint });
  const [{ all }] = await service.database.query('SELECT count(*)::int AS all FROM webhook_endpoints');
  expect(all).toBe(1);
});

test('an endpoint begins with what comes next, or after a cursor of any channel', async () => {
  await service.deliver(exhausted(), exhausted());
  const cursors = await cursorsOf(service.database);
  const made = await service.data(create, { input: input() }, own());
  expect(made.createWebhookEndpoint.endpoint.cursor).toBe(cursors.at(2));
  const since = { ...input(), idempotencyKey: 'two', after: cursors.at(1) };
  expect((await service.data(create, { input: since }, own())).createWebhookEndpoint.endpoint.cursor).toBe(
    cursors.at(1),
  );
  for (const after of ['x', cursors.at(3), 'abcdef-1']) {
    const refused = await service.refusal(create, { input: { ...since, idempotencyKey: after, after } }, own());
    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ path: 'after' }] });
  }
});

test('an address that is refused is named with its rule, at creation and at a change', async () => {
  const { id } = await anEndpoint(service, partner);
  for (const [url, rule] of [
    ['http://example.org/', 'must begin with https://'],
    ['https://0x7f.1/', 'must lead to the public internet, which an address that is loopback does not'],
    ['http://127.0.0.1:4000/', 'must begin with https://'],
    ['https://localhost/', expect.stringMatching(/^must (lead to the public internet|name a host that can be found)/)],
  ]) {
    const refused = { code: 'BAD_USER_INPUT', problems: [{ path: 'url', rule }] };
    expect(await service.refusal(create, { input: { ...input(), url } }, own())).toMatchObject(refused);
    expect(await service.refusal(update, { input: { endpointId: id, url } }, own())).toMatchObject(refused);
  }
});

test('a filter on what the fair does not know is refused with each bad value', async () => {
  const filter = { types: [types.sale, 'org.maarad.none.v1'], exhibitorId: 'x' };
  expect(await service.refusal(create, { input: { ...input(), filter } }, own())).toMatchObject({
    code: 'BAD_USER_INPUT',
    problems: [{ path: 'filter.types' }, { path: 'filter.exhibitorId' }],
  });
});

test('a change leaves what it does not name', async () => {
  const { id } = await anEndpoint(service, partner, { filter: { types: [types.sale] } });
  const url = 'https://203.0.114.8/events';
  const first = await service.data(update, { input: { endpointId: id, url } }, own());
  expect(first.updateWebhookEndpoint).toMatchObject({ url, order: 'PER_SUBJECT', filter: { types: [types.sale] } });
  const second = await service.data(
    update,
    { input: { endpointId: id, filter: { regions: ['SOUSS_MASSA'] }, order: 'UNORDERED' } },
    own(),
  );
  expect(second.updateWebhookEndpoint).toMatchObject({
    url,
    order: 'UNORDERED',
    filter: { types: null, regions: ['SOUSS_MASSA'] },
  });
});

test('an endpoint is disabled, enabled and deleted, each as often as one likes, and never comes back from deletion', async () => {
  const { id } = await anEndpoint(service, partner);
  const go = (name: string) => service.data(step(name), { input: { endpointId: id } }, own());
  for (const [name, expected] of [
    ['disableWebhookEndpoint', { id, status: 'DISABLED', disabledReason: 'BY_HAND' }],
    ['enableWebhookEndpoint', { id, status: 'ENABLED', disabledReason: null }],
    ['deleteWebhookEndpoint', { id, status: 'DELETED', disabledReason: null }],
  ] as const) {
    expect(await go(name)).toEqual({ [name]: expected });
    expect(await go(name)).toEqual({ [name]: expected });
  }
  for (const name of ['enableWebhookEndpoint', 'disableWebhookEndpoint']) {
    expect(await service.refusal(step(name), { input: { endpointId: id } }, own())).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
    });
  }
  expect(await service.refusal(update, { input: { endpointId: id, order: 'UNORDERED' } }, own())).toMatchObject({
    code: 'ILLEGAL_TRANSITION',
  });
  expect((await service.data(list, { id: partner }, own())).partner.endpoints).toEqual([]);
});

test('a rotation shows the new secret once, and another key pair', async () => {
  const { id, secret, publicKey } = await anEndpoint(service, partner);
  const asked = { input: { endpointId: id, idempotencyKey: 'rotate' } };
  const { rotateWebhookSecret: first } = await service.data(rotate, asked, own());
  expect(first.secret).toMatch(/^whsec_/);
  expect(first.secret).not.toBe(secret);
  expect(first.endpoint.publicKey).not.toBe(publicKey);
  expect((await service.data(rotate, asked, own())).rotateWebhookSecret).toEqual({ ...first, secret: null });
  const [{ keys }] = await service.database.query('SELECT keys FROM webhook_endpoints');
  expect(keys.map((one: { publicKey: string }) => one.publicKey)).toEqual([first.endpoint.publicKey, publicKey]);
  expect(JSON.stringify(keys)).not.toContain(secret.slice(6));
});

test('a partner has at most 20 endpoints, however many it asks for at once', async () => {
  const asked = Array.from({ length: 50 }, (_, index) =>
    service.execute(create, { input: { ...input(), idempotencyKey: `key ${index}` } }, own()),
  );
  const codes = (await Promise.all(asked)).map(({ errors }) => errors?.[0]?.extensions?.code ?? 'made');
  expect(codes.filter((code) => code === 'made')).toHaveLength(20);
  expect(new Set(codes)).toEqual(new Set(['made', 'FULL']));
});

test('nobody but its partner and the organiser sees an endpoint, or learns that there is one', async () => {
  const { id } = await anEndpoint(service, partner);
  const query = 'query ($id: ID!) { webhookEndpoint(id: $id) { id deliveries { totalCount } } }';
  const entity = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on WebhookEndpoint { id url } } }';
  const r = [{ __typename: 'WebhookEndpoint', id }];
  for (const as of [organiser, actingForPartner(partner)]) {
    expect((await service.data(query, { id }, { as })).webhookEndpoint.id).toBe(id);
    expect((await service.data(entity, { r }, { as }))._entities).toMatchObject([{ id }]);
  }
  for (const as of [anonymous, actingFor(newId()), actingForPartner(await aPartner(service))]) {
    expect(await service.data(query, { id }, { as })).toEqual({ webhookEndpoint: null });
    expect(await service.data(entity, { r }, { as })).toEqual({ _entities: [null] });
  }
});

test('nobody but its partner and the organiser handles an endpoint', async () => {
  const { id } = await anEndpoint(service, partner);
  const endpointId = id;
  const mutations: [string, Record<string, unknown>][] = [
    ['updateWebhookEndpoint', { endpointId, order: 'UNORDERED' }],
    ['enableWebhookEndpoint', { endpointId }],
    ['disableWebhookEndpoint', { endpointId }],
    ['deleteWebhookEndpoint', { endpointId }],
    ['rotateWebhookSecret', { endpointId, idempotencyKey: 'x' }],
    ['replayEvents', { endpointId, after: '0', idempotencyKey: 'x' }],
  ];
  const typeOf = (name: string) =>
    /able|delete/.test(name) ? 'WebhookEndpointStepInput' : `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  for (const [name, given] of mutations) {
    const mutation = `mutation ($input: ${typeOf(name)}!) { ${name}(input: $input) { __typename } }`;
    const code = async (as: Parameters<TestService['context']>[0]) =>
      (await service.refusal(mutation, { input: given }, as)).code;
    expect([name, await code({ as: actingForPartner(newId()) })]).toEqual([name, 'NOT_FOUND']);
    expect([name, await code({ as: actingFor(newId()) })]).toEqual([name, 'FORBIDDEN']);
    expect([name, await code({ as: anonymous })]).toEqual([name, 'UNAUTHENTICATED']);
  }
  const foreign = { as: actingForPartner(newId()) };
  expect(await service.refusal(create, { input: input() }, foreign)).toMatchObject({ code: 'FORBIDDEN' });
});

test('the graph has no field for a secret but those of the mutations that make one', async () => {
  const { __schema } = await service.data('{ __schema { types { name fields { name } } } }');
  const withSecret = (__schema.types as { name: string; fields: { name: string }[] | null }[])
    .filter(({ fields }) => fields?.some(({ name }) => /secret|^keys$|privateKey/i.test(name) && !/^rotate/.test(name)))
    .map(({ name }) => name)
    .sort();
  expect(withSecret).toEqual(['IssuedPartnerCredential', 'WebhookEndpointSecret']);
});

test('a list of endpoints with their deliveries costs as many statements for one as for twenty', async () => {
  const ask = () =>
    service.countStatements(() =>
      service.data(
        `query ($id: ID!) { partner(id: $id) { endpoints { id partner { id } cursor
          deliveries { totalCount nodes { id event { id } attempts { statusCode } } } } } }`,
        { id: partner },
        own(),
      ),
    );
  const { id } = await anEndpoint(service, partner);
  await addDelivery(id);
  await ask();
  const one = await ask();
  for (let made = 1; made < 20; made += 1) {
    await addDelivery((await anEndpoint(service, partner)).id);
  }
  expect(await ask()).toBe(one);
});

async function addDelivery(endpointId: string): Promise<void> {
  await service.database.query(
    `INSERT INTO webhook_deliveries (id, endpoint_id, position, event_id, subject, body, status, tries, created_at)
     VALUES ($1, $2, 1, $1, $1, $3, 'SUCCEEDED', 1, now())`,
    [newId(), endpointId, JSON.stringify({ type: types.sale, time: '2025-01-28T10:00:00Z', data: {} })],
  );
}
