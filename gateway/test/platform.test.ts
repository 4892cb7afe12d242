import 'reflect-metadata';
import { CodedError } from '@maarad/shared/errors';
import { sendRefusal } from '@maarad/shared/runtime/http-server';
import { openCannedFair, type CannedFair } from './canned-fair.js';

const admin = { id: 'organiser', role: 'admin' } as const;
const instance = { id: 'i1', version: '1', startedAt: new Date().toISOString(), draining: false };
const traffic = (requestsPerSecond: number, errorRate: number, p99Ms: number | null) => ({
  ...{ requestsPerSecond, errorRate, p99Ms, p50Ms: p99Ms },
});
const up = { name: 'database', status: 'UP', since: new Date().toISOString() };
const report = {
  ...{ version: '1', outboxBacklog: 2, outboxOldestSeconds: 1.5, consumerLag: 3, consumerPausedSince: null },
  instances: [
    { ...instance, ...traffic(1, 0.5, 20), sent: 2.5 },
    { ...instance, id: 'i2', ...traffic(3, 0, null), sent: 0 },
  ],
  flows: [{ from: 'exhibitors', eventsPerSecond: 1.5, lag: 3 }],
  ...{ deadLetters: 1, checks: [up, { ...up, name: 'eventLog' }] },
};
const letter = (id: string) => ({
  ...{ id, handler: 'note', topic: 'maarad.sales', key: 'k', value: '{"type":"a"}', error: 'TypeError', attempts: 5 },
  since: new Date().toISOString(),
});
const names = ['exhibitors', 'scheduling', 'sales', 'training', 'partners'] as const;

/** Each service decided five times; the first two at the same instants as every other service. */
const decided: Record<string, { id: string; at: string }[]> = Object.fromEntries(
  names.map((name, service) => [
    name,
    [9, 8, 7 - service / 10, 5 - service / 10, 3 - service / 10].map((second, index) => ({
      id: `0198-${service}-${index}`,
      at: `2025-01-27T10:00:0${second.toFixed(3)}Z`,
      ...{ operation: 'releaseStand', entities: [{ type: 'Stand', id: 's' }], entityCount: 1, reason: null },
      ...{ principal: { id: 'organiser', role: 'admin' }, correlationId: null },
    })),
  ]),
);

const audit = `query ($after: String, $entityId: ID) {
  audit(first: 4, after: $after, entityId: $entityId, operation: "releaseStand") {
    missing nodes { id at service operation entities { type id } entityCount reason principal { id role } } pageInfo { hasNextPage endCursor }
  }
}`;

describe('the platform, for administrators', () => {
  let fair: CannedFair;
  let asAdmin: { headers: Record<string, string> };
  const told: { path: string; body: string }[] = [];
  beforeAll(async () => {
    fair = await openCannedFair();
    asAdmin = { headers: { authorization: `Bearer ${await fair.token(admin)}` } };
    for (const name of names) {
      const { routes } = fair.services[name];
      routes['/operations'] = (_, response) => void response.end(JSON.stringify(report));
      routes['/operations/dead-letters'] = (request, response) => {
        const nodes = request.url!.includes('after=') ? [] : [letter(`${name}-1`)];
        response.end(JSON.stringify({ nodes, total: 1 }));
      };
      routes['/operations/audit'] = (request, response) => {
        const asked = new URL(request.url!, 'http://service').searchParams;
        const place = (asked.get('beforeAt') ?? '9') + (asked.get('beforeId') ?? '');
        const nodes = (decided[name] ?? [])
          .filter(({ at, id }) => at + id < place)
          .slice(0, Number(asked.get('first')));
        response.end(JSON.stringify({ nodes }));
        told.push({ path: request.url!, body: '' });
      };
      routes['/operations/dead-letters/discard'] = (request, response) => {
        request.on('data', (body) => told.push({ path: request.url!, body: String(body) }));
        request.on('end', () => response.end('{}'));
      };
      routes['/operations/dead-letters/redrive'] = (_, response) =>
        void sendRefusal(response, new CodedError('CONFLICT', 'not this time either', { attempts: 6 }));
    }
  });
  afterAll(() => fair.close());

  const services = `{ platform { services { name status since requestsPerSecond errorRate p99Ms eventsSentPerSecond instances { id } checks { name status } outboxBacklog } eventLog { status } } }`;

  test('tells of every service, its instances together', async () => {
    const { body } = await fair.post(services, asAdmin);
    expect(body.errors).toBeUndefined();
    expect(body.data.platform.services.map(({ name }: { name: string }) => name)).toEqual(names);
    expect(body.data.platform.services[0]).toMatchObject({
      ...{
        status: 'UP',
        requestsPerSecond: 4,
        eventsSentPerSecond: 2.5,
        errorRate: 0.125,
        p99Ms: 20,
        instances: [{ id: 'i1' }, { id: 'i2' }],
      },
    });
    expect(body.data.platform.eventLog).toEqual({ status: 'UP' });
  });

  test('a service that does not answer, or never ends, is DOWN and costs no other anything', async () => {
    const { routes } = fair.services.sales;
    const answering = routes['/operations']!;
    routes['/operations'] = () => undefined;
    const asked = await fair.post(services, asAdmin);
    expect(asked.body.errors).toBeUndefined();
    const states = asked.body.data.platform.services.map(({ status }: { status: string }) => status);
    expect(states).toEqual(['UP', 'UP', 'DOWN', 'UP', 'UP']);
    const since = asked.body.data.platform.services[2].since;
    expect((await fair.post(services, asAdmin)).body.data.platform.services[2].since).toBe(since);
    routes['/operations'] = answering;
    expect((await fair.post(services, asAdmin)).body.data.platform.services[2].status).toBe('UP');
  });

  test('tells of what flows from service to service, as those who hear it tell', async () => {
    const { routes } = fair.services.training;
    const answering = routes['/operations']!;
    routes['/operations'] = (_, response) => void response.writeHead(500).end();
    const { body } = await fair.post('{ platform { flows { from to eventsPerSecond lag } } }', asAdmin);
    routes['/operations'] = answering;
    const flow = { from: 'exhibitors', eventsPerSecond: 1.5, lag: 3 };
    const others = ['exhibitors', 'scheduling', 'sales', 'partners'];
    expect(body).toEqual({ data: { platform: { flows: others.map((to) => ({ ...flow, to })) } } });
  });

  test('pages through the dead letters of all services, each once', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 10; page += 1) {
      const { body }: { body: any } = await fair.post(
        `query ($after: String) { platform { deadLetters(first: 2, after: $after) { totalCount missing nodes { id service event } pageInfo { hasNextPage endCursor } } } }`,
        { ...asAdmin, variables: { after } },
      );
      const { nodes, pageInfo, totalCount } = body.data.platform.deadLetters;
      expect(totalCount).toBe(5);
      seen.push(...nodes.map(({ service }: { service: string }) => service));
      after = pageInfo.endCursor;
      if (!pageInfo.hasNextPage) {
        break;
      }
    }
    expect(seen).toEqual(names);
  });

  test('pages through the decisions of all services in one order, the latest first, each once', async () => {
    const seen: { id: string; at: string }[] = [];
    let after: string | null = null;
    do {
      const { body }: { body: any } = await fair.post(audit, { ...asAdmin, variables: { after } });
      expect(body.errors).toBeUndefined();
      seen.push(...body.data.audit.nodes);
      after = body.data.audit.pageInfo.hasNextPage ? body.data.audit.pageInfo.endCursor : null;
    } while (after);
    const all = Object.values(decided).flat();
    expect(seen.map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort());
    const places = seen.map(({ at, id }) => at + id);
    expect(places).toEqual([...places].sort().reverse());
  });

  test('hands the question on to every service, and names those that do not answer', async () => {
    const { routes } = fair.services.sales;
    const answering = routes['/operations/audit']!;
    routes['/operations/audit'] = (_, response) => void response.writeHead(500).end();
    told.length = 0;
    const { body } = await fair.post(audit, { ...asAdmin, variables: { entityId: 'a&b' } });
    routes['/operations/audit'] = answering;
    expect(body.data.audit.missing).toEqual(['sales']);
    expect(body.data.audit.nodes).toHaveLength(4);
    expect(told.splice(0).map(({ path }) => path)).toEqual(
      Array.from({ length: 4 }, () => '/operations/audit?first=5&entityId=a%26b&operation=releaseStand'),
    );
    const foreign = await fair.post(audit, { ...asAdmin, variables: { after: 'elsewhere' } });
    expect(foreign.body.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ path: 'after' }] });
  });

  test('hands a decision to its service, and its refusal back', async () => {
    const discard = `mutation { discardDeadLetter(service: "sales", id: "x", reason: "old") }`;
    expect((await fair.post(discard, asAdmin)).body.data).toEqual({ discardDeadLetter: true });
    expect(told).toEqual([{ path: '/operations/dead-letters/discard', body: '{"id":"x","reason":"old"}' }]);
    const redrive = `mutation { redriveDeadLetter(service: "sales", id: "x") }`;
    expect((await fair.post(redrive, asAdmin)).body.errors).toMatchObject([
      { message: 'not this time either', extensions: { code: 'CONFLICT', attempts: 6 } },
    ]);
    await fair.services.training.stop();
    const away = await fair.post(`mutation { again: redriveDeadLetter(service: "training", id: "x") }`, asAdmin);
    await fair.services.training.start();
    expect(away.body.errors).toMatchObject([
      {
        path: ['again'],
        extensions: { code: 'SERVICE_UNAVAILABLE', service: 'training', since: expect.any(String) },
      },
    ]);
    const unknown = `mutation { pauseConsumer(service: "nobody") }`;
    expect((await fair.post(unknown, asAdmin)).body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });

  test('refuses everybody else, also by alias and fragment', async () => {
    const someone = [
      undefined,
      { id: 'v', role: 'visitor' as const },
      { id: 'e', role: 'exhibitor' as const, exhibitorId: '01890a5d-ac96-774b-bcce-b302099a8057' },
      { id: 'p', role: 'partner' as const, partnerId: '01890a5d-ac96-774b-bcce-b302099a8057' },
    ];
    for (const principal of someone) {
      const headers: Record<string, string> = principal
        ? { authorization: `Bearer ${await fair.token(principal)}` }
        : {};
      for (const asked of [
        services,
        '{ mine: platform { services { name } } }',
        'query { ...Hidden } fragment Hidden on Query { platform { deadLetters { nodes { error } } } }',
        '{ audit { nodes { operation } } }',
        'mutation { x: pauseConsumer(service: "sales") }',
        'mutation { ...Hidden } fragment Hidden on Mutation { drainInstance(service: "sales", id: "i1") }',
      ]) {
        const { body } = await fair.post(asked, { headers });
        expect(body.errors[0].extensions.code).toBe(principal ? 'FORBIDDEN' : 'UNAUTHENTICATED');
        expect(JSON.stringify(body)).not.toContain('TypeError');
      }
    }
  });
});
