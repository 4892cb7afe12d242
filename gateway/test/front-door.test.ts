import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { packageFolder } from '../src/package-folder.js';
import { openCannedFair, refusal, type CannedFair } from './canned-fair.js';

describe('the front door', () => {
  let fair: CannedFair;
  beforeAll(async () => {
    fair = await openCannedFair();
  });
  afterAll(() => fair.close());

  const get = async (path: string) => {
    const response = await fetch(fair.url + path);
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      headers: response.headers,
      text: await response.text(),
    };
  };

  test('tells a newcomer in Arabic and English what is here', async () => {
    const { status, text } = await get('/');
    expect(status).toBe(200);
    for (const said of ['معرض', 'Maarad', '/graphiql', '/schema.graphql', '/events', '/asyncapi', '/health/ready']) {
      expect(text).toContain(said);
    }
  });

  test('serves GraphiQL whole, and loads nothing from anywhere else', async () => {
    const { text, headers } = await get('/graphiql');
    const loaded = [...text.matchAll(/(?:src|href)="([^"]+)"/g)]
      .map((match) => match[1]!)
      .filter((path) => !path.startsWith('data:'));
    expect(loaded.length).toBeGreaterThan(4);
    for (const path of [...loaded, '/graphiql/the-whole-fair.graphql', '/graphiql/schema.json']) {
      expect(path).toMatch(/^\//);
      expect(await get(path)).toMatchObject({ status: 200 });
    }
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect((await get('/graphiql/graphiql.js')).text).toContain('GraphiQL');
  });

  test('serves the contract of the events: a document, a schema by address, a page with an example of every type', async () => {
    const { channels, components } = JSON.parse((await get('/asyncapi.json')).text);
    expect(Object.keys(channels)).toContain('maarad.sales');
    const page = (await get('/asyncapi')).text;
    for (const type of Object.keys(components.messages)) {
      expect(page).toContain(`id="${type}"`);
    }
    const schema = JSON.parse((await get('/schemas/org.maarad.sales.sale.recorded.v1.json')).text);
    expect(schema).toMatchObject({ $id: '/schemas/org.maarad.sales.sale.recorded.v1.json', type: 'object' });
    expect((await get('/style.css')).type).toContain('text/css');
    const head = await fetch(`${fair.url}/schemas/org.maarad.sales.sale.recorded.v1.json`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
  });

  test('names in the contract what partners ask of the graph, as the graph has it', async () => {
    const page = (await get('/asyncapi')).text;
    const names = [
      ...page.matchAll(/<code>((?:register|issue|revoke|create|test|replay|rotate|redeliver)\w*)<\/code>/g),
    ];
    expect(names.length).toBeGreaterThan(7);
    const graph = readFileSync(join(packageFolder, 'api.graphql'), 'utf8');
    for (const [, name] of names) {
      expect(graph).toContain(`\n  ${name}(input: `);
    }
  });

  test('serves the graph as callers see it, without the insides of federation', async () => {
    const { text } = await get('/schema.graphql');
    expect(text).toContain('sales: SalesSummary');
    expect(text).not.toMatch(/join__|_entities/);
  });

  test('answers a query by GET when the caller is not a form of a foreign site', async () => {
    const path = `${fair.url}/graphql?query=${encodeURIComponent('{ bestSeller { name } }')}`;
    expect(await (await fetch(path, { headers: { 'apollo-require-preflight': '1' } })).json()).toEqual({
      data: { bestSeller: { name: 'Argan oil' } },
    });
    expect(await refusal(await fetch(path))).toEqual([400, 'BAD_USER_INPUT']);
  });

  test('refuses a mutation by GET', async () => {
    const path = `${fair.url}/graphql?query=${encodeURIComponent('mutation { rename(id: "e1", name: "x") { id } }')}`;
    expect((await fetch(path, { headers: { 'apollo-require-preflight': '1' } })).status).toBe(405);
  });

  test('answers in the form that the caller accepts, and refuses one that it does not speak', async () => {
    const asking = (accept: string) => fair.post('{ bestSeller { name } }', { headers: { accept } });
    expect((await asking('application/graphql-response+json')).headers.get('content-type')).toContain(
      'application/graphql-response+json',
    );
    expect((await asking('application/json')).headers.get('content-type')).toContain('application/json');
    const image = await asking('image/png');
    expect([image.status, image.body.errors[0].extensions.code]).toEqual([406, 'BAD_USER_INPUT']);
  });

  test('compresses a long answer for callers that take it, and only that', async () => {
    const ask = (query: string) =>
      new Promise<{ encoding?: string; body: Buffer }>((resolve, reject) => {
        const asking = request(
          `${fair.url}/graphql`,
          { method: 'POST', headers: { 'content-type': 'application/json', 'accept-encoding': 'gzip' } },
          (response) => {
            const chunks: Buffer[] = [];
            response.on('data', (chunk: Buffer) => chunks.push(chunk));
            response.on('end', () =>
              resolve({ encoding: response.headers['content-encoding'], body: Buffer.concat(chunks) }),
            );
          },
        );
        asking.on('error', reject).end(JSON.stringify({ query }));
      });
    const long = await ask('{ everyone { id name neighbour { name neighbour { name } } sales { orders revenue } } }');
    expect(long.encoding).toBe('gzip');
    expect(JSON.parse(gunzipSync(long.body).toString()).data.everyone).toHaveLength(10);
    expect((await ask('{ bestSeller { name } }')).encoding).toBeUndefined();
  });

  test('gives back the correlation id that it was given, and hands it on with the trace and the language', async () => {
    const headers = {
      'x-correlation-id': 'from-the-app-1',
      traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
      'accept-language': 'zgh',
    };
    const answer = await fair.post('{ bestSeller { name } }', { headers });
    expect(answer.headers.get('x-correlation-id')).toBe('from-the-app-1');
    expect(fair.services.sales.requests.at(-1)!.headers).toMatchObject(headers);
  });

  test('makes a correlation id where there is none or a bad one', async () => {
    const given = async (headers?: Record<string, string>) =>
      (await fair.post('{ whoAmI }', { headers })).headers.get('x-correlation-id');
    expect(await given()).toMatch(/^[0-9a-f-]{36}$/);
    expect(await given({ 'x-correlation-id': 'two words' })).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('counts operations by name and code, and services by how fast they answer', async () => {
    await fair.post('query BestSeller { bestSeller { name } }');
    await fair.post('query Failing { failing(code: "SOLD_OUT") }');
    const { text } = await get('/metrics');
    expect(text).toContain('maarad_gateway_requests_total{operation="BestSeller",code="OK"} 1');
    expect(text).toContain('maarad_gateway_requests_total{operation="Failing",code="SOLD_OUT"} 1');
    expect(text).toMatch(/maarad_gateway_service_seconds_count\{service="sales",outcome="answered"\} \d/);
  });

  test('answers what it was asked before it ends', async () => {
    const other = await openCannedFair();
    const running = other.post('{ exhibitors { nodes { name sales { orders } } } }');
    while (other.services.exhibitors.requests.length === 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    await other.gateway.shutdown.run('the process ends');
    expect((await running).body.data.exhibitors.nodes).toHaveLength(10);
    await other.close();
  });
});
