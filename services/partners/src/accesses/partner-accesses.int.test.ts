import { anonymous, PrincipalSigner, PrincipalVerifier, type Principal } from '@maarad/shared/auth';
import { newId, serveHttp, type HttpServer } from '@maarad/shared/runtime';
import { createLogger } from '@maarad/shared/telemetry';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { feedStreamRoute } from '../feed/feed-stream.route.js';
import { partnersService } from '../service.js';
import { actingForPartner, aPartner, giveAccess, takeAccess } from '../testing/builders.js';
import { exhausted, low, sold, types } from '../testing/events.js';
import { openStream, type Frame } from '../testing/sse-client.js';

const secret = 'a secret for tests that is long enough';
const [weaver, potter] = [newId(), newId()];
let service: TestService;
let server: HttpServer;
let partner: string;

beforeEach(async () => {
  service = await testService(partnersService);
  partner = await aPartner(service, { regions: ['SOUSS_MASSA'] });
  const { database } = service;
  const stopping = new AbortController().signal;
  const route = feedStreamRoute({ database, principals: new PrincipalVerifier(secret), stopping });
  server = await serveHttp({ 'GET /events': route }, 0, '127.0.0.1', createLogger('test', 'silent'));
});
afterEach(async () => {
  await server.close();
  await service.close();
});

const grant = 'mutation ($input: PartnerAccessInput!) { change: grantPartnerAccess(input: $input) { id withdrawnAt } }';
const withdraw = grant.replace('grant', 'withdraw');
const list = `query ($exhibitorId: ID, $partnerId: ID) { partnerAccesses(exhibitorId: $exhibitorId, partnerId: $partnerId) {
  totalCount nodes { partnerId exhibitor { id } partnerName { value(language: FR) } withdrawnAt } } }`;
const listed = async (as: Principal, variables = {}) =>
  (await service.data(list, variables, { as })).partnerAccesses.nodes.map((one: any) => one.exhibitor.id);
const seen = async (as: Principal, filter = {}) => {
  const { events } = await service.data(
    'query ($filter: EventFilter) { events(filter: $filter) { totalCount nodes { type } } }',
    { filter },
    { as },
  );
  expect(events.totalCount).toBe(events.nodes.length);
  return events.nodes.map(({ type }: { type: string }) => type);
};
const stream = async (as: Principal, query: string) =>
  openStream(server.port, `/events${query}`, { 'x-maarad-principal': await new PrincipalSigner(secret).sign(as) });

test('an exhibitor gives and withdraws access to what is its own, however often; the partner sees it as long as it holds', async () => {
  const [as, reader] = [actingFor(weaver), actingForPartner(partner)];
  await service.deliver(sold(weaver), sold(potter), low(weaver), low(potter), exhausted());
  expect(await seen(reader)).toEqual([types.exhausted]);
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => service.data(grant, { input: { partnerId: partner } }, { as })),
  );
  expect(new Set(answers.map(({ change }) => change.id)).size).toBe(1);
  expect(await seen(reader)).toEqual([types.sale, types.low, types.exhausted]);
  for (let again = 0; again < 2; again += 1) {
    const { change } = await service.data(withdraw, { input: { partnerId: partner } }, { as });
    expect(change.withdrawnAt).not.toBeNull();
    expect(await seen(reader)).toEqual([types.exhausted]);
  }
  await service.data(grant, { input: { partnerId: partner } }, { as });
  expect(await seen(reader, { types: [types.sale] })).toEqual([types.sale]);
});

test('the exhibitor and the partner list what is theirs, the organiser all; nobody changes or lists what is another’s', async () => {
  await giveAccess(service, partner, weaver);
  await giveAccess(service, partner, potter);
  expect(await listed(organiser)).toEqual([potter, weaver]);
  expect(await listed(actingFor(weaver))).toEqual([weaver]);
  expect(await listed(actingForPartner(partner))).toEqual([potter, weaver]);
  expect(await listed(actingForPartner(newId()))).toEqual([]);
  const { partnerAccesses } = await service.data(list, {}, { as: actingFor(weaver) });
  expect(partnerAccesses.nodes[0]).toMatchObject({ partnerId: partner, partnerName: { value: 'Conseil régional' } });
  for (const [source, variables, as, code] of [
    [list, { exhibitorId: potter }, actingFor(weaver), 'FORBIDDEN'],
    [list, { partnerId: newId() }, actingForPartner(partner), 'FORBIDDEN'],
    [list, {}, anonymous, 'UNAUTHENTICATED'],
    [grant, { input: { partnerId: partner, exhibitorId: potter } }, actingFor(weaver), 'FORBIDDEN'],
    [withdraw, { input: { partnerId: partner, exhibitorId: potter } }, actingFor(weaver), 'FORBIDDEN'],
    [grant, { input: { partnerId: partner, exhibitorId: weaver } }, actingForPartner(partner), 'FORBIDDEN'],
    [grant, { input: { partnerId: partner } }, organiser, 'BAD_USER_INPUT'],
    [grant, { input: { partnerId: newId() } }, actingFor(weaver), 'NOT_FOUND'],
    [withdraw, { input: { partnerId: partner } }, actingFor(newId()), 'NOT_FOUND'],
  ] as const) {
    expect((await service.refusal(source, variables, { as })).code).toBe(code);
  }
});

test('a type that one can never see is refused by name, in the query and on the stream; one that is merely another’s is just not there', async () => {
  await service.deliver(sold(potter), low(potter));
  const ask = 'query ($types: [String!]) { events(filter: { types: $types }) { nodes { id } } }';
  const variables = { types: [types.exhausted, types.sale, types.low] };
  for (const as of [anonymous, { id: 't', role: 'trainer', trainerId: newId() } as const]) {
    expect(await service.refusal(ask, variables, { as })).toMatchObject({
      code: 'FORBIDDEN',
      types: [types.sale, types.low],
    });
    const refused = await stream(as, `?types=${types.sale}`);
    await refused.ended;
    expect(refused.status).toBe(403);
    expect(JSON.parse(refused.text()).errors[0].extensions).toEqual({ code: 'FORBIDDEN', types: [types.sale] });
  }
  for (const as of [actingFor(weaver), actingForPartner(partner)]) {
    expect((await service.data(ask, variables, { as })).events.nodes).toEqual([]);
  }
});

test('on an open stream a withdrawn access works at once, in what comes and in what is read again; places stay as they are', async () => {
  await giveAccess(service, partner, weaver);
  const reader = await stream(actingForPartner(partner), '?after=0');
  await service.deliver(sold(weaver), sold(potter), exhausted());
  await reader.until(2);
  await takeAccess(service, partner, weaver);
  await service.deliver(sold(weaver), exhausted());
  await reader.until(3);
  await giveAccess(service, partner, weaver);
  await service.deliver(sold(weaver));
  const placesOf = (frames: Frame[]) => frames.map(({ id }) => Number(id?.split('-')[1]));
  expect(placesOf(await reader.until(4))).toEqual([1, 3, 5, 6]);
  reader.close();
  await takeAccess(service, partner, weaver);
  const again = await stream(actingForPartner(partner), '?after=0');
  expect(placesOf(await again.until(2))).toEqual([3, 5]);
  again.close();
});

test('rights cost a partner one statement a page, however much it reads and whoever gave it access; others none', async () => {
  const ask = 'query ($first: Int) { events(first: $first) { nodes { id } } }';
  await service.deliver(...Array.from({ length: 50 }, () => sold(weaver)));
  const count = (as: Principal, first: number) => service.countStatements(() => service.data(ask, { first }, { as }));
  await count(organiser, 1);
  const plain = await count(organiser, 1);
  for (const exhibitor of [weaver, ...Array.from({ length: 30 }, newId)]) {
    await giveAccess(service, partner, exhibitor);
  }
  expect(await count(organiser, 50)).toBe(plain);
  expect(await count(actingFor(weaver), 50)).toBe(plain);
  // One for its rights, one for the audit of what it reads.
  expect(await count(actingForPartner(partner), 1)).toBe(plain + 2);
  expect(await count(actingForPartner(partner), 50)).toBe(plain + 2);
});
