import 'reflect-metadata';
import { errorCodes } from '@maarad/shared/errors';
import { getIntrospectionQuery } from 'graphql';
import { SignJWT } from 'jose';
import { openCannedFair, refusal, type CannedFair } from './canned-fair.js';

describe('the gateway refuses', () => {
  let fair: CannedFair;
  beforeAll(async () => {
    fair = await openCannedFair();
  });
  afterAll(() => fair.close());

  const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
  const refusalOf = async (query: string, options?: Parameters<CannedFair['post']>[1]) => {
    const { status, body } = await fair.post(query, options);
    const [error] = body.errors;
    return { status, message: error.message as string, ...(error.extensions as { code: string }) };
  };

  describe('who', () => {
    test("shows no token is a visitor, and services are told so under the gateway's signature", async () => {
      const { body } = await fair.post('{ whoAmI }');
      expect(JSON.parse(body.data.whoAmI)).toEqual({ id: 'anonymous', role: 'visitor' });
    });

    test('shows a good token is who it says', async () => {
      const { body } = await fair.post(
        '{ whoAmI }',
        bearer(await fair.token({ id: 'fatima', role: 'exhibitor', exhibitorId: 'e1' })),
      );
      expect(JSON.parse(body.data.whoAmI)).toEqual({ id: 'fatima', role: 'exhibitor', exhibitorId: 'e1' });
    });

    test('shows a malformed token, or none after all', async () => {
      expect(await refusalOf('{ whoAmI }', bearer('nonsense'))).toMatchObject({
        status: 401,
        code: 'UNAUTHENTICATED',
        message: 'The token is malformed.',
      });
      expect(await refusalOf('{ whoAmI }', { headers: { authorization: 'Basic eDp5' } })).toMatchObject({
        status: 401,
        code: 'UNAUTHENTICATED',
      });
    });

    test('shows an expired token', async () => {
      const expired = await fair.token({ id: 'fatima', role: 'admin' }, Math.floor(Date.now() / 1_000) - 60);
      expect(await refusalOf('{ whoAmI }', bearer(expired))).toMatchObject({
        status: 401,
        code: 'UNAUTHENTICATED',
        message: 'The token has expired.',
      });
    });

    test('shows a token of the wrong algorithm', async () => {
      const token = await new SignJWT({ role: 'admin' })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject('x')
        .setIssuer('maarad-local')
        .setAudience('maarad')
        .setExpirationTime('1h')
        .sign(Buffer.from('x'.repeat(32)));
      expect(await refusalOf('{ whoAmI }', bearer(token))).toMatchObject({
        status: 401,
        code: 'UNAUTHENTICATED',
        message: expect.stringContaining('algorithm'),
      });
    });

    test('claims to be someone by the header that only the gateway may send', async () => {
      const { body } = await fair.post('{ whoAmI }', { headers: { 'x-maarad-principal': 'forged' } });
      expect(JSON.parse(body.data.whoAmI).role).toBe('visitor');
    });
  });

  describe('what', () => {
    test('is not GraphQL, or not of this graph', async () => {
      expect(await refusalOf('{ whoAmI')).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
      expect(await refusalOf('{ whoAreYou }')).toMatchObject({
        status: 400,
        code: 'BAD_USER_INPUT',
        message: expect.stringContaining('whoAreYou'),
      });
    });

    test('has a variable that does not fit, naming it', async () => {
      const refusal = await refusalOf('query Some($first: Int) { exhibitors(first: $first) { totalCount } }', {
        variables: { first: 'many' },
      });
      expect(refusal).toMatchObject({
        status: 400,
        code: 'BAD_USER_INPUT',
        problems: [{ path: 'first', rule: expect.stringContaining('Int') }],
      });
    });

    test('names no operation of several', async () => {
      expect(await refusalOf('query A { whoAmI } query B { whoAmI }')).toMatchObject({ code: 'BAD_USER_INPUT' });
    });

    test.each([
      ['is not JSON', 'application/json', '{', 400],
      ['is empty', 'application/json', '', 400],
      ['is not said to be JSON', 'text/plain', '{"query":"{ whoAmI }"}', 415],
      ['is a batch', 'application/json', '[{"query":"{ whoAmI }"}]', 400],
      [
        'is larger than 1 MiB',
        'application/json',
        JSON.stringify({ query: '{ whoAmI }', padding: 'x'.repeat(5_000_000) }),
        413,
      ],
    ])('%s', async (_, type, body, status) => {
      const response = await fetch(`${fair.url}/graphql`, { method: 'POST', headers: { 'content-type': type }, body });
      expect(await refusal(response)).toEqual([status, 'BAD_USER_INPUT']);
    });
  });

  describe('how much', () => {
    const nested = (levels: number) =>
      `{ exhibitor(id: "e1") ${'{ neighbour '.repeat(levels)}{ id }${' }'.repeat(levels)} }`;
    const costly = (limit: string) => ({
      status: 400,
      code: 'OPERATION_TOO_COSTLY',
      limit,
      allowed: expect.any(Number),
    });

    test('goes 30 levels deep, by fragments too', async () => {
      expect(await refusalOf(nested(28))).toMatchObject(costly('depth'));
      const fragments = Array.from(
        { length: 20 },
        (_, index) => `fragment F${index} on Exhibitor { neighbour { ...F${index + 1} } }`,
      ).join(' ');
      expect(
        await refusalOf(`{ exhibitor(id: "e1") { ...F0 } } ${fragments} fragment F20 on Exhibitor { id }`),
      ).toMatchObject(costly('depth'));
    });

    test('asks the same under many names', async () => {
      expect(
        await refusalOf(`{ ${Array.from({ length: 31 }, (_, index) => `a${index}: whoAmI`).join(' ')} }`),
      ).toMatchObject(costly('aliases'));
    });

    test('repeats directives', async () => {
      expect(
        await refusalOf(`{ ${Array.from({ length: 31 }, () => 'whoAmI @include(if: true)').join(' ')} }`),
      ).toMatchObject(costly('directives'));
    });

    test('has more words than an operation needs', async () => {
      expect(await refusalOf(`{ ${'whoAmI '.repeat(2_500)} }`)).toMatchObject(costly('tokens'));
    });

    const pages = (first: string) =>
      `exhibitors(first: ${first}) { nodes { neighbours(first: ${first}) { nodes { sales { orders } products { id } } } } }`;
    test('multiplies large pages, whether written out or given by variables', async () => {
      expect(await refusalOf(`{ ${pages('100')} }`)).toMatchObject(costly('cost'));
      const variable = `query Pages($first: Int) { ${pages('$first')} }`;
      expect(await refusalOf(variable, { variables: { first: 100 } })).toMatchObject(costly('cost'));
      expect((await fair.post(variable, { variables: { first: 5 } })).body.errors).toBeUndefined();
    });

    test('but not what a front end needs: twelve levels, or the whole schema', async () => {
      expect((await fair.post(nested(10))).body.errors).toBeUndefined();
      expect((await fair.post(getIntrospectionQuery())).body.errors).toBeUndefined();
    });
  });

  describe('in words of the closed list', () => {
    test.each(errorCodes.filter((code) => code !== 'INTERNAL'))(
      "a service's %s is handed on with its details and its service",
      async (code) => {
        const { body } = await fair.post(`{ failing(code: "${code}") whoAmI }`);
        expect(body.data).toEqual({ failing: null, whoAmI: expect.any(String) });
        expect(body.errors).toEqual([
          {
            message: `refused as ${code}`,
            path: ['failing'],
            extensions: {
              ...{ code, detail: 'kept', service: 'exhibitors' },
              ...(code === 'SERVICE_UNAVAILABLE' && { since: expect.any(String) }),
            },
          },
        ]);
      },
    );

    test('a fault of a service shows the id under which it is logged, and nothing else', async () => {
      expect((await fair.post('{ failing(code: "INTERNAL") }')).body.errors[0].extensions).toEqual({
        code: 'INTERNAL',
        correlationId: 'the-service-s-own',
        service: 'exhibitors',
      });
    });

    test.each(['faulty', 'failing(code: "SOMETHING_NEW")'])(
      'what is not on the list is INTERNAL and shows nothing of its insides: %s',
      async (field) => {
        const { body } = await fair.post(`{ ${field} }`, { headers: { 'x-correlation-id': 'mine' } });
        expect(body.errors).toEqual([
          {
            message: 'This went wrong on our side.',
            path: [field.split('(')[0]],
            extensions: { code: 'INTERNAL', correlationId: 'mine', service: 'exhibitors' },
          },
        ]);
      },
    );

    test("a service that refuses the gateway is a fault, not the caller's mistake", async () => {
      const other = await openCannedFair({ PRINCIPAL_SECRET: 'not the secret that the services know' });
      const { body } = await other.post('{ whoAmI }');
      expect(body.errors[0].extensions.code).toBe('INTERNAL');
      await other.close();
    });
  });

  test('in production, to tell what its schema holds to whoever guesses', async () => {
    const production = await openCannedFair({ NODE_ENV: 'production' });
    expect((await production.post('{ __schema { types { name } } }')).body.errors[0].extensions.code).toBe(
      'BAD_USER_INPUT',
    );
    expect((await production.post('{ whoAm }')).body.errors[0].message).not.toContain('whoAmI');
    await production.close();
  });
});
