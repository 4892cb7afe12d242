import 'reflect-metadata';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import WebSocket from 'ws';
import { longestWaitMs } from '../src/executor/crowd.js';
import { inTurn, newcomersWait } from '../src/executor/turns.js';
import { refusal } from './canned-fair.js';
import { openSubscribedFair, type SubscribedFair } from './subscribed-fair.js';

let fair: SubscribedFair;
afterEach(() => fair.close());

const again = async <Answer>(ask: () => Promise<Answer>, good: (answer: Answer) => boolean): Promise<Answer> => {
  for (let attempt = 0; ; attempt += 1) {
    const answer = await ask();
    if (good(answer) || attempt === 200) {
      return answer;
    }
    await pause(10);
  }
};

test('a gateway that has as many operations as it takes refuses the next at once: 503, when to come back, and its code', async () => {
  fair = await openSubscribedFair({ MAX_OPERATIONS: 2, SUBGRAPH_TIMEOUT_MS: 10_000 });
  const { exhibitors } = fair.services;
  exhibitors.delayMs = 1_000;
  const taken = [fair.post('{ a: whoAmI }'), fair.post('{ b: whoAmI }')];
  await again(
    () => Promise.resolve(exhibitors.requests.length),
    (asked) => asked === 2,
  );
  const refused = await fair.post('{ c: whoAmI }');
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('1');
  expect(refused.headers.get('content-type')).toMatch('application/json');
  expect(refused.body).toEqual({
    errors: [{ message: expect.any(String), extensions: { code: 'SERVICE_UNAVAILABLE', service: 'gateway' } }],
  });
  expect(exhibitors.requests).toHaveLength(2);
  const text = await (await fetch(`${fair.url}/metrics`)).text();
  expect(text).toContain('maarad_gateway_requests_total{operation="refused",code="SERVICE_UNAVAILABLE"} 1');
  exhibitors.delayMs = 0;
  expect((await Promise.all(taken)).map(({ status, body }) => [status, body.errors])).toEqual([
    [200, undefined],
    [200, undefined],
  ]);
  expect((await fair.post('{ d: whoAmI }')).status).toBe(200);
});

test('a newcomer is refused while the first in line has waited too long, and only as long as the line stands', async () => {
  fair = await openSubscribedFair();
  let busyUntil = performance.now() + 10_000;
  // What has begun goes before newcomers, and here there is always some of it.
  function goOn(): void {
    if (performance.now() < busyUntil) {
      inTurn(goOn);
    }
  }
  goOn();
  const first = fair.post('{ a: whoAmI }');
  await again(
    () => Promise.resolve(newcomersWait()),
    (waited) => waited > longestWaitMs,
  );
  const refused = await fair.post('{ b: whoAmI }');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
  expect(refused.body.errors[0].extensions).toEqual({ code: 'SERVICE_UNAVAILABLE', service: 'gateway' });
  expect(fair.services.exhibitors.requests).toEqual([]);
  busyUntil = 0;
  expect((await first).status).toBe(200);
  expect((await fair.post('{ c: whoAmI }')).status).toBe(200);
});

describe('of one address', () => {
  const refusedFor = async (limit: string) => {
    const text = await (await fetch(`${fair.url}/metrics`)).text();
    return Number(new RegExp(`^maarad_gateway_rate_limited_total{limit="${limit}"} (\\d+)`, 'm').exec(text)?.[1]);
  };

  test('one connection too many is closed at once, whatever it wanted; there is room again when one has gone', async () => {
    fair = await openSubscribedFair({ MAX_CONNECTIONS_PER_ADDRESS: 3, RATE_LOOPBACK: true });
    const port = Number(new URL(fair.url).port);
    const open = async (): Promise<Socket> => {
      const socket = connect(port, '127.0.0.1').on('error', () => undefined);
      await once(socket, 'connect');
      return socket;
    };
    const idle = [await open(), await open(), await open()];
    const tooMany = await open();
    await once(tooMany.resume(), 'close');
    idle.forEach((socket) => socket.destroy());
    const answer = await again(
      () => fair.post('{ whoAmI }').catch(() => undefined),
      (one) => one !== undefined,
    );
    expect(answer?.status).toBe(200);
    expect(await refusedFor('open connections')).toBeGreaterThanOrEqual(1);
  });

  test('one stream too many is refused by every way in, also behind a proxy, and the others go on', async () => {
    fair = await openSubscribedFair({ MAX_STREAMS_PER_ADDRESS: 3, TRUST_PROXY: 1 });
    const from = (address: string) => ({ 'x-forwarded-for': address });
    fair.services.partners.routes['/events'] = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('id: 1\n\n');
    };
    const leave = new AbortController();
    const events = (address: string) => fetch(`${fair.url}/events`, { headers: from(address), signal: leave.signal });
    const subscribe = (address: string) =>
      fetch(`${fair.url}/graphql/stream`, {
        method: 'POST',
        headers: { ...from(address), accept: 'text/event-stream', 'content-type': 'application/json' },
        body: JSON.stringify({ query: 'subscription { stockChanged { id } }' }),
        signal: leave.signal,
      });
    const socketOf = (address: string) =>
      new WebSocket(`${fair.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers: from(address) });
    const one = '198.51.100.1';
    const socket = socketOf(one);
    await once(socket, 'open');
    expect([(await events(one)).status, (await subscribe(one)).status]).toEqual([200, 200]);

    const refused = await events(one);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(await refusal(refused)).toEqual([429, 'RATE_LIMITED']);
    expect(await refusal(await subscribe(one))).toEqual([429, 'RATE_LIMITED']);
    const [error] = (await once(socketOf(one), 'error')) as [Error];
    expect(error.message).toContain('429');
    expect(await refusedFor('open streams')).toBe(3);
    expect((await events('198.51.100.2')).status).toBe(200);
    expect((await fair.post('{ whoAmI }', { headers: from(one) })).status).toBe(200);

    socket.terminate();
    expect(
      (
        await again(
          () => events(one),
          ({ status }) => status === 200,
        )
      ).status,
    ).toBe(200);
    leave.abort();
  });
});
