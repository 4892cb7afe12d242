import { anonymous, PrincipalSigner, PrincipalVerifier, type Principal } from '@maarad/shared/auth';
import { newId, serveHttp, type HttpServer } from '@maarad/shared/runtime';
import { createLogger } from '@maarad/shared/telemetry';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { cursorsOf, type Cursors } from '../feed/cursor.js';
import { feedStreamRoute } from '../feed/feed-stream.route.js';
import { partnersService } from '../service.js';
import { actingForPartner, aPartner } from '../testing/builders.js';
import { exhausted, types } from '../testing/events.js';
import { openStream } from '../testing/sse-client.js';
import { eventually } from '../testing/webhook-test.js';
import { keepReads } from './keep-reads.js';
import { reportReadRoute } from './report-read.route.js';

const secret = 'a secret for tests that is long enough';
let service: TestService;
let server: HttpServer;
let cursors: Cursors;
let partner: string;

beforeEach(async () => {
  service = await testService(partnersService);
  const { database } = service;
  const stopping = new AbortController().signal;
  const route = feedStreamRoute({ database, principals: new PrincipalVerifier(secret), stopping });
  server = await serveHttp({ 'GET /events': route }, 0, '127.0.0.1', createLogger('test', 'silent'));
  cursors = await cursorsOf(database);
  partner = await aPartner(service);
});
afterEach(async () => {
  await server.close();
  await service.close();
});

const ask = `query ($partnerId: ID) { partnerReads(partnerId: $partnerId) { totalCount nodes {
  partnerId partner { id } principal channel filter { types } after last events } } }`;
const reads = async (partnerId?: string) =>
  (await service.data(ask, { partnerId }, { as: organiser })).partnerReads.nodes as Record<string, unknown>[];
const readStream = async (as: Principal, query: string, count: number) => {
  const signed = await new PrincipalSigner(secret).sign(as);
  const client = await openStream(server.port, `/events${query}`, { 'x-maarad-principal': signed });
  await client.until(count);
  client.close();
};
const page = (as: Principal, after?: string) =>
  service.data(
    'query ($types: [String!], $after: String) { events(first: 2, after: $after, filter: { types: $types }) { nodes { id } } }',
    { types: [types.exhausted], after },
    { as },
  );

test('what a partner reads on a stream is written once it leaves: who, what, from where and how far', async () => {
  await service.deliver(...Array.from({ length: 5 }, () => exhausted()));
  await readStream(actingForPartner(partner), `?after=${cursors.at(1)}&types=${types.exhausted}`, 4);
  const written = await eventually(
    () => reads(partner),
    ([read]) => read?.events === 4,
  );
  expect(written).toEqual([
    {
      partnerId: partner,
      partner: { id: partner },
      principal: `partner-${partner}`,
      channel: 'STREAM',
      filter: { types: [types.exhausted] },
      after: cursors.at(1),
      last: cursors.at(5),
      events: 4,
    },
  ]);
});

test('the pages that a partner reads within an hour are one entry', async () => {
  await service.deliver(...Array.from({ length: 5 }, () => exhausted()));
  service.setNow(new Date());
  await page(actingForPartner(partner));
  await page(actingForPartner(partner), cursors.at(2));
  const [{ entries, events }] = await service.database.query(
    'SELECT count(*)::int AS entries, sum(events)::int AS events FROM partner_reads',
  );
  // Two where the hour ends between the pages.
  expect(entries).toBeLessThanOrEqual(2);
  expect(events).toBe(4);
  expect((await reads())[0]).toMatchObject({ channel: 'QUERY', last: cursors.at(4) });
});

test('visitors, exhibitors and the organiser read what is public without a trace', async () => {
  await service.deliver(exhausted());
  for (const as of [anonymous, actingFor(newId()), organiser]) {
    await page(as);
    await readStream(as, '?after=0', 1);
  }
  expect(await reads()).toEqual([]);
});

test('nobody but the organiser sees who read what, a partner not even its own', async () => {
  for (const as of [actingForPartner(partner), actingFor(newId())]) {
    expect(await service.refusal(ask, {}, { as })).toMatchObject({ code: 'FORBIDDEN' });
  }
  expect(await service.refusal(ask, {})).toMatchObject({ code: 'UNAUTHENTICATED' });
});

test('the audit of one partner is read without those of others, and goes after a year', async () => {
  const other = await aPartner(service);
  await page(actingForPartner(partner));
  await page(actingForPartner(other));
  expect(await reads(other)).toMatchObject([{ partnerId: other }]);
  service.setNow(new Date(Date.now() + 364 * 86_400_000));
  await keepReads(service.context());
  expect(await reads()).toHaveLength(2);
  service.setNow(new Date(Date.now() + 366 * 86_400_000));
  await keepReads(service.context());
  expect(await reads()).toEqual([]);
});

test('a subscription that the gateway reports is one read, as far as it came; a report of another’s, or that is none, changes nothing', async () => {
  const route = reportReadRoute({ database: service.database, principals: new PrincipalVerifier(secret) });
  const gateway = await serveHttp({ 'POST /reads': route }, 0, '127.0.0.1', createLogger('test', 'silent'));
  const report = async (as: Principal | undefined, body: unknown) => {
    const signed = as ? await new PrincipalSigner(secret).sign(as) : 'nobody';
    const headers = { 'x-maarad-principal': signed };
    const url = `http://127.0.0.1:${gateway.port}/reads`;
    return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).status;
  };
  const [id, filter] = [newId(), { types: [types.exhausted] }];
  const begun = { id, filter, after: 2, last: 2, events: 0 };
  const own = actingForPartner(partner);
  expect(await report(own, begun)).toBe(204);
  expect(await report(own, { ...begun, last: 9, events: 4 })).toBe(204);
  expect(await report(actingForPartner(newId()), { ...begun, last: 99 })).toBe(204);
  expect(await report(organiser, { ...begun, id: newId() })).toBe(204);
  expect(await report(own, { ...begun, id: newId(), filter: { types: ['tea'] } })).toBe(400);
  expect(await report(own, { id })).toBe(400);
  expect(await report(undefined, begun)).toBe(401);
  expect(await reads()).toMatchObject([
    {
      ...{ partnerId: partner, principal: own.id, channel: 'SUBSCRIPTION', filter },
      ...{ after: cursors.at(2), last: cursors.at(9), events: 4 },
    },
  ]);
  await gateway.close();
});
