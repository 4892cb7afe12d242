import 'reflect-metadata';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { captureOutput } from '@maarad/shared/testing';
import WebSocket from 'ws';
import type { CannedFair } from './canned-fair.js';
import { ids, openSubscribedFair, read, refusalOf, stock, type SubscribedFair } from './subscribed-fair.js';

let fair: SubscribedFair;

beforeEach(async () => {
  fair = await openSubscribedFair();
});
afterEach(() => fair.close());

test('what a subscriber may not see does not come, and what it may not ask is refused', async () => {
  const sale = 'subscription ($exhibitorId: ID) { saleRecorded(exhibitorId: $exhibitorId) { receipt } }';
  const as = async (principal: Parameters<CannedFair['token']>[0]) =>
    fair.overWebSocket({ connectionParams: { Authorization: `Bearer ${await fair.token(principal)}` } });
  const own = read(await as({ id: 'x', role: 'exhibitor', exhibitorId: 'e1' }), sale);
  const organiser = read(await as({ id: 'a', role: 'admin' }), sale);
  await fair.open(2);
  fair.feed.sold('o1', ['p1'], 'e1');
  fair.feed.sold('o2', ['p1'], 'e2');
  expect(await organiser.until(2)).toHaveLength(2);
  expect((await own.until(1)).map(({ data }) => data.saleRecorded.receipt)).toEqual(['Receipt o1']);
  expect(await refusalOf(read(fair.overWebSocket(), sale))).toMatchObject([
    { extensions: { code: 'UNAUTHENTICATED' } },
  ]);
  const other = await as({ id: 'y', role: 'exhibitor', exhibitorId: 'e2' });
  expect(await refusalOf(read(other, sale, { exhibitorId: 'e1' }))).toMatchObject([
    { extensions: { code: 'FORBIDDEN' } },
  ]);
});

test('a token that expires ends its subscriptions with a code and the cursor', async () => {
  const token = await fair.token({ id: 'admin', role: 'admin' }, Math.floor(Date.now() / 1_000) - 3);
  const reader = read(fair.overWebSocket({ connectionParams: { authorization: `Bearer ${token}` } }), stock);
  await fair.open(1);
  fair.feed.listed('p1');
  expect(await reader.until(2)).toMatchObject([
    { data: { stockChanged: { id: 'p1' } } },
    { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }], extensions: { cursor: fair.feed.cursor(1) } },
  ]);
  expect(await reader.ended).toBeUndefined();
});

test('a token that is no good is refused at the door of each way in', async () => {
  const socket = new WebSocket(`${fair.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: 'Bearer nonsense' } }));
  const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
  expect([code, String(reason)]).toEqual([4401, 'The token is malformed.']);
  const answer = await fetch(`${fair.url}/graphql/stream`, {
    method: 'POST',
    headers: { accept: 'text/event-stream', 'content-type': 'application/json', authorization: 'Bearer nonsense' },
    body: JSON.stringify({ query: stock }),
  });
  expect([answer.status, await answer.json()]).toMatchObject([
    401,
    { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
  ]);
});

test('cursors of another feed and that are none are refused, and the connection lives on', async () => {
  const client = fair.overWebSocket({ lazy: false });
  for (const after of ['nonsense', 'fff-1']) {
    const reader = read(client, stock, { after });
    expect(await refusalOf(reader)).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', problems: [{ path: 'after' }] } },
    ]);
  }
  expect(await read(client, '{ whoAmI }').until(1)).toHaveLength(1);
});

test('of a hundred subscriptions on one socket those beyond the limit are refused, the others live on', async () => {
  const client = fair.overWebSocket({ lazy: false });
  const readers = Array.from({ length: 100 }, () => read(client, stock));
  expect(await fair.open(50)).toBe(50);
  const refusals = await Promise.all(readers.slice(50).map(({ ended }) => ended));
  expect(refusals).toHaveLength(50);
  expect(refusals[0]).toMatchObject([
    { extensions: { code: 'OPERATION_TOO_COSTLY', limit: 'subscriptions', allowed: 50 } },
  ]);
  fair.feed.listed('p1');
  expect(ids(await readers[49]!.until(1))).toEqual(['p1']);
});

test('limits of depth, words and cost hold here too', async () => {
  const tooDeep = `subscription { stockChanged { seller { ${'neighbour { '.repeat(20)} id ${'} '.repeat(20)} } } }`;
  const tooMuch =
    'subscription { stockChanged { seller { neighbours(first: 100) { nodes { neighbours(first: 100) { nodes { neighbours(first: 100) { nodes { id } } } } } } } } }';
  const tooLong = `subscription { stockChanged { ${'id '.repeat(3_000)} } }`;
  for (const [query, limit] of [
    [tooDeep, 'depth'],
    [tooMuch, 'cost'],
    [tooLong, 'tokens'],
  ] as const) {
    expect(await read(fair.overWebSocket(), query).ended).toMatchObject([
      { extensions: { code: 'OPERATION_TOO_COSTLY', limit } },
    ]);
  }
});

test('a subscription asked for by POST /graphql is refused and told where it belongs', async () => {
  const { body } = await fair.post('subscription { stockChanged { id } }');
  expect(body.errors).toMatchObject([
    { message: expect.stringContaining('/graphql/stream'), extensions: { code: 'BAD_USER_INPUT' } },
  ]);
});

test('a message of more than a megabyte ends its own connection only, and leaves one line in the log with nothing of it', async () => {
  const output = captureOutput();
  const talkative = await openSubscribedFair({ LOG_LEVEL: 'warn' });
  const large = new WebSocket(`${talkative.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(large, 'open');
  large.send('hush-hush '.repeat(110_000));
  await once(large, 'close');
  await talkative.close();
  output.stop();
  const lines = output.lines().trim().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { msg: 'a WebSocket was closed for what came over it', reason: 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH' },
  ]);
  expect(lines[0]).not.toContain('hush-hush');

  const other = read(fair.overWebSocket(), stock);
  await fair.open(1);
  const socket = new WebSocket(`${fair.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send('x'.repeat(1024 * 1024 + 1));
  expect((await once(socket, 'close'))[0]).toBe(1009);
  fair.feed.listed('p1');
  expect(ids(await other.until(1))).toEqual(['p1']);
});

test('a slow reader is disconnected; nothing is stored up for it', async () => {
  const impatient = await openSubscribedFair({ SUBSCRIBER_PATIENCE_MS: 700 });
  const token = await impatient.token({ id: 'admin', role: 'admin' });
  // A socket that asks and then never reads.
  const { port } = new URL(impatient.url);
  const body = JSON.stringify({ query: 'subscription { events { node { data } } }' });
  const socket = connect(Number(port), '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(
    `POST /graphql/stream HTTP/1.1\r\nhost: x\r\naccept: text/event-stream\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  socket.pause();
  expect(await impatient.open(1)).toBe(1);
  for (let round = 0; round < 200; round += 1) {
    impatient.feed.sold(
      'o'.repeat(20_000),
      Array.from({ length: 500 }, (_, index) => `${'p'.repeat(100)}${index}`),
    );
    await pause(1);
  }
  expect(await impatient.open(0)).toBe(0);
  expect(await impatient.metric('maarad_gateway_slow_subscribers_total')).toBe(1);
  socket.destroy();
  await impatient.close();
}, 20_000);
