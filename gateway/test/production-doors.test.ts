import 'reflect-metadata';
import { openCannedFair, type CannedFair } from './canned-fair.js';
import { doors } from './doors.js';

let fair: CannedFair;
beforeAll(async () => {
  fair = await openCannedFair({ NODE_ENV: 'production' });
});
afterAll(() => fair.close());

describe.each(Object.entries(doors))('in production, %s', (_, ask) => {
  test.each([
    '{ __schema { types { name } } }',
    '{ __type(name: "Query") { fields { name } } }',
    'query { ...F } fragment F on Query { __schema { queryType { name } } }',
  ])('does not tell what the graph holds: %s', async (query) => {
    expect(await ask(fair.url, query)).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test.each([
    ['{ whoAm }', 'whoAmI'],
    ['{ exhibitor(di: "e1") { id } }', '"id"'],
    ['{ exhibitor(id: "e1") { nam } }', '"name"'],
    ['{ exhibitor(id: "e1") { ...on Exhibito { id } } }', '"Exhibitor"'],
  ])('does not say what a wrong word may have meant: %s', async (query, meant) => {
    const { code, message } = await ask(fair.url, query);
    expect(code).toBe('BAD_USER_INPUT');
    expect(message).not.toContain(meant);
    expect(message).not.toMatch(/did you mean/i);
  });

  test.each(['{ _service { sdl } }', '{ _entities(representations: []) { __typename } }'])(
    'does not show the insides of federation: %s',
    async (query) => {
      expect(await ask(fair.url, query)).toMatchObject({ code: 'BAD_USER_INPUT' });
    },
  );

  const many = (count: number, field: (index: number) => string) =>
    `{ ${Array.from({ length: count }, (__, index) => field(index)).join(' ')} }`;
  test.each([
    ['depth', `{ exhibitor(id: "e1") ${'{ neighbour '.repeat(28)}{ id }${' }'.repeat(28)} }`],
    ['aliases', many(31, (index) => `a${index}: whoAmI`)],
    ['directives', many(31, () => 'whoAmI @include(if: true)')],
    ['repetitions', many(11, () => 'whoAmI')],
    ['tokens', many(2_500, () => 'a')],
    [
      'cost',
      '{ exhibitors(first: 100) { nodes { neighbours(first: 100) { nodes { neighbours(first: 100) { nodes { id } } } } } } }',
    ],
  ])('limits %s', async (_limit, query) => {
    expect(await ask(fair.url, query)).toMatchObject({ code: 'OPERATION_TOO_COSTLY' });
  });
});

describe('from a page of a foreign site, which can send forms and links without asking', () => {
  const mutation = 'mutation { rename(id: "e1", name: "x") { id } }';
  const renamed = () => fair.services.exhibitors.requests.some(({ query }) => query.includes('rename'));
  test.each([
    ['/graphql', 'application/x-www-form-urlencoded'],
    ['/graphql', 'multipart/form-data; boundary=x'],
    ['/graphql', 'text/plain'],
    ['/graphql', 'text/plain; application/json'],
    ['/graphql/stream', 'text/plain; application/json'],
    ['/graphql/stream', 'multipart/form-data; boundary=x'],
  ])('a mutation by POST %s as %s changes nothing', async (path, type) => {
    const body = JSON.stringify({ query: mutation });
    const headers = { 'content-type': type, accept: 'text/event-stream' };
    const response = await fetch(fair.url + path, { method: 'POST', headers, body });
    expect([response.status, await response.json()]).toMatchObject([
      415,
      { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
    ]);
    expect(renamed()).toBe(false);
  });

  test.each([
    ['/graphql', {}, 400],
    ['/graphql', { 'apollo-require-preflight': '1' }, 405],
    ['/graphql/stream', { accept: 'text/event-stream' }, 200],
  ])('a mutation by GET %s with %o changes nothing', async (path, headers, status) => {
    const response = await fetch(`${fair.url}${path}?query=${encodeURIComponent(mutation)}`, {
      headers: headers as Record<string, string>,
    });
    expect(response.status).toBe(status);
    expect(await response.text()).toMatch(/"errors"/);
    expect(renamed()).toBe(false);
  });
});

test('what is too large or a batch is refused at the stream as at the graph', async () => {
  const post = async (body: string) => {
    const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
    const response = await fetch(`${fair.url}/graphql/stream`, { method: 'POST', headers, body });
    return { status: response.status, text: await response.text() };
  };
  expect(await post(JSON.stringify({ query: '{ whoAmI }', padding: 'x'.repeat(2_000_000) }))).toMatchObject({
    status: 413,
    text: expect.stringContaining('BAD_USER_INPUT'),
  });
  expect(await post('[{"query":"{ whoAmI }"},{"query":"{ whoAmI }"}]')).toMatchObject({ status: 400 });
});
