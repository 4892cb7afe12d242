import 'reflect-metadata';
import { PrincipalSigner, PrincipalVerifier, principalHeader } from '../auth/index.js';
import { printedLanguage } from '../documents/printed-language.js';
import { NotFound } from '../errors/index.js';
import { serveHttp, type HttpServer } from '../runtime/http-server.js';
import { createLogger } from '../telemetry/index.js';
import { readingRoute } from './reading-route.js';

const secret = 'the secret that the gateway and its services share';
const visitor = { id: 'somebody', role: 'visitor' as const };
let server: HttpServer;

beforeAll(async () => {
  const surroundings = { database: undefined as never, principals: new PrincipalVerifier(secret) };
  const routes = {
    'GET /paper': readingRoute(surroundings, ({ context: { principal, language }, request, response, url }) => {
      if (url.searchParams.has('gone')) {
        throw new NotFound('Paper', '7');
      }
      response.end(JSON.stringify({ principal, language, printed: printedLanguage(request, url) }));
    }),
  };
  server = await serveHttp(routes, 0, '127.0.0.1', createLogger('test', 'silent'));
});
afterAll(() => server.close());

const read = async (path: string, headers: Record<string, string>) => {
  const response = await fetch(`http://127.0.0.1:${server.port}${path}`, { headers });
  return { status: response.status, body: (await response.json()) as unknown };
};
const asVisitor = async (accepted = '') => ({
  [principalHeader]: await new PrincipalSigner(secret).sign(visitor),
  'accept-language': accepted,
});

test('whoever does not come through the gateway is refused', async () => {
  expect(await read('/paper', {})).toMatchObject({
    status: 401,
    body: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
  });
});

test('it is read as its caller, in the language that it accepts, and printed in the one asked for', async () => {
  const { body } = await read('/paper?language=en', await asVisitor('fr'));
  expect(body).toMatchObject({ principal: visitor, language: 'fr', printed: 'en' });
  expect((await read('/paper?language=de', await asVisitor('fr'))).body).toMatchObject({ printed: 'fr' });
  expect((await read('/paper', await asVisitor('zgh'))).body).toMatchObject({ language: 'zgh', printed: 'ar' });
});

test('a refusal is told as the graph does', async () => {
  expect(await read('/paper?gone', await asVisitor())).toMatchObject({
    status: 404,
    body: { errors: [{ extensions: { code: 'NOT_FOUND', type: 'Paper', id: '7' } }] },
  });
});
