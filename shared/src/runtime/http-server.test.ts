import { EventEmitter, once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { BadUserInput, CodedError, Forbidden, NotFound, Unauthenticated } from '../errors/index.js';
import { createLogger } from '../telemetry/index.js';
import { healthRoutes } from './health.js';
import { sendRefusal, serveHttp, type HttpOptions, type Routes } from './http-server.js';

const logger = createLogger('test', 'silent');
const serve = (routes: Routes, options?: HttpOptions) => serveHttp(routes, 0, '127.0.0.1', logger, options);

/** Sends bytes as they are; gives all that comes back until the server closes. */
async function sent(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const heard: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => heard.push(chunk)).on('error', () => undefined);
  socket.write(bytes);
  await once(socket, 'close');
  return Buffer.concat(heard).toString();
}

test('readiness names what does not answer; liveness does not depend on it', async () => {
  let logIsUp = false;
  const server = await serve(
    healthRoutes({
      database: () => Promise.resolve(),
      eventLog: () => (logIsUp ? Promise.resolve() : Promise.reject(new Error('away'))),
    }),
  );
  const ask = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${server.port}${path}`);
    return [response.status, await response.json()];
  };
  expect(await ask('/health/live')).toEqual([200, { status: 'up' }]);
  expect(await ask('/health/ready')).toEqual([503, { status: 'down', checks: { database: 'up', eventLog: 'down' } }]);
  logIsUp = true;
  expect(await ask('/health/ready')).toEqual([200, { status: 'up', checks: { database: 'up', eventLog: 'up' } }]);
  await server.close();
});

async function refusalOf(port: number, path: string): Promise<[number, unknown]> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  const { errors } = (await response.json()) as { errors: { extensions: unknown }[] };
  return [response.status, errors[0]?.extensions];
}

test('a route that fails answers 500 and the next request is served', async () => {
  const server = await serve({
    'GET /fault': () => Promise.reject(new Error('broken')),
    'GET /fine': (_, response) => void response.end('fine'),
  });
  expect(await refusalOf(server.port, '/fault')).toEqual([500, { code: 'INTERNAL' }]);
  expect(await (await fetch(`http://127.0.0.1:${server.port}/fine`)).text()).toBe('fine');
  expect(await refusalOf(server.port, '/nothing')).toEqual([404, { code: 'NOT_FOUND' }]);
  await server.close();
});

test.each([
  { status: 401, error: new Unauthenticated() },
  { status: 403, error: new Forbidden() },
  { status: 404, error: new NotFound('Till', '7') },
  { status: 400, error: new BadUserInput([{ path: 'day', rule: 'must be a day' }]) },
  { status: 409, error: new CodedError('CONFLICT', 'Another was first.') },
  { status: 400, error: new CodedError('SOLD_OUT', 'None is left.') },
  { status: 410, error: new NotFound('Certificate', '7'), given: 410 },
])('a refusal is told with $status and in the form of the graph', async ({ status, error, given }) => {
  const server = await serve({ 'GET /': (_, response) => void sendRefusal(response, error, given) });
  const response = await fetch(`http://127.0.0.1:${server.port}/`);
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({
    errors: [{ message: error.message, extensions: { code: error.code, ...error.details } }],
  });
  await server.close();
});

test('a fault is no refusal, and an answer that has begun cannot become one', async () => {
  const server = await serve({
    'GET /fault': (_, response) => void sendRefusal(response, new Error('broken')),
    'GET /late': (_, response) => {
      response.writeHead(200).write('so far');
      sendRefusal(response, new Forbidden());
    },
  });
  expect(await refusalOf(server.port, '/fault')).toEqual([500, { code: 'INTERNAL' }]);
  await expect(fetch(`http://127.0.0.1:${server.port}/late`).then((late) => late.text())).rejects.toThrow();
  await server.close();
});

test('a path that ends in a star stands for everything one step below it that has no route of its own', async () => {
  const server = await serve({
    'GET /papers/*': (_, response, url) => void response.end(url.pathname),
    'GET /papers/index': (_, response) => void response.end('all'),
  });
  const ask = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${server.port}${path}`);
    return response.status === 200 ? response.text() : response.status;
  };
  expect(await ask('/papers/a.pdf')).toBe('/papers/a.pdf');
  expect(await ask('/papers/index')).toBe('all');
  expect(await ask('/papers/a/b')).toBe(404);
  expect(await ask('/papers')).toBe(404);
  await server.close();
});

test('closing lets a running request end and takes no new one', async () => {
  const slow = new EventEmitter();
  const server = await serve({
    'GET /slow': async (_, response) => {
      slow.emit('begun');
      await pause(200);
      response.end('done');
    },
  });
  const begun = once(slow, 'begun');
  const running = fetch(`http://127.0.0.1:${server.port}/slow`);
  await begun;
  const closed = server.close();
  expect(await (await running).text()).toBe('done');
  await closed;
  await expect(fetch(`http://127.0.0.1:${server.port}/slow`)).rejects.toThrow();
});

test('closing does not wait for a connection over which nobody asked, but for the request that runs beside it', async () => {
  const doors = new EventEmitter();
  const server = await serve({
    'GET /slow': async (_, response) => {
      doors.emit('begun');
      await once(doors, 'opened');
      response.end('done');
    },
  });
  const unused = connect(server.port, '127.0.0.1');
  await once(unused, 'connect');
  const begun = once(doors, 'begun');
  const running = fetch(`http://127.0.0.1:${server.port}/slow`);
  await begun;
  const closed = server.close();
  await once(unused.resume(), 'close');
  doors.emit('opened');
  expect(await (await running).text()).toBe('done');
  await closed;
});

test('an address that is none is answered, and the next request served', async () => {
  const server = await serve({ 'GET /fine': (_, response) => void response.end('fine') });
  expect(await sent(server.port, 'GET // HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')).toMatch(/^HTTP\/1.1 400/);
  const upgrade = 'connection: upgrade\r\nupgrade: websocket\r\n';
  expect(await sent(server.port, `GET // HTTP/1.1\r\nhost: x\r\n${upgrade}\r\n`)).toMatch(/^HTTP\/1.1 404/);
  expect((await fetch(`http://127.0.0.1:${server.port}/fine`)).status).toBe(200);
  await server.close();
});

test('every answer says that its type is not to be guessed', async () => {
  const server = await serve({
    'GET /fine': (_, response) => void response.writeHead(200, { 'content-type': 'text/plain' }).end('fine'),
  });
  for (const path of ['/fine', '/nothing']) {
    const { headers } = await fetch(`http://127.0.0.1:${server.port}${path}`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
  await server.close();
});

describe('a caller that', () => {
  const patience = { headersMs: 150, requestMs: 300, connections: 2 };
  const routes: Routes = {
    'POST /body': async (request, response) => void response.end(String((await request.toArray()).length)),
  };
  let server: Awaited<ReturnType<typeof serve>>;
  beforeEach(async () => {
    server = await serve(routes, { patience });
  });
  afterEach(() => server.close());

  test.each([
    ['says nothing', ''],
    ['does not end its headers', 'GET / HTTP/1.1\r\nhost: x\r\nx-slow: '],
    ['does not end its body', 'POST /body HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nslow'],
  ])('%s is cut off', async (_, bytes) => {
    expect(await sent(server.port, bytes)).toMatch(/^HTTP\/1.1 408 /);
  });

  test('sends more headers than anyone needs is refused', async () => {
    expect(await sent(server.port, `GET / HTTP/1.1\r\nx-large: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1.1 431 /,
    );
  });

  test('comes when there are enough is turned away, and let in when one has left', async () => {
    const idle = [connect(server.port, '127.0.0.1'), connect(server.port, '127.0.0.1')];
    await Promise.all(idle.map((socket) => once(socket, 'connect')));
    expect(await sent(server.port, '')).toBe('');
    await Promise.all(idle.map((socket) => once(socket.resume(), 'close')));
    expect((await fetch(`http://127.0.0.1:${server.port}/body`, { method: 'POST', body: 'x' })).status).toBe(200);
  });
});
