import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import { openCannedFair, type CannedFair } from './canned-fair.js';
import type { Behaviour } from './canned-services.js';

const whole =
  '{ exhibitors(first: 2) { nodes { id name sales { orders } products { name } neighbour { sales { orders } } } totalCount } }';
const salesAway = {
  message: 'The service sales does not answer.',
  extensions: { code: 'SERVICE_UNAVAILABLE', service: 'sales' },
};

describe('an answer while a service is away', () => {
  let fair: CannedFair;
  beforeAll(async () => {
    fair = await openCannedFair();
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
    expect(body.errors).toEqual([salesAway]);
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

  test('its fields are null with one error naming it, the rest is answered, and all is there again once it is back', async () => {
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

  test('what only it knows is null as a whole, and nothing of its insides is told', async () => {
    fair.services.sales.behaviour = 'answers 500';
    const { body } = await fair.post('{ bestSeller { name } whoAmI }');
    fair.services.sales.behaviour = 'answers';
    expect(body).toEqual({ data: { bestSeller: null, whoAmI: expect.any(String) }, errors: [salesAway] });
  });

  test('a mutation of a service that is away fails by naming it', async () => {
    fair.services.exhibitors.behaviour = 'answers HTML';
    const { body } = await fair.post('mutation { rename(id: "e1", name: "New") { name } }');
    fair.services.exhibitors.behaviour = 'answers';
    expect(body.data).toBeNull();
    expect(body.errors).toEqual([
      expect.objectContaining({ extensions: { code: 'SERVICE_UNAVAILABLE', service: 'exhibitors' } }),
    ]);
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
    await pause(400);
  };
  await leaveDuring('{ exhibitors { nodes { sales { orders } } } }');
  expect(sales.requests).toHaveLength(0);
  await leaveDuring('mutation { rename(id: "e1", name: "New") { sales { orders } } }');
  expect(sales.requests).toHaveLength(1);
  await fair.close();
});
