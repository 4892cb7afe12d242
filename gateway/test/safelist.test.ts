import 'reflect-metadata';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getIntrospectionQuery } from 'graphql';
import { manifestFormat, sha256, type SafeOperation } from '../src/safelist/manifest.js';
import type { SafelistMode } from '../src/safelist/safelist.js';
import { ids, openSubscribedFair, read, refusalOf, type SubscribedFair } from './subscribed-fair.js';

const safe = (name: string, type: SafeOperation['type'], selection: string): SafeOperation => {
  const body = `${type} ${name}${selection}`;
  return { id: sha256(body), name, type, body };
};
const bestSeller = safe('BestSeller', 'query', ' {\n  bestSeller {\n    name\n  }\n}');
const oneProduct = safe('OneProduct', 'query', '($id: ID!) {\n  product(id: $id) {\n    id\n  }\n}');
const stock = safe(
  'Stock',
  'subscription',
  '($after: String) {\n  stockChanged(after: $after) {\n    id\n    name\n  }\n}',
);
const gone = safe('Gone', 'query', ' {\n  gone\n}');

async function manifestOf(...operations: SafeOperation[]): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'maarad-manifest-')), 'manifest.json');
  await writeFile(file, JSON.stringify({ ...manifestFormat, operations }));
  return file;
}

async function open(mode: SafelistMode): Promise<SubscribedFair> {
  const manifests = [await manifestOf(bestSeller, stock, gone), await manifestOf(oneProduct)];
  return openSubscribedFair({ OPERATIONS: mode, OPERATIONS_MANIFESTS: manifests });
}

let fair: SubscribedFair;
afterEach(() => fair.close());

const named = ({ id }: Pick<SafeOperation, 'id'>) => ({ persistedQuery: { version: 1, sha256Hash: id } });
async function ask(path: string, body?: object, token?: string): Promise<{ status: number; body: any }> {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  const response = await fetch(
    `${fair.url}${path}`,
    body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers },
  );
  return { status: response.status, body: await response.json() };
}
const get = (search: Record<string, string>) => ask(`/graphql?${new URLSearchParams(search)}`);
const found = { status: 200, body: { data: { bestSeller: { name: 'Argan oil' } } } };
const notSafelisted = { extensions: { code: 'FORBIDDEN', reason: 'NOT_SAFELISTED' } };
const refused = { status: 403, body: { errors: [notSafelisted] } };
const unknown = { message: 'PersistedQueryNotFound', extensions: { code: 'BAD_USER_INPUT' } };

test('where only safelisted operations are answered, each is by its text however spaced, and by its id', async () => {
  fair = await open('safelisted');
  const answers = [
    await ask('/graphql', { query: bestSeller.body }),
    await ask('/graphql', { query: '# ours\nquery BestSeller{bestSeller{name}}', operationName: 'BestSeller' }),
    await ask('/graphql', { extensions: named(bestSeller) }),
    await ask('/graphql', { id: bestSeller.id }),
    await ask('/graphql', { documentId: bestSeller.id }),
    await get({ query: bestSeller.body }),
    await get({ extensions: JSON.stringify(named(bestSeller)) }),
    await get({ id: bestSeller.id }),
  ];
  for (const answer of answers) {
    expect(answer).toEqual(found);
  }
  expect(await ask('/graphql', { id: oneProduct.id, variables: { id: 'p7' } })).toMatchObject({
    body: { data: { product: { id: 'p7' } } },
  });
});

test('where only safelisted operations are answered, every other is refused, and before it is read', async () => {
  fair = await open('safelisted');
  const admin = await fair.token({ id: 'a', role: 'admin' });
  const others = [
    '{ bestSeller { name } }',
    '{ __typename }',
    getIntrospectionQuery(),
    bestSeller.body.replace('name', 'id'),
    `${bestSeller.body} query Another { product(id: 1) { id } }`,
    'no { such { field',
    `query BestSeller { bestSeller { name } }${' '.repeat(100_000)}`,
  ];
  for (const query of others) {
    expect(await ask('/graphql', { query })).toMatchObject(refused);
    expect(await ask('/graphql', { query }, admin)).toMatchObject(refused);
    expect(await ask('/graphql', { query, id: bestSeller.id, extensions: named(bestSeller) })).toMatchObject(refused);
  }
  expect(await get({ query: '{ __typename }' })).toMatchObject(refused);
  expect(await ask('/graphql', [{ query: '{ __typename }' }])).toMatchObject({ status: 400 });
  expect(await get({ query: '' }).then(({ status }) => status)).toBe(400);
  expect(await ask(`/graphql?query=&${new URLSearchParams({ query: '{ __typename }' })}`)).toMatchObject({
    status: 400,
  });
});

test.each(['open', 'safelisted'] as const)(
  'an id that no manifest has is told as clients know it: %s',
  async (mode) => {
    fair = await open(mode);
    for (const body of [{ extensions: named({ id: sha256('x') }) }, { id: 'x' }, { documentId: 'x' }]) {
      expect((await ask('/graphql', body)).body.errors).toMatchObject([unknown]);
    }
    const byHash = { query: '', extensions: named({ id: 'x' }) };
    const socket = fair.overWebSocket();
    const messages = socket.iterate(byHash);
    await expect(messages.next()).rejects.toMatchObject([unknown]);
  },
);

test('lasting connections take ids, and refuse what is not safelisted', async () => {
  fair = await open('safelisted');
  for (const client of [fair.overWebSocket(), fair.overEventStream()]) {
    const messages = client.iterate({ query: '', extensions: named(stock) });
    const first = messages.next();
    await fair.open(1);
    fair.feed.listed('p1');
    expect(ids([(await first).value])).toEqual(['p1']);
    await messages.return?.();
    await fair.open(0);
    expect(await read(client, bestSeller.body).until(1)).toMatchObject([found.body]);
    for (const text of ['subscription { stockChanged { id } }', '{ __typename }', getIntrospectionQuery()]) {
      expect(await refusalOf(read(client, text))).toMatchObject([notSafelisted]);
    }
  }
});

test('where everything may be asked, ids of manifests are good and automatic persisted queries stay what they were', async () => {
  fair = await open('open');
  expect(await ask('/graphql', { id: bestSeller.id })).toEqual(found);
  expect(await ask('/graphql', { query: '{ bestSeller { name } }' })).toEqual(found);
  const query = 'query Own { bestSeller { name } }';
  const extensions = named({ id: sha256(query) });
  expect((await ask('/graphql', { extensions })).body.errors).toMatchObject([unknown]);
  expect(await ask('/graphql', { query, extensions })).toEqual(found);
  expect(await ask('/graphql', { extensions })).toEqual(found);
});

test('operations are made ready without a service being asked, and one that the graph lacks stops nothing', async () => {
  fair = await open('safelisted');
  expect(fair.services.sales.requests).toHaveLength(0);
  expect((await ask('/graphql', { id: gone.id })).body.errors).toMatchObject([
    { extensions: { code: 'BAD_USER_INPUT' } },
  ]);
});
