import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import { openCannedFair, type CannedFair } from './canned-fair.js';
import type { Behaviour } from './canned-services.js';

const whole =
  '{ exhibitors(first: 2) { nodes { id name sales { orders } products { name } neighbour { sales { orders } } } totalCount } }';
const away = (service: string, ...path: (string | number)[]) => ({
  message: `The service ${service} does not answer.`,
  path,
  extensions: { code: 'SERVICE_UNAVAILABLE', service, since: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) },
});

describe.each(['compiled', 'stock'] as const)('an answer of the %s executor while a service is away', (EXECUTOR) => {
  let fair: CannedFair;
  beforeAll(async () => {
    fair = await openCannedFair({ EXECUTOR });
  });
  afterAll(() => fair.close());

  const expectWhole = async () => {
    const { status, body } = await fair.post(whole);
    expect(status).toBe(200);
    expect(body.errors).toBeUndefined();
    expect(body.data.exhibitors.nodes[1]).toEqual({
      id: 'e2',
      name: 'Cooperative 2',
      sales: { orders: 3 },
      products: [{ name: 'Argan oil' }],
      neighbour: { sales: { orders: 3 } },
    });
  };
  const expectPartial = async () => {
    const { status, body } = await fair.post(whole);
    expect(status).toBe(200);
    const missing = [0, 1].flatMap((index) =>
      [['sales'], ['products'], ['neighbour', 'sales']].map((field) =>
        away('sales', 'exhibitors', 'nodes', index, ...field),
      ),
    );
    expect(body.errors).toHaveLength(missing.length);
    expect(body.errors).toEqual(expect.arrayContaining(missing));
    expect(body.data.exhibitors).toEqual({
      nodes: [1, 2].map((number) => ({
        id: `e${number}`,
        name: `Cooperative ${number}`,
        sales: null,
        products: null,
        neighbour: { sales: null },
      })),
      totalCount: 10,
    });
  };

  test('each field that it owes is null with an error that names both, the rest is answered, and all is there again once it is back', async () => {
    await expectWhole();
    await fair.services.sales.stop();
    await expectPartial();
    await fair.services.sales.start();
    await expectWhole();
  });

  test.each<Behaviour>(['answers 500', 'answers HTML', 'hangs', 'drips', 'breaks off'])(
    'the same when it %s',
    async (behaviour) => {
      fair.services.sales.behaviour = behaviour;
      await expectPartial();
      fair.services.sales.behaviour = 'answers';
      await expectWhole();
    },
  );

  test('of a long list, a hundred fields that it owes are told one by one, and how many more there are', async () => {
    fair.services.sales.behaviour = 'answers 500';
    const { body } = await fair.post(
      '{ exhibitors { nodes { neighbours { nodes { sales { orders } name products { name } } } } } }',
    );
    fair.services.sales.behaviour = 'answers';
    expect(body.errors).toHaveLength(101);
    expect(body.errors[99].path).toEqual([
      'exhibitors',
      'nodes',
      expect.any(Number),
      'neighbours',
      'nodes',
      expect.any(Number),
      expect.any(String),
    ]);
    const { extensions } = away('sales');
    expect(body.errors[100]).toEqual({ message: expect.any(String), extensions: { ...extensions, moreFields: 100 } });
  });

  test('what only it knows is null as a whole, and nothing of its insides is told', async () => {
    fair.services.sales.behaviour = 'answers 500';
    const { body } = await fair.post('{ bestSeller { name } whoAmI }');
    fair.services.sales.behaviour = 'answers';
    expect(body).toEqual({
      data: { bestSeller: null, whoAmI: expect.any(String) },
      errors: [away('sales', 'bestSeller')],
    });
  });

  test('what may not be null takes its surroundings with it, and the error has its whole path', async () => {
    fair.services.exhibitors.behaviour = 'hangs';
    const { body } = await fair.post('{ me: whoAmI bestSeller { name } }');
    const { body: inside } = await fair.post('{ bestSeller { name } product(id: "p1") { seller { name } } }');
    fair.services.exhibitors.behaviour = 'answers';
    expect(body).toEqual({ data: null, errors: [away('exhibitors', 'me')] });
    expect(inside).toEqual({
      data: { bestSeller: { name: 'Argan oil' }, product: { seller: null } },
      errors: [away('exhibitors', 'product', 'seller', 'name')],
    });
  });

  test('says nothing of fields that are skipped, of another type or null by themselves', async () => {
    fair.services.sales.behaviour = 'answers 500';
    const { body } = await fair.post(
      `query ($no: Boolean!) {
        exhibitor(id: "e1") { ...Sales }
        nobody: exhibitor(id: "nobody") { ...Sales }
      }
      fragment Sales on Exhibitor { sold: sales { orders } products @include(if: $no) { name } }`,
      { variables: { no: false } },
    );
    fair.services.sales.behaviour = 'answers';
    expect(body).toEqual({
      data: { exhibitor: { sold: null }, nobody: null },
      errors: [away('sales', 'exhibitor', 'sold')],
    });
  });

  test('says since when: from the first request without an answer, until there is one', async () => {
    const sinceOf = async (query = '{ bestSeller { name } }') => {
      const { body } = await fair.post(query);
      return body.errors?.[0].extensions.since as string | undefined;
    };
    expect(await sinceOf()).toBeUndefined();
    const before = Date.now();
    fair.services.sales.behaviour = 'answers 500';
    const since = await sinceOf();
    expect(Date.parse(since!)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(since!)).toBeLessThanOrEqual(Date.now());
    // So many that the service is spared: it is said of those too that were not even asked.
    for (let time = 0; time < 12; time += 1) {
      expect(await sinceOf(`{ a${time}: bestSeller { name } }`)).toBe(since);
    }
    fair.services.sales.behaviour = 'answers';
    while (await sinceOf()) {
      await pause(50);
    }
    fair.services.sales.behaviour = 'answers HTML';
    expect(Date.parse((await sinceOf())!)).toBeGreaterThan(Date.parse(since!));
    fair.services.sales.behaviour = 'answers';
    expect(await sinceOf()).toBeUndefined();
  });

  test('a service that answers that it cannot is away too', async () => {
    const { body } = await fair.post('{ failing(code: "SERVICE_UNAVAILABLE") }');
    expect(body.errors).toMatchObject([
      { path: ['failing'], extensions: { ...away('exhibitors').extensions, detail: 'kept' } },
    ]);
  });

  test('a mutation of a service that is away fails by naming it', async () => {
    fair.services.exhibitors.behaviour = 'answers HTML';
    const { body } = await fair.post('mutation { rename(id: "e1", name: "New") { name } }');
    fair.services.exhibitors.behaviour = 'answers';
    expect(body.data).toBeNull();
    expect(body.errors).toEqual([away('exhibitors', 'rename')]);
  });

  test('the gateway stays ready and says which service is away', async () => {
    const ready = async () => {
      const response = await fetch(`${fair.url}/health/ready`);
      return { status: response.status, body: await response.json() };
    };
    const services = { exhibitors: 'up', scheduling: 'up', sales: 'up', training: 'up', partners: 'up' };
    expect(await ready()).toEqual({ status: 200, body: { status: 'up', checks: { supergraph: 'up' }, services } });
    await fair.services.sales.stop();
    expect(await ready()).toEqual({
      status: 200,
      body: { status: 'up', checks: { supergraph: 'up' }, services: { ...services, sales: 'down' } },
    });
    await fair.services.sales.start();
  });
});

test('a crowd at the feed leaves room for operations of the same service', async () => {
  const fair = await openCannedFair();
  fair.services.partners.routes['/events'] = (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('id: 1\n\n');
  };
  const leave = new AbortController();
  await Promise.all(Array.from({ length: 150 }, () => fetch(`${fair.url}/events`, { signal: leave.signal })));
  expect((await fair.post('{ partner }')).body).toEqual({ data: { partner: null } });
  leave.abort();
  await fair.close();
});

test('a caller who went away ends what is asked for it, but not a change that it asked for', async () => {
  const fair = await openCannedFair();
  const { exhibitors, sales } = fair.services;
  const leaveDuring = async (query: string) => {
    const leave = new AbortController();
    exhibitors.delayMs = 200;
    const asking = fetch(`${fair.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
      signal: leave.signal,
    });
    const before = exhibitors.requests.length;
    while (exhibitors.requests.length === before) {
      await pause(5);
    }
    leave.abort();
    await expect(asking).rejects.toThrow();
  };
  await leaveDuring('{ exhibitors { nodes { sales { orders } } } }');
  await leaveDuring('mutation { rename(id: "e1", name: "New") { sales { revenue } } }');
  // Of the two, the first would have been here first.
  while (sales.requests.length === 0) {
    await pause(5);
  }
  expect(sales.requests.map(({ query }) => query)).toEqual([expect.stringContaining('revenue')]);
  await fair.close();
});
