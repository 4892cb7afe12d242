import { ask, dataOf } from './ask.js';
import { isAlive, openFair, until, type OpenFair } from './open-fair.js';
import { readEvents } from './read-events.js';
import { testRedriving } from './redriving.js';
import { testSafelisted } from './safelisted-fair.js';

let fair: OpenFair;
let admin: string;

beforeAll(async () => {
  fair = await openFair({ seed: 'demo' });
  admin = fair.token('admin');
}, 120_000);
afterAll(async () => {
  await fair.stop();
  fair.discard();
});

test('one query reads the edition, its first exhibitors, their stands, sessions, products and sales, across all five services', async () => {
  const data = await dataOf(
    fair.url,
    `{ currentEdition { theme { value direction } startsOn endsOn timeZone sales { byChannel { channel orders } }
        exhibitors(first: 10) { totalCount nodes { name { value } stand { code } sessions { title { value } venue { name { value } } }
          products(first: 3) { nodes { name { value } price { amount currency } available } } sales { orders revenue { amount } } } }
        workshops(first: 5) { nodes { title { value } status seatsLeft session { startsAt } } } }
      events(first: 1) { nodes { type } totalCount } }`,
    {},
    { token: admin },
  );
  const { currentEdition } = data;
  expect(currentEdition).toMatchObject({
    theme: { value: 'من أجل اقتصاد اجتماعي وتضامني منصف ودامج', direction: 'RTL' },
    startsOn: '2025-01-27',
    endsOn: '2025-02-02',
  });
  expect(currentEdition.sales.byChannel).toContainEqual({ channel: 'ONLINE', orders: 71 });
  expect(currentEdition.exhibitors.totalCount).toBe(170);
  expect(currentEdition.exhibitors.nodes.every(({ stand }: any) => stand.code)).toBe(true);
  expect(currentEdition.exhibitors.nodes.flatMap(({ products }: any) => products.nodes).length).toBeGreaterThan(5);
  expect(currentEdition.exhibitors.nodes.some(({ sales }: any) => sales.orders > 0)).toBe(true);
  expect(currentEdition.workshops.nodes.some(({ session }: any) => session)).toBe(true);
  expect(data.events.totalCount).toBeGreaterThan(4000);
});

test('the programme is read by day, in the language of the reader', async () => {
  const { currentEdition } = await dataOf(
    fair.url,
    '{ currentEdition { programme(day: "2025-01-27", first: 50) { nodes { title { value language } startsAt venue { name { value } } } } } }',
    {},
    { language: 'fr' },
  );
  const sessions = currentEdition.programme.nodes;
  expect(sessions.length).toBeGreaterThan(3);
  expect(sessions.every(({ title }: any) => title.language === 'FR')).toBe(true);
  expect(sessions.map(({ startsAt }: any) => startsAt)).toEqual(
    [...sessions.map(({ startsAt }: any) => startsAt)].sort(),
  );
});

test('the programme was released twice, and the second release says what became different', async () => {
  const { currentEdition } = await dataOf(
    fair.url,
    `{ currentEdition { releases { nodes { version added { title { value } } cancelled { title { value } }
        moved { from { startsAt } to { startsAt } } } } } }`,
  );
  const [second, first] = currentEdition.releases.nodes;
  expect([first.version, first.added.length, first.moved, first.cancelled]).toEqual([1, 63, [], []]);
  expect([second.version, second.added.length, second.moved.length, second.cancelled.length]).toEqual([2, 1, 2, 1]);
});

test('an exhibitor is found by what a Latin keyboard makes of its Arabic name, and a shared stand names both who share it', async () => {
  const find =
    'query ($search: String!) { exhibitors(first: 3, search: $search) { nodes { name { value } stand { occupants { exhibitor { id } slices { half } } } } } }';
  const saffron = await dataOf(fair.url, find, { search: 'zaafran' });
  expect(saffron.exhibitors.nodes.length).toBeGreaterThan(0);
  expect(saffron.exhibitors.nodes.every(({ name }: any) => name.value.includes('زعفران'))).toBe(true);
  const { exhibitors } = await dataOf(fair.url, find, { search: 'الصائغة نوال' });
  const { occupants } = exhibitors.nodes[0].stand;
  expect(occupants.map(({ slices }: any) => new Set(slices.map(({ half }: any) => half)))).toEqual([
    new Set(['MORNING']),
    new Set(['AFTERNOON']),
  ]);
  expect(new Set(occupants.map(({ exhibitor }: any) => exhibitor.id)).size).toBe(2);
});

test('a sale made at the front door is in the stream of events and in the summary of its exhibitor', async () => {
  const { products } = await dataOf(
    fair.url,
    '{ products(first: 1, filter: { inStock: true }) { nodes { id available exhibitor { id sales { orders } } } } }',
  );
  const [{ id: productId, available, exhibitor }] = products.nodes;
  const token = fair.token('exhibitor', '--exhibitor', exhibitor.id);
  const stream = await readEvents(fair.url, { token });
  const sold = await dataOf(
    fair.url,
    'mutation ($input: RecordSaleInput!) { recordSale(input: $input) { id total { amount } } }',
    {
      input: {
        idempotencyKey: 'at-the-front-door',
        exhibitorId: exhibitor.id,
        payment: 'CASH',
        soldAt: '2025-01-29T11:00:00Z',
        lines: [{ productId, quantity: 1 }],
      },
    },
    { token },
  );
  const frame = await stream.next(({ data }) => data.subject === sold.recordSale.id);
  stream.close();
  expect(frame.data).toMatchObject({
    specversion: '1.0',
    type: 'org.maarad.sales.sale.recorded.v1',
    source: '/services/sales',
  });
  const after = await dataOf(
    fair.url,
    'query ($id: ID!) { exhibitor(id: $id) { sales { orders } } product: product(id: "' +
      productId +
      '") { available } }',
    { id: exhibitor.id },
  );
  expect(after.exhibitor.sales.orders).toBe(exhibitor.sales.orders + 1);
  expect(after.product.available).toBe(available - 1);
});

test('the stream resumes after the event that was read last, without a gap or a double', async () => {
  const all = await readEvents(fair.url, { after: '0' });
  const first = await all.take(50);
  all.close();
  const resumed = await readEvents(fair.url, { lastEventId: first[19]!.id });
  expect((await resumed.take(30)).map(({ id }) => id)).toEqual(first.slice(20).map(({ id }) => id));
  resumed.close();
});

test('a service that is down costs its own fields, named in an error, and comes back by itself', async () => {
  const query =
    '{ currentEdition { number exhibitors(first: 2) { nodes { stand { code } sales { orders } sessions { id } } } } }';
  fair.kill('sales');
  const broken = await until(
    () => ask(fair.url, query),
    ({ errors }) => Boolean(errors),
  );
  expect(broken.data?.currentEdition.number).toBe(2);
  for (const exhibitor of broken.data?.currentEdition.exhibitors.nodes ?? []) {
    expect(exhibitor).toMatchObject({ stand: { code: expect.any(String) }, sales: null, sessions: expect.any(Array) });
  }
  expect(broken.errors?.map(({ extensions }) => extensions)).toContainEqual(
    expect.objectContaining({ code: 'SERVICE_UNAVAILABLE', service: 'sales' }),
  );
  const mended = await until(
    () => ask(fair.url, query),
    ({ errors }) => !errors,
  );
  expect(mended.errors).toBeUndefined();
});

test.each([
  [
    'an unknown id',
    'mutation { approveRegistration(input: { registrationId: "01940000-0000-7000-8000-000000000000" }) { id } }',
    'NOT_FOUND',
  ],
  ['a day outside the edition', '{ currentEdition { programme(day: "2025-03-01") { totalCount } } }', 'BAD_USER_INPUT'],
  [
    'a page of 10,000',
    '{ currentEdition { exhibitors(first: 10000) { totalCount } } }',
    /BAD_USER_INPUT|OPERATION_TOO_COSTLY/,
  ],
  [
    'an operation thirty levels deep',
    `{ currentEdition { ${'exhibitors { nodes { stand { occupant { '.repeat(8)} id ${'} } } }'.repeat(8)} } }`,
    'OPERATION_TOO_COSTLY',
  ],
  ['an unknown field', '{ currentEdition { weather } }', 'BAD_USER_INPUT'],
  ['what is no GraphQL', '{ currentEdition', 'BAD_USER_INPUT'],
])('%s gets its code', async (_, query, code) => {
  const { errors } = await ask(fair.url, query, {}, { token: admin });
  expect(errors?.[0]?.extensions.code).toMatch(code);
});

test('a fractional quantity, a price of three decimals and a text in no language name the bad field', async () => {
  const { currentEdition, exhibitors } = await dataOf(
    fair.url,
    '{ currentEdition { id } exhibitors(first: 1) { nodes { id products(first: 1) { nodes { id } } } } }',
  );
  const exhibitorId = exhibitors.nodes[0].id;
  const sale = await ask(
    fair.url,
    'mutation ($input: RecordSaleInput!) { recordSale(input: $input) { id } }',
    {
      input: {
        idempotencyKey: 'half',
        exhibitorId,
        payment: 'CASH',
        soldAt: '2025-01-29T11:00:00Z',
        lines: [{ productId: exhibitorId, quantity: 0.5 }],
      },
    },
    { token: admin },
  );
  expect(sale.errors?.[0]).toMatchObject({
    message: expect.stringContaining('quantity'),
    extensions: { code: 'BAD_USER_INPUT' },
  });
  const product = {
    idempotencyKey: 'three',
    editionId: currentEdition.id,
    exhibitorId,
    name: {},
    category: 'POTTERY',
    unit: 'PIECE',
    labels: [],
    openingStock: 1,
  };
  const listed = (price: string) =>
    ask(
      fair.url,
      'mutation ($input: ListProductInput!) { listProduct(input: $input) { id } }',
      { input: { ...product, price: { amount: price, currency: 'MAD' } } },
      { token: admin },
    );
  expect((await listed('12.50')).errors?.[0]?.extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    problems: [{ path: 'name' }],
  });
});

test('a malformed token is refused, a visitor may not decide, a body of 5 MB is too large', async () => {
  expect(await ask(fair.url, '{ currentEdition { id } }', {}, { token: 'nonsense' })).toMatchObject({
    status: 401,
    errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
  });
  const approve = 'mutation { approveRegistration(input: { registrationId: "x" }) { id } }';
  expect((await ask(fair.url, approve)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  expect(
    (await ask(fair.url, approve, {}, { token: fair.token('partner', '--partner', 'p1') })).errors?.[0]?.extensions
      .code,
  ).toBe('FORBIDDEN');
  expect(await ask(fair.url, '{ currentEdition { id } }', { filling: 'x'.repeat(5_000_000) })).toMatchObject({
    status: 413,
    errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
  });
});

testSafelisted(() => fair);

test('a service that is reached directly refuses', async () => {
  const { status, errors } = await ask(`http://127.0.0.1:${fair.port + 3}`, '{ products { totalCount } }');
  expect([status, errors?.[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
});

test('SIGTERM leaves no process behind, and the next start finds the fair again', async () => {
  const pids = fair.pids();
  await fair.stop();
  expect(pids.length).toBeGreaterThan(6);
  expect(pids.filter(isAlive)).toEqual([]);
  fair = await openFair({ seed: 'demo', home: fair.home });
  const { currentEdition } = await dataOf(fair.url, '{ currentEdition { exhibitors(first: 1) { totalCount } } }');
  expect(currentEdition.exhibitors.totalCount).toBe(170);
}, 90_000);

testRedriving(() => ({ fair, admin }));
