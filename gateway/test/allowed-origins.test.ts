import 'reflect-metadata';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import WebSocket from 'ws';
import { openCannedFair, type CannedFair } from './canned-fair.js';

const app = 'https://app.example';
const foreign = 'https://foreign.example';

let fair: CannedFair;
afterEach(() => fair.close());

const preflight = (origin: string) =>
  fetch(`${fair.url}/graphql`, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,authorization',
    },
  });
const asked = (origin: string) => fair.post('{ whoAmI }', { headers: { origin } });

/** What the server says to a page of that origin which wants a WebSocket: 101 where it gets one. */
async function upgraded(origin?: string): Promise<number | undefined> {
  const socket = new WebSocket(`${fair.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    ...(origin !== undefined && { origin }),
  });
  const status = await Promise.race([
    once(socket, 'open').then(() => 101),
    once(socket, 'unexpected-response').then(([, response]) => (response as IncomingMessage).statusCode),
  ]);
  socket.on('error', () => undefined).terminate();
  return status;
}

test('pages of an allowed site may ask, with a token and never with cookies; answers differ by who asks', async () => {
  fair = await openCannedFair({ ALLOWED_ORIGINS: [app] });
  const allowed = await preflight(app);
  expect(allowed.status).toBe(204);
  expect(allowed.headers.get('access-control-allow-origin')).toBe(app);
  expect(allowed.headers.get('access-control-allow-headers')).toContain('authorization');
  const { headers } = await asked(app);
  expect(headers.get('access-control-allow-origin')).toBe(app);
  expect(headers.get('access-control-expose-headers')).toContain('retry-after');
  for (const answered of [allowed.headers, headers]) {
    expect(answered.get('vary')?.toLowerCase()).toContain('origin');
    expect(answered.get('access-control-allow-credentials')).toBeNull();
  }
  const page = await fetch(`${fair.url}/schema.graphql`, { headers: { origin: app } });
  expect(page.headers.get('vary')?.toLowerCase()).toMatch(/(?=.*origin)(?=.*accept-encoding)/);
  expect(await upgraded(app)).toBe(101);
});

test('pages of other sites get no leave, and no WebSocket; programs and pages from here do', async () => {
  fair = await openCannedFair({ ALLOWED_ORIGINS: [app] });
  for (const origin of [foreign, 'null', `${app}.foreign.example`, 'http://app.example']) {
    expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull();
    expect((await asked(origin)).headers.get('access-control-allow-origin')).toBeNull();
    expect(await upgraded(origin)).toBe(403);
  }
  expect(await upgraded(fair.url)).toBe(101);
  expect(await upgraded()).toBe(101);
});

test('by default pages may ask from here only', async () => {
  fair = await openCannedFair();
  expect((await preflight(app)).headers.get('access-control-allow-origin')).toBeNull();
  expect((await asked(app)).headers.get('access-control-allow-origin')).toBeNull();
  expect(await upgraded(app)).toBe(403);
});
