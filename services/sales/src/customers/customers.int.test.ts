import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { salesService } from '../service.js';
import { noon } from '../testing/builders.js';
import { customerBuilders, customerEntry, recordCustomerMutation } from '../testing/customer-builders.js';

let service: TestService;
let make: ReturnType<typeof customerBuilders>;
let own: string;

const ask = `query ($filter: CustomerFilter, $search: String, $first: Int! = 20, $after: String) {
  customers(filter: $filter, search: $search, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { id name phone email note purposes consentAt consentText consentLanguage consentWithdrawnAt collectedAt recordedAt } } }`;
const withdraw = `mutation ($input: WithdrawCustomerConsentInput!) { withdrawCustomerConsent(input: $input) {
  purposes consentWithdrawnAt } }`;
const customers = async (variables: object = {}, as = actingFor(own)) =>
  (await service.data(ask, { ...variables }, { as })).customers;
const refused = (overrides: object, as = actingFor(own)) =>
  service.refusal(recordCustomerMutation, { input: { exhibitorId: own, ...customerEntry(overrides) } }, { as });

beforeAll(async () => {
  service = await testService(salesService);
  service.setNow(noon);
  make = customerBuilders(service);
});
beforeEach(() => {
  own = newId();
});
afterAll(() => service.close());

test('a contact is kept with its consent and purposes, once per key, fifty at a time', async () => {
  const input = { exhibitorId: own, ...customerEntry({ collectedAt: '2025-01-28T09:00:00.000Z' }) };
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => service.data(recordCustomerMutation, { input }, { as: actingFor(own) })),
  );
  const id = answers[0]?.recordCustomer.id;
  expect(new Set(answers.map(({ recordCustomer }) => recordCustomer.id))).toEqual(new Set([id]));
  const { idempotencyKey: _key, exhibitorId: _own, ...left } = input;
  expect(await customers()).toMatchObject({
    totalCount: 1,
    nodes: [{ id, ...left, recordedAt: noon.toISOString(), consentWithdrawnAt: null }],
  });
  expect((await refused({ ...input, name: 'Another' })).code).toBe('IDEMPOTENCY_CONFLICT');
});

test('without consent, its words and a purpose nothing is kept', async () => {
  for (const [overrides, path] of [
    [{ purposes: [] }, 'purposes'],
    [{ purposes: ['NEWS', 'NEWS'] }, 'purposes'],
    [{ consentText: '  ' }, 'consentText'],
    [{ consentAt: '2025-01-29T11:00:01.000Z' }, 'consentAt'],
    [{ collectedAt: '2025-01-30T11:00:00.000Z' }, 'collectedAt'],
    [{ name: ' ' }, 'name'],
    [{ phone: 'call me' }, 'phone'],
    [{ email: 'fatima' }, 'email'],
    [{ idempotencyKey: 'fatima.zahra@example.org' }, 'idempotencyKey'],
  ] as const) {
    expect(await refused(overrides)).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ path }] });
  }
  expect((await refused({ consentAt: undefined })).code).toBe('BAD_USER_INPUT');
  expect((await refused({ purposes: ['ANYTHING'] })).code).toBe('BAD_USER_INPUT');
  expect((await customers()).totalCount).toBe(0);
});

test('the contacts of a stand are seen by its exhibitor alone: not by the organiser, nor by another, nor through _entities', async () => {
  const id = await make.customer(own);
  const one = 'query ($id: ID!) { customer(id: $id) { name } }';
  expect((await service.data(one, { id }, { as: actingFor(own) })).customer.name).toContain('Fatima');
  const stranger = actingFor(newId());
  expect((await service.data(one, { id }, { as: stranger })).customer).toBeNull();
  expect((await customers({}, stranger)).totalCount).toBe(0);
  expect((await refused({}, stranger)).code).toBe('FORBIDDEN');
  const change = { input: { customerId: id } };
  expect((await service.refusal(withdraw, change, { as: stranger })).code).toBe('NOT_FOUND');

  const partner = { id: 'p', role: 'partner', partnerId: newId() } as const;
  for (const as of [organiser, partner]) {
    expect((await refused({}, as)).code).toBe('FORBIDDEN');
    for (const query of [
      '{ customers { totalCount } }',
      '{ exportCustomers { count } }',
      '{ customerErasures { totalCount } }',
      `{ customer(id: "${id}") { name } }`,
    ]) {
      expect((await service.refusal(query, {}, { as })).code).toBe('FORBIDDEN');
    }
    expect((await service.refusal(withdraw, change, { as })).code).toBe('FORBIDDEN');
  }
  expect((await service.refusal('{ customers { totalCount } }')).code).toBe('UNAUTHENTICATED');
  const entity = `query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }`;
  for (const type of ['Customer', 'CustomerErasure']) {
    const { data, errors } = await service.execute(entity, { of: [{ __typename: type, id }] }, { as: organiser });
    expect([data?._entities?.[0] ?? null, errors?.length]).toEqual([null, 1]);
  }
});

test('no event tells of a person', async () => {
  const id = await make.customer(own);
  await service.data(withdraw, { input: { customerId: id } }, { as: actingFor(own) });
  await make.erase(own, id);
  expect(await service.told()).toEqual([]);
});

test('contacts are found by purpose, time and words, as tolerant as every search, page by page', async () => {
  const amina = await make.customer(own, { name: 'أمينة', email: null, collectedAt: '2025-01-27T10:00:00.000Z' });
  const omar = await make.customer(own, { name: 'Omar Chafik', phone: null, purposes: ['WHOLESALE_OFFER'] });
  const ids = async (filter: object, search?: string) =>
    (await customers({ filter, search })).nodes.map(({ id }: { id: string }) => id);
  expect(await ids({ purpose: 'WHOLESALE_OFFER' })).toEqual([omar]);
  expect(await ids({ purpose: 'INVITATION' })).toEqual([]);
  expect(await ids({ collectedBefore: '2025-01-28T00:00:00.000Z' })).toEqual([amina]);
  expect(await ids({ collectedFrom: '2025-01-28T00:00:00.000Z' })).toEqual([omar]);
  expect(await ids({}, 'امينه')).toEqual([amina]);
  expect(await ids({}, 'shafik')).toEqual([omar]);
  expect(await ids({}, '661')).toEqual([amina]);
  const first = await customers({ first: 1 });
  expect([first.nodes[0].id, first.pageInfo.hasNextPage, first.totalCount]).toEqual([amina, true, 2]);
  expect((await customers({ first: 1, after: first.pageInfo.endCursor })).nodes).toMatchObject([{ id: omar }]);
});

test('consent is withdrawn for a purpose or for all: then the contact is on no list, and withdrawing again changes nothing', async () => {
  const customerId = await make.customer(own);
  const end = async (purposes?: string[]) =>
    (await service.data(withdraw, { input: { customerId, purposes } }, { as: actingFor(own) })).withdrawCustomerConsent;
  expect(await end(['NEWS'])).toEqual({ purposes: ['ORDER_FOLLOW_UP'], consentWithdrawnAt: null });
  expect((await customers({ filter: { purpose: 'NEWS' } })).totalCount).toBe(0);
  expect((await customers()).totalCount).toBe(1);
  const ended = { purposes: [], consentWithdrawnAt: noon.toISOString() };
  expect(await end()).toEqual(ended);
  service.setNow(new Date(noon.getTime() + 60_000));
  expect(await end()).toEqual(ended);
  service.setNow(noon);
  expect((await customers()).totalCount).toBe(0);
  expect((await customers({ filter: { consentWithdrawn: true } })).nodes).toMatchObject([{ id: customerId }]);
});

test('a device without a network sends many at once, again and again: each is recorded once or refused by itself', async () => {
  const entries = [
    customerEntry({ name: 'One', collectedAt: '2025-01-27T10:00:00.000Z' }),
    customerEntry({ name: 'Two', purposes: [] }),
    customerEntry({ name: 'Three', email: 'three' }),
    customerEntry({ name: 'Four', consentAt: '2026-01-01T00:00:00.000Z' }),
  ];
  const [one] = entries;
  const first = await make.sync(own, [...entries, { ...one, name: 'Changed' }]);
  expect(first).toMatchObject([
    { idempotencyKey: one?.idempotencyKey, outcome: 'RECORDED', customer: { name: 'One' }, code: null },
    { outcome: 'REFUSED', code: 'BAD_USER_INPUT', message: 'purposes must name at least one purpose', customer: null },
    { outcome: 'REFUSED', code: 'BAD_USER_INPUT', message: 'email must be an e-mail address' },
    { outcome: 'REFUSED', code: 'BAD_USER_INPUT', message: 'consentAt must not be in the future' },
    { outcome: 'REFUSED', code: 'IDEMPOTENCY_CONFLICT' },
  ]);
  const again = await make.sync(own, [one as object, customerEntry({ name: 'Five' })]);
  expect(again).toMatchObject([{ outcome: 'KNOWN', customer: first[0]?.customer }, { outcome: 'RECORDED' }]);
  expect(await make.customer(own, one)).toBe(first[0]?.customer.id);
  expect((await customers()).totalCount).toBe(2);
});

test('a hundred contacts are read in as many statements as one', async () => {
  await make.sync(
    own,
    Array.from({ length: 100 }, () => customerEntry()),
  );
  const count = (first: number) => service.countStatements(() => customers({ first }));
  const one = await count(1);
  expect(await count(100)).toBe(one);
});
