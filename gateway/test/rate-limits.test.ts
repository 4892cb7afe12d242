import 'reflect-metadata';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Principal } from '@maarad/shared/auth';
import WebSocket from 'ws';
import type { GatewayConfig } from '../src/config.js';
import { openSubscribedFair, read, stock, type SubscribedFair } from './subscribed-fair.js';

/** Buckets that hold a few, and so slow that nothing comes back during a test. */
const RATE_BURST_S = 100_000;
const slow = {
  ...{ TRUST_PROXY: 1, RATE_BURST_S },
  ...{ RATE_REQUESTS: 3 / RATE_BURST_S, RATE_COST: 20_000 / RATE_BURST_S },
  ...{ RATE_CONNECTIONS: 3 / RATE_BURST_S, RATE_REFUSED_TOKENS: 2 / RATE_BURST_S },
};

let fair: SubscribedFair;
const open = async (changes: Partial<GatewayConfig> = {}) => {
  fair = await openSubscribedFair({ ...slow, ...changes });
};
afterEach(() => fair.close());

const from = (address: string, token?: string) => ({
  'x-forwarded-for': address,
  ...(token && { authorization: `Bearer ${token}` }),
});
const ask = async (headers: Record<string, string>, query = '{ whoAmI }') => {
  const { status, body, headers: answered } = await fair.post(query, { headers });
  const [error] = body.errors ?? [];
  return { status, code: error?.extensions.code, limit: error?.extensions.limit, headers: answered };
};
const times = async (count: number, headers: Record<string, string>, query?: string) => {
  const answers = [];
  for (let time = 0; time < count; time += 1) {
    answers.push(await ask(headers, query));
  }
  return answers.map(({ status }) => status);
};
const fatima: Principal = { id: 'fatima', role: 'exhibitor', exhibitorId: 'e1' };
const refusedFor = (limit: string) => ({ status: 429, code: 'RATE_LIMITED', limit });

test('one address gets so many requests at once, with 429 and when to come back beyond; another address is not touched', async () => {
  await open();
  expect(new Set(await times(30, from('198.51.100.1')))).toEqual(new Set([200]));
  const refused = await ask(from('198.51.100.1'));
  expect(refused).toMatchObject(refusedFor('requests'));
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  expect((await fetch(`${fair.url}/schema.graphql`, { headers: from('198.51.100.1') })).status).toBe(429);
  expect((await ask(from('198.51.100.2'))).status).toBe(200);
  expect(await fair.metric('maarad_gateway_rate_limited_total')).toBe(2);
});

test('one caller is limited at whichever address, an administrator gets ten times as much, and each is told what is left', async () => {
  await open();
  const token = await fair.token(fatima);
  const admin = await fair.token({ id: 'organiser', role: 'admin' });
  expect(await times(2, from('198.51.100.1', token))).toEqual([200, 200]);
  const last = await ask(from('198.51.100.2', token));
  expect(last.status).toBe(200);
  expect(last.headers.get('ratelimit-policy')).toBe('"requests";q=3;w=100000, "cost";q=20000;w=100000');
  expect(last.headers.get('ratelimit')).toMatch(/^"requests";r=0;t=100000, "cost";r=\d+;t=\d+$/);
  expect(await ask(from('198.51.100.3', token))).toMatchObject(refusedFor('requests'));
  expect(new Set(await times(10, from('198.51.100.3', admin)))).toEqual(new Set([200]));
});

test('what an operation costs is taken too, over a socket as well, and what costs little still goes', async () => {
  await open({ RATE_REQUESTS: 50 / RATE_BURST_S, RATE_LOOPBACK: true });
  const token = await fair.token(fatima);
  const dear = '{ exhibitors(first: 90) { nodes { neighbours(first: 90) { nodes { id } } } } }';
  expect(await times(1, from('198.51.100.1', token), dear)).toEqual([200]);
  const refused = await ask(from('198.51.100.1', token), dear);
  expect(refused).toMatchObject(refusedFor('cost'));
  expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
  const client = fair.overWebSocket({ connectionParams: { authorization: `Bearer ${token}` } });
  const [answer] = await read(client, dear).until(1);
  expect(answer.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED', limit: 'cost' } }]);
  expect((await ask(from('198.51.100.1', token))).status).toBe(200);
});

test('operations over one socket count as requests, and the socket lives on', async () => {
  await open({ RATE_LOOPBACK: true });
  const authorization = `Bearer ${await fair.token(fatima)}`;
  const client = fair.overWebSocket({ lazy: false, connectionParams: { authorization } });
  for (let time = 0; time < 3; time += 1) {
    expect((await read(client, '{ whoAmI }').until(1))[0].errors).toBeUndefined();
  }
  for (const operation of ['{ whoAmI }', stock]) {
    expect(await read(client, operation).ended).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
  }
});

test('new sockets and streams of one address are limited', async () => {
  await open();
  const headers = from('198.51.100.1');
  const url = `${fair.url.replace('http', 'ws')}/graphql`;
  const socket = new WebSocket(url, 'graphql-transport-ws', { headers });
  await once(socket, 'open');
  socket.terminate();
  for (const path of ['/events', '/graphql/stream?query={whoAmI}']) {
    const response = await fetch(fair.url + path, { headers: { ...headers, accept: 'text/event-stream' } });
    expect(response.status).not.toBe(429);
    await response.body?.cancel();
  }
  const refused = await fetch(`${fair.url}/events`, { headers });
  expect([refused.status, await refused.json()]).toMatchObject([
    429,
    { errors: [{ extensions: { limit: 'connections' } }] },
  ]);
  const [, response] = (await once(new WebSocket(url, 'graphql-transport-ws', { headers }), 'unexpected-response')) as [
    unknown,
    IncomingMessage,
  ];
  expect([response.statusCode, response.headers['retry-after']]).toEqual([429, expect.any(String)]);
});

test('who shows bad tokens again and again is not heard any more, not even with a good one', async () => {
  await open({ RATE_REQUESTS: 50 / RATE_BURST_S, RATE_CONNECTIONS: 50 / RATE_BURST_S });
  const headers = from('198.51.100.1');
  expect(await times(2, { ...headers, authorization: 'Bearer nonsense' })).toEqual([401, 401]);
  const good = from('198.51.100.1', await fair.token(fatima));
  expect(await ask(good)).toMatchObject(refusedFor('refused tokens'));
  const stream = await fetch(`${fair.url}/graphql/stream?query={whoAmI}`, {
    headers: { ...good, accept: 'text/event-stream' },
  });
  expect([stream.status, stream.headers.get('retry-after')]).toEqual([429, expect.any(String)]);
  const socket = new WebSocket(`${fair.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: good.authorization } }));
  expect((await once(socket, 'close'))[0]).toBe(1013);
  expect((await ask(headers)).status).toBe(200);
});

test("with this machine's own keys, callers on this machine are not limited, whatever they forward, unless it is said", async () => {
  await open({ TRUST_PROXY: 0 });
  expect(new Set(await times(40, from('198.51.100.1')))).toEqual(new Set([200]));
  await fair.close();
  await open({ TRUST_PROXY: 0, RATE_LOOPBACK: true });
  expect(new Set(await times(40, from('198.51.100.1')))).toEqual(new Set([200, 429]));
});
