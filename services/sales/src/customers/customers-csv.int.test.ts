import { anonymous, PrincipalSigner, PrincipalVerifier, type Principal } from '@maarad/shared/auth';
import { newId, serveHttp, type HttpServer } from '@maarad/shared/runtime';
import { createLogger } from '@maarad/shared/telemetry';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { salesService } from '../service.js';
import { noon } from '../testing/builders.js';
import { customerBuilders } from '../testing/customer-builders.js';

const secret = 'a secret of at least thirty-two characters';
const signer = new PrincipalSigner(secret);
let service: TestService;
let server: HttpServer;
let make: ReturnType<typeof customerBuilders>;
let own: string;

beforeAll(async () => {
  service = await testService(salesService);
  service.setNow(noon);
  make = customerBuilders(service);
  const logger = createLogger('test', 'silent');
  const surroundings = { database: service.database, principals: new PrincipalVerifier(secret), logger };
  const routes = salesService.routes?.({ ...surroundings, stopping: new AbortController().signal }) ?? {};
  server = await serveHttp(routes, 0, '127.0.0.1', logger);
});
beforeEach(() => {
  own = newId();
});
afterAll(async () => {
  await server.close();
  await service.close();
});

async function get(path: string, as: Principal = actingFor(own)) {
  const headers = { 'x-maarad-principal': await signer.sign(as) };
  const response = await fetch(`http://127.0.0.1:${server.port}${path}`, { headers });
  return { status: response.status, headers: response.headers, body: Buffer.from(await response.arrayBuffer()) };
}

const exported = async (query = '') => (await get(`/customers.csv${query}`)).body.toString('utf8');

test('the contacts of an exhibitor are taken along as CSV that a spreadsheet reads, and runs nothing of', async () => {
  const id = await make.customer(own, { name: '=HYPERLINK("http://x")', note: 'two\nlines, "quoted"' });
  await make.customer(newId(), { name: 'A stranger' });
  const { status, headers, body } = await get('/customers.csv');
  expect(status).toBe(200);
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': 'attachment; filename="customers.csv"',
    'cache-control': 'private, no-store',
  });
  expect([...body.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const lines = [
    'id,name,phone,email,purposes,note,collectedAt,consentAt,consentLanguage,consentText',
    `${id},"'=HYPERLINK(""http://x"")",'+212 661-234567,fatima.zahra@example.org,ORDER_FOLLOW_UP NEWS,"two\nlines, ""quoted""",2025-01-29T11:00:00.000Z,2025-01-29T10:59:00.000Z,ar,أوافق على أن تتصل بي التعاونية`,
  ];
  expect(body.subarray(3).toString('utf8')).toBe(lines.map((line) => `${line}\r\n`).join(''));
});

test('whoever has withdrawn the consent is not taken along, nor anybody for another purpose than was consented to', async () => {
  const news = await make.customer(own, { name: 'News', purposes: ['NEWS'] });
  const offer = await make.customer(own, { name: 'Offer', purposes: ['WHOLESALE_OFFER'] });
  const gone = await make.customer(own, { name: 'Gone', purposes: ['NEWS'] });
  const erased = await make.customer(own, { name: 'Erased', purposes: ['NEWS'] });
  const withdraw = `mutation ($input: WithdrawCustomerConsentInput!) { withdrawCustomerConsent(input: $input) { id } }`;
  await service.data(withdraw, { input: { customerId: gone } }, { as: actingFor(own) });
  await make.erase(own, erased);
  const all = await exported();
  expect([news, offer, gone, erased].map((id) => all.includes(id))).toEqual([true, true, false, false]);
  const some = await exported('?purpose=NEWS');
  expect([news, offer].map((id) => some.includes(id))).toEqual([true, false]);
  expect(await exported('?search=offer')).toContain(offer);
  expect(await exported('?search=offer')).not.toContain(news);
  const ask = '{ all: exportCustomers { count path } news: exportCustomers(purpose: NEWS) { count path } }';
  expect(await service.data(ask, {}, { as: actingFor(own) })).toEqual({
    all: { count: 2, path: '/customers.csv' },
    news: { count: 1, path: '/customers.csv?purpose=NEWS' },
  });
});

test('however many there are, each is taken along once', async () => {
  await make.customer(own);
  await service.database.query(
    `INSERT INTO customers (id, exhibitor_id, name, purposes, consent_at, consent_text, consent_language, collected_at, recorded_at, recorded_by, idempotency_key)
     SELECT uuidv7(), $1, 'Omar', '{NEWS}', now(), 'yes', 'en', now(), now(), 'a device', gen_random_uuid() FROM generate_series(1, 1199)`,
    [own],
  );
  const ids = (await exported())
    .split('\r\n')
    .slice(1, -1)
    .map((line) => line.split(',')[0]);
  expect([ids.length, new Set(ids).size]).toEqual([1200, 1200]);
});

test('nobody but an exhibitor takes contacts along, and what is asked for wrongly is refused', async () => {
  expect((await get('/customers.csv', organiser)).status).toBe(403);
  expect((await get('/customers.csv', anonymous)).status).toBe(401);
  expect((await fetch(`http://127.0.0.1:${server.port}/customers.csv`)).status).toBe(401);
  expect((await get('/customers.csv?purpose=SPAM')).status).toBe(400);
  expect((await get(`/customers.csv?search=${'a'.repeat(101)}`)).status).toBe(400);
});
