import { anonymous, PrincipalSigner, PrincipalVerifier } from '@maarad/shared/auth';
import { newId, serveHttp } from '@maarad/shared/runtime';
import { createLogger } from '@maarad/shared/telemetry';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { partnersService } from '../service.js';
import { actingForPartner, aPartner } from '../testing/builders.js';
import { checkCredential } from './check-credential.js';
import { credentialCheckRoute } from './credential-check.route.js';

let service: TestService;
let partnerId: string;
const now = new Date('2025-01-28T10:00:00Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

beforeEach(async () => {
  service = await testService(partnersService);
  service.setNow(now);
  partnerId = await aPartner(service);
});
afterEach(() => service.close());

const issue = `mutation ($input: IssuePartnerCredentialInput!) { issuePartnerCredential(input: $input) {
  secret credential { id label createdAt createdBy expiresAt lastUsedAt revokedAt revocationReason } } }`;
const revoke = `mutation ($input: RevokePartnerCredentialInput!) { revokePartnerCredential(input: $input) { id revokedAt revocationReason } }`;
const list =
  'query ($id: ID!, $after: String) { partner(id: $id) { credentials(first: 2, after: $after) { totalCount nodes { id label lastUsedAt } pageInfo { endCursor hasNextPage } } } }';
const own = () => ({ as: actingForPartner(partnerId) });
const input = (more: Record<string, unknown> = {}) => ({ partnerId, label: 'ERP', idempotencyKey: newId(), ...more });
const others = () => [anonymous, actingFor(newId()), actingForPartner(newId()), { id: 'v', role: 'visitor' as const }];

async function issued(more: Record<string, unknown> = {}): Promise<{ id: string; secret: string }> {
  const { issuePartnerCredential: made } = await service.data(issue, { input: input(more) }, { as: organiser });
  return { id: made.credential.id, secret: made.secret };
}
const check = (secret: string, at = now) => checkCredential(service.database, secret, at);

test('the organiser and the partner itself issue a credential; its secret is shown once and kept nowhere', async () => {
  for (const asking of [{ as: organiser }, own()]) {
    const variables = { input: input() };
    const { issuePartnerCredential: made } = await service.data(issue, variables, asking);
    expect(made.secret).toMatch(/^mp_[0-9a-f]{32}_[A-Za-z0-9_-]{43}$/);
    expect(made.secret).toContain(made.credential.id.replaceAll('-', ''));
    expect(made.credential).toMatchObject({
      ...{ label: 'ERP', createdAt: now.toISOString(), createdBy: asking.as.id },
      ...{ expiresAt: null, lastUsedAt: null, revokedAt: null },
    });
    const again = await service.data(issue, variables, asking);
    expect(again.issuePartnerCredential).toEqual({ secret: null, credential: made.credential });
    const kept = await service.database.query(
      'SELECT c::text AS row FROM partner_credentials c UNION ALL SELECT k::text FROM idempotency_keys k UNION ALL SELECT o::text FROM outbox o',
    );
    expect(JSON.stringify(kept)).not.toContain(made.secret.slice(36));
    expect(await check(made.secret)).toEqual({ partnerId, expiresAt: null });
  }
});

test('nobody else issues, revokes or sees credentials, and not through the entity either', async () => {
  const { id } = await issued();
  for (const as of others()) {
    const code = as === anonymous ? 'UNAUTHENTICATED' : 'FORBIDDEN';
    expect(await service.refusal(issue, { input: input() }, { as })).toMatchObject({ code });
    expect(await service.refusal(revoke, { input: { credentialId: id, reason: 'x' } }, { as })).toMatchObject({
      code: as.role === 'partner' ? 'NOT_FOUND' : code,
    });
    expect(await service.data(list, { id: partnerId }, { as })).toEqual({ partner: null });
    const entity =
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Partner { credentials { nodes { id } } } } }';
    const r = [{ __typename: 'Partner', id: partnerId }];
    expect(await service.data(entity, { r }, { as })).toEqual({ _entities: [null] });
  }
});

test('at most five are good at a time, also when fifty are issued at once; a revoked or expired one makes room', async () => {
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => service.execute(issue, { input: input({ expiresAt: later(60) }) }, own())),
  );
  expect(answers.filter(({ errors }) => !errors)).toHaveLength(5);
  const codes = answers.flatMap(({ errors }) => errors?.map(({ extensions }) => extensions?.code) ?? []);
  expect(new Set(codes)).toEqual(new Set(['FULL']));
  const made = answers.find(({ data }) => data)!.data!.issuePartnerCredential.credential.id;
  await service.data(revoke, { input: { credentialId: made, reason: 'lost' } }, own());
  await issued();
  expect(await service.refusal(issue, { input: input() }, own())).toMatchObject({ code: 'FULL', capacity: 5 });
  service.setNow(later(60));
  await issued();
});

test('the same key fifty times at once issues one credential and shows one secret', async () => {
  const variables = { input: input() };
  const answers = await Promise.all(Array.from({ length: 50 }, () => service.data(issue, variables, own())));
  expect(answers.filter(({ issuePartnerCredential: { secret } }) => secret !== null)).toHaveLength(1);
  expect(new Set(answers.map((each) => each.issuePartnerCredential.credential.id)).size).toBe(1);
});

test('a revoked credential is no good from then on, the others stay good; again changes nothing', async () => {
  const [old, fresh] = [await issued(), await issued()];
  const variables = { input: { credentialId: old.id, reason: 'changed over' } };
  const first = await service.data(revoke, variables, own());
  expect(first.revokePartnerCredential).toMatchObject({
    revokedAt: now.toISOString(),
    revocationReason: 'changed over',
  });
  service.setNow(later(5));
  variables.input.reason = 'another';
  expect(await service.data(revoke, variables, { as: organiser })).toEqual(first);
  expect(await check(old.secret)).toEqual({ refused: 'REVOKED' });
  expect(await check(fresh.secret)).toMatchObject({ partnerId });
});

test('an expired credential is no good, and none is issued that is', async () => {
  const { secret } = await issued({ expiresAt: later(1) });
  expect(await check(secret)).toEqual({ partnerId, expiresAt: later(1).toISOString() });
  expect(await check(secret, later(1))).toEqual({ refused: 'EXPIRED' });
  expect(await service.refusal(issue, { input: input({ expiresAt: now }) }, own())).toMatchObject({
    code: 'BAD_USER_INPUT',
    problems: [{ path: 'expiresAt' }],
  });
});

test('the credentials of a closed partner are no good, and it is issued none; reopened, they are good again', async () => {
  const { secret } = await issued();
  const step = (name: string) =>
    service.data(
      `mutation ($input: PartnerStepInput!) { ${name}(input: $input) { id } }`,
      { input: { partnerId } },
      { as: organiser },
    );
  await step('closePartner');
  expect(await check(secret)).toEqual({ refused: 'CLOSED' });
  expect(await service.refusal(issue, { input: input() }, own())).toMatchObject({ code: 'CONFLICT' });
  await step('reopenPartner');
  expect(await check(secret)).toMatchObject({ partnerId });
});

test('a wrong secret says nothing of the credential, and when one was used is written once a minute', async () => {
  const { id, secret } = await issued();
  const wrong = secret.slice(0, 36) + 'A'.repeat(43);
  await service.data(revoke, { input: { credentialId: (await issued()).id, reason: 'x' } }, own());
  for (const none of [wrong, `mp_${newId().replaceAll('-', '')}_${'A'.repeat(43)}`, 'mp_', '', `${secret}x`]) {
    expect(await check(none)).toEqual({ refused: 'UNKNOWN' });
  }
  const used = async () =>
    (await service.database.query('SELECT last_used_at AS at FROM partner_credentials WHERE id = $1', [id]))[0].at;
  expect(await used()).toBeNull();
  for (const [minutes, expected] of [
    [0, 0],
    [0.9, 0],
    [1, 1],
  ] as const) {
    await check(secret, later(minutes));
    expect(await used()).toEqual(later(expected));
  }
});

test('credentials are listed in pages, the latest first, in as many statements for fifty partners as for one', async () => {
  const ids = [await issued(), await issued(), await issued()].map(({ id }) => id).reverse();
  const { partner } = await service.data(list, { id: partnerId }, own());
  expect(partner.credentials).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
  const after = partner.credentials.pageInfo.endCursor;
  const rest = await service.data(list, { id: partnerId, after }, own());
  const nodes = [...partner.credentials.nodes, ...rest.partner.credentials.nodes];
  expect(nodes.map(({ id }: { id: string }) => id)).toEqual(ids);
  const all = '{ partners(first: 50) { nodes { credentials(first: 5) { nodes { id } } } } }';
  const statements = () => service.countStatements(() => service.data(all, {}, { as: organiser }));
  const one = await statements();
  for (let made = 1; made < 50; made += 1) {
    await aPartner(service);
  }
  expect(await statements()).toBe(one);
});

test('only who brings a principal that the gateway signed is told whose a secret is', async () => {
  const { secret } = await issued();
  const shared = 'a secret for tests that is long enough';
  const principals = new PrincipalVerifier(shared);
  const route = credentialCheckRoute({ database: service.database, principals }, { now: () => now });
  const server = await serveHttp({ 'POST /credentials/check': route }, 0, '127.0.0.1', createLogger('test', 'silent'));
  const ask = async (headers: Record<string, string>, body = JSON.stringify({ secret })) => {
    const response = await fetch(`http://127.0.0.1:${server.port}/credentials/check`, {
      method: 'POST',
      headers,
      body,
    });
    return [response.status, await response.json()];
  };
  const signed = { 'x-maarad-principal': await new PrincipalSigner(shared).sign(anonymous) };
  const forged = { 'x-maarad-principal': await new PrincipalSigner('x'.repeat(32)).sign(organiser) };
  expect(await ask(signed)).toEqual([200, { partnerId, expiresAt: null }]);
  for (const none of ['x'.repeat(100_000), '', '[]', '{"secret":5}', secret]) {
    expect(await ask(signed, none)).toEqual([200, { refused: 'UNKNOWN' }]);
  }
  for (const headers of [{}, forged]) {
    expect(await ask(headers)).toMatchObject([401, { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] }]);
  }
  await server.close();
});
