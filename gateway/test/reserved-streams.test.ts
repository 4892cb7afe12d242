import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import { openCannedFair, type CannedFair } from './canned-fair.js';

let fair: CannedFair;
afterEach(() => fair.close());

const stream = (method: string, token: string, more: RequestInit = {}) =>
  fetch(`${fair.url}/graphql/stream`, {
    method,
    ...more,
    headers: { 'x-graphql-event-stream-token': token, ...(more.headers as Record<string, string>) },
  });
const reserve = async () => (await stream('PUT', '')).text();
const ask = (token: string, operationId: string) =>
  stream('POST', token, {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ whoAmI }', extensions: { operationId } }),
  });

test('a reserved stream takes operations once it is open, and not before', async () => {
  fair = await openCannedFair();
  const token = await reserve();
  const early = await ask(token, '1');
  expect([early.status, await early.json()]).toMatchObject([
    409,
    { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
  ]);
  const reader = await stream('GET', token, { headers: { accept: 'text/event-stream' } });
  expect((await ask(token, '2')).status).toBe(202);
  const chunks = reader.body!.pipeThrough(new TextDecoderStream());
  let read = '';
  for await (const chunk of chunks as unknown as AsyncIterable<string>) {
    read += chunk;
    if (read.includes('event: complete')) {
      break;
    }
  }
  expect(read).toContain('visitor');
});

test('a reserved stream that nobody opens is forgotten', async () => {
  fair = await openCannedFair({ SUBSCRIBER_PATIENCE_MS: 100 });
  const token = await reserve();
  let { status } = await ask(token, '1');
  for (let attempt = 0; attempt < 1_000 && status !== 404; attempt += 1) {
    await pause(10);
    ({ status } = await ask(token, '1'));
  }
  expect(status).toBe(404);
  expect((await stream('PUT', token)).status).toBe(201);
});
