import 'reflect-metadata';
import { openCannedFair, refusal, type CannedFair } from './canned-fair.js';

/** The checks of graphql-cop, as rules of this gateway. That GraphiQL is open to everyone is meant. */
describe('of what graphql-cop looks for, the gateway', () => {
  let fair: CannedFair;
  beforeAll(async () => {
    fair = await openCannedFair({ NODE_ENV: 'production' });
  });
  afterAll(() => fair.close());

  const codeOf = async (query: string) => (await fair.post(query)).body.errors[0].extensions.code as string;
  const byGet = (query: string) => fetch(`${fair.url}/graphql?query=${encodeURIComponent(query)}`);

  test.each([
    ['alias overloading', `{ ${Array.from({ length: 101 }, (_, index) => `a${index}: __typename`).join(' ')} }`],
    ['directive overloading', `{ __typename ${'@include(if: true) '.repeat(50)} }`],
    ['field duplication', `{ ${'__typename '.repeat(500)} }`],
  ])('refuses %s as too costly', async (_, query) => {
    expect(await codeOf(query)).toBe('OPERATION_TOO_COSTLY');
  });

  test('refuses circular introspection, as all introspection in production', async () => {
    const circular = '{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }';
    expect((await fair.post(circular)).body.data).toBeUndefined();
    expect((await fair.post('{ __schema { queryType { name } } }')).body.data).toBeUndefined();
  });

  test('refuses an array of operations', async () => {
    const body = JSON.stringify(Array.from({ length: 10 }, () => ({ query: '{ __typename }' })));
    const headers = { 'content-type': 'application/json' };
    expect(await refusal(await fetch(`${fair.url}/graphql`, { method: 'POST', headers, body }))).toEqual([
      400,
      'BAD_USER_INPUT',
    ]);
  });

  test('refuses queries and mutations by GET, and forms by POST, from foreign sites', async () => {
    expect((await byGet('{ __typename }')).status).toBe(400);
    expect((await byGet('mutation { __typename }')).status).toBeGreaterThanOrEqual(400);
    const form = new URLSearchParams({ query: '{ __typename }' });
    expect((await fetch(`${fair.url}/graphql`, { method: 'POST', body: form })).status).toBe(415);
  });

  test('adds no trace to an answer, suggests no field and shows nothing of its insides', async () => {
    expect(Object.keys((await fair.post('{ whoAmI }')).body)).toEqual(['data']);
    expect((await fair.post('{ whoAm }')).body.errors[0].message).not.toMatch(/did you mean|whoAmI/i);
    for (const query of ['query {', '{ whoAm }', '{ faulty }']) {
      expect(JSON.stringify((await fair.post(query)).body)).not.toMatch(/stacktrace|node_modules|\.ts:|\.js:/);
    }
  });
});
