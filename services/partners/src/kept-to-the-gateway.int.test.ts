import { createHmac } from 'node:crypto';
import { anonymous, PrincipalSigner, type Principal } from '@maarad/shared/auth';
import { newId, readConfig, startService, type RunningService } from '@maarad/shared/runtime';
import { captureOutput, createTestDatabase, organiser, type TestDatabase } from '@maarad/shared/testing';
import { variables } from './config.js';
import { partnersServiceOf } from './service.js';
import { actingForPartner } from './testing/builders.js';
import { localToo } from './webhooks/sending/address-rules.js';
import { KeySeal } from './webhooks/sending/key-seal.js';

const secret = 'a secret of this test and of nothing else';
const WEBHOOK_KEY = '0123456789abcdef'.repeat(4);
const signer = new PrincipalSigner(secret);

let databases: TestDatabase[];
let service: RunningService;
let url: string;
let output: ReturnType<typeof captureOutput>;

beforeAll(async () => {
  databases = [await createTestDatabase(), await createTestDatabase()];
  output = captureOutput();
  const [DATABASE_URL, EVENT_LOG_URL] = databases.map((database) => database.url);
  const config = readConfig(variables, {
    ...{ PORT: '1', PRINCIPAL_SECRET: secret, DATABASE_URL, EVENT_LOG_URL, WEBHOOK_KEY, LOG_LEVEL: 'trace' },
  });
  const definition = partnersServiceOf({ rules: localToo, seal: new KeySeal(WEBHOOK_KEY) });
  service = await startService(definition, { ...config, PORT: 0 });
  url = `http://127.0.0.1:${service.port}`;
});
afterAll(async () => {
  await service.shutdown.run('the test is over');
  output.stop();
  await Promise.all(databases.map((database) => database.drop()));
});

const post = (path: string, headers: Record<string, string>, body: object) =>
  fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

async function ask(as: Principal, query: string, input: object): Promise<Record<string, any>> {
  const headers = { 'x-maarad-principal': await signer.sign(as) };
  const response = await post('/graphql', headers, { query, variables: { input } });
  const { data, errors } = (await response.json()) as { data: Record<string, any>; errors?: object[] };
  expect(errors).toBeUndefined();
  return Object.values(data)[0];
}

/** A principal as the gateway signs it, with what is wrong with it. */
function signed(changes: Record<string, unknown>, alg = 'HS256', key = secret): string {
  const now = Math.floor(Date.now() / 1_000);
  const claims = {
    sub: 'mallory',
    role: 'admin',
    iss: 'maarad-gateway',
    aud: 'maarad-services',
    iat: now,
    exp: now + 60,
  };
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const content = `${encode({ alg, typ: 'JWT' })}.${encode({ ...claims, ...changes })}`;
  return `${content}.${alg === 'none' ? '' : createHmac('sha256', key).update(content).digest('base64url')}`;
}

test('who reaches the service directly is refused everywhere, whatever is shown instead of what the gateway signs', async () => {
  const now = Math.floor(Date.now() / 1_000);
  const principal = (token: string) => ({ 'x-maarad-principal': token });
  const query = '{ __typename }';
  expect((await post('/graphql', principal(signed({})), { query })).status).toBe(200);
  const shown: Record<string, Record<string, string>> = {
    nothing: {},
    "a caller's token": { authorization: `Bearer ${signed({ iss: 'maarad-local', aud: 'maarad' })}` },
    "a caller's token as a principal": principal(signed({ iss: 'maarad-local', aud: 'maarad' })),
    'a foreign key': principal(signed({}, 'HS256', 'x'.repeat(40))),
    'no signature': principal(signed({}, 'none')),
    'another audience': principal(signed({ aud: 'maarad' })),
    'another issuer': principal(signed({ iss: 'maarad-local' })),
    'an old one': principal(signed({ exp: now - 10 })),
    'one without an end': principal(signed({ exp: undefined })),
    'one for nobody': principal(signed({ sub: undefined })),
    nonsense: principal('nonsense'),
  };
  for (const [what, headers] of Object.entries(shown)) {
    const answers = [
      await post('/graphql', headers, { query }),
      await fetch(`${url}/events`, { headers }),
      await post('/credentials/check', headers, { secret: 'mp_x' }),
      await fetch(`${url}/operations`, { headers }),
    ];
    for (const answer of answers) {
      expect({ what, path: answer.url, status: answer.status }).toEqual({ what, path: answer.url, status: 401 });
      expect(await answer.text()).toContain('UNAUTHENTICATED');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    }
  }
});

test('the log of credentials, webhooks and refusals holds no secret at any level', async () => {
  const name = { fr: 'Conseil régional' };
  const idempotencyKey = newId();
  const { id: partnerId } = await ask(
    organiser,
    'mutation ($input: RegisterPartnerInput!) { registerPartner(input: $input) { id } }',
    { name, kind: 'REGIONAL_COUNCIL', idempotencyKey },
  );
  const partner = actingForPartner(partnerId);
  const issued = await ask(
    partner,
    'mutation ($input: IssuePartnerCredentialInput!) { issuePartnerCredential(input: $input) { secret } }',
    { partnerId, label: 'ERP', idempotencyKey },
  );
  const endpoint = await ask(
    partner,
    'mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) { secret endpoint { id } } }',
    { partnerId, url: 'http://127.0.0.1:9/events', idempotencyKey },
  );
  expect([issued.secret, endpoint.secret]).toEqual([expect.stringMatching(/^mp_/), expect.stringMatching(/^whsec_/)]);
  const gateway = { 'x-maarad-principal': await signer.sign(anonymous) };
  for (const guessed of [issued.secret, `${issued.secret.slice(0, -3)}AAA`]) {
    await (await post('/credentials/check', gateway, { secret: guessed })).text();
    await (
      await post('/graphql', { ...gateway, authorization: `Bearer ${guessed}` }, { query: `{ ${guessed} }` })
    ).text();
  }
  await (await post('/graphql', { 'x-maarad-principal': `${signed({})}x` }, { query: endpoint.secret })).text();
  await service.database.query('SELECT $1::int', [endpoint.secret]).catch(() => undefined);

  const lines = output.lines();
  expect(lines).toContain('"msg":"started"');
  for (const kept of [
    ...[issued.secret, issued.secret.slice(36, -3), endpoint.secret, endpoint.secret.slice(6)],
    ...[secret, WEBHOOK_KEY, gateway['x-maarad-principal'].slice(-30), 'Bearer '],
  ]) {
    expect({ kept, line: lines.split('\n').find((line) => line.includes(kept)) }).toEqual({ kept });
  }
});
