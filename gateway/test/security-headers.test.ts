import 'reflect-metadata';
import { request } from 'node:http';
import { openCannedFair, type CannedFair } from './canned-fair.js';

const always = {
  'content-security-policy': expect.stringMatching(/default-src 'none'.*frame-ancestors 'none'/),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': expect.stringContaining('camera=()'),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
};

let fair: CannedFair;
beforeAll(async () => {
  fair = await openCannedFair({ HSTS_SECONDS: 31_536_000 });
});
afterAll(() => fair.close());

const headersOf = (method: string, path: string, more: Record<string, string> = {}) =>
  new Promise<Record<string, unknown>>((resolve, reject) => {
    request(fair.url + path, { method, headers: more }, ({ headers, statusCode }) =>
      resolve({ ...headers, status: statusCode }),
    )
      .on('response', (response) => response.destroy())
      .on('error', reject)
      .end();
  });

test('every answer of every route says what browsers may do with it: nothing, but what a page needs', async () => {
  const paths = fair.gateway.paths.map((path) => path.replace('*', 'x'));
  expect(paths.length).toBeGreaterThan(30);
  for (const path of [...paths, 'GET /nothing-here', 'OPTIONS /graphql', 'TRACE /', 'GET //']) {
    const [method, address] = path.split(' ') as [string, string];
    const headers = await headersOf(method, address);
    expect({ path, ...headers }).toMatchObject({ path, ...always, 'cache-control': expect.any(String) });
    expect(JSON.stringify(headers)).not.toMatch(/x-powered-by|"server"/);
  }
});

test('answers of the graph and refusals are kept by nobody', async () => {
  const graph = await headersOf('GET', '/graphql?query={whoAmI}', { 'apollo-require-preflight': '1' });
  const refused = await headersOf('GET', '/events', { authorization: 'Bearer nonsense' });
  expect([graph.status, refused.status]).toEqual([200, 401]);
  for (const { 'cache-control': kept } of [graph, refused]) {
    expect(kept).toBe('no-store');
  }
});

test('pages run scripts of this place only, and none that are written into them', async () => {
  for (const path of ['/', '/graphiql', '/asyncapi', '/console']) {
    const { status, 'content-security-policy': policy } = await headersOf('GET', path);
    if (status === 200) {
      expect(policy).toMatch(/script-src 'self'(;|$)/);
    }
  }
});

test('where there is no https, browsers are not told to insist on it', async () => {
  const plain = await openCannedFair();
  expect((await fetch(plain.url)).headers.get('strict-transport-security')).toBeNull();
  await plain.close();
});
