import { setTimeout as pause } from 'node:timers/promises';
import { createLogger } from '../telemetry/index.js';
import { healthRoutes } from './health.js';
import { serveHttp, type Routes } from './http-server.js';

const logger = createLogger('test', 'silent');
const serve = (routes: Routes) => serveHttp(routes, 0, '127.0.0.1', logger);

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

test('a route that fails answers 500 and the next request is served', async () => {
  const server = await serve({
    'GET /fault': () => Promise.reject(new Error('broken')),
    'GET /fine': (_, response) => void response.end('fine'),
  });
  expect((await fetch(`http://127.0.0.1:${server.port}/fault`)).status).toBe(500);
  expect(await (await fetch(`http://127.0.0.1:${server.port}/fine`)).text()).toBe('fine');
  expect((await fetch(`http://127.0.0.1:${server.port}/nothing`)).status).toBe(404);
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
  const server = await serve({
    'GET /slow': async (_, response) => {
      await pause(200);
      response.end('done');
    },
  });
  const running = fetch(`http://127.0.0.1:${server.port}/slow`);
  await pause(50);
  const closed = server.close();
  expect(await (await running).text()).toBe('done');
  await closed;
  await expect(fetch(`http://127.0.0.1:${server.port}/slow`)).rejects.toThrow();
});
