import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { anonymous, PrincipalSigner, PrincipalVerifier, type Principal } from '@maarad/shared/auth';
import { newId, serveHttp, type HttpServer } from '@maarad/shared/runtime';
import { createLogger } from '@maarad/shared/telemetry';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { salesService } from '../service.js';
import { builders, noon, type TestStall } from '../testing/builders.js';
import { statements } from '../testing/test-statements.js';

const secret = 'a secret of this test and of nothing else';
const signer = new PrincipalSigner(secret);
let service: TestService;
let server: HttpServer;
let make: ReturnType<typeof builders>;
let edition: string;
let stall: TestStall;

beforeAll(async () => {
  service = await testService(salesService);
  service.setNow(noon);
  make = builders(service);
  const logger = createLogger('test', 'silent');
  const surroundings = { database: service.database, principals: new PrincipalVerifier(secret), logger };
  const routes = salesService.routes?.({ ...surroundings, stopping: new AbortController().signal }) ?? {};
  server = await serveHttp(routes, 0, '127.0.0.1', logger);
  edition = await make.edition();
  stall = await make.stall(edition, { name: { ar: 'تعاونية الزعفران', fr: 'Coopérative "Safran", Taliouine' } });
  const name = { ar: 'زعفران تالوين', fr: '=HYPERLINK("http://x")' };
  const jar = await make.product(stall, { name, price: { amount: '1234.50', currency: 'MAD' } });
  const sold = await make.sale(stall, [[jar, 3]], { soldAt: '2025-01-28T10:00:00Z' });
  await statements(service).setFees(edition, '2.5');
  await statements(service).close(stall, '2025-01-28');
  await make.sale(stall, [[jar, 1]], { soldAt: '2025-01-28T11:00:00Z' });
  await make.refund(sold);
});
afterAll(async () => {
  await server.close();
  await service.close();
});

async function get(path: string, as: Principal = actingFor(stall.exhibitorId), headers: Record<string, string> = {}) {
  const url = `http://127.0.0.1:${server.port}/statements.${path}&edition=${edition}`;
  return fetch(url, { headers: { 'x-maarad-principal': await signer.sign(as), ...headers } });
}

const own = () => `exhibitor=${stall.exhibitorId}`;

async function textOf(response: Response): Promise<string> {
  const loading = getDocument({ data: new Uint8Array(await response.arrayBuffer()), verbosity: 0 });
  const { items } = await (await (await loading.promise).getPage(1)).getTextContent();
  await loading.destroy();
  return items.map((item) => ('str' in item ? item.str : '')).join(' ');
}

test('a statement is taken along as CSV: its header in the language asked for, its amounts numbers, nothing run as a formula', async () => {
  const response = await get(`csv?${own()}&day=2025-01-29&language=fr`);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': 'attachment; filename="statement-2025-01-29.fr.csv"',
    'cache-control': 'private, no-store',
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const who = '2025-01-29,"Coopérative ""Safran"", Taliouine"';
  expect(bytes.subarray(3).toString('utf8').split('\r\n')).toEqual([
    'Jour,Exposant,Ligne,Libellé,Vendus,Ventes,Rendus,Remboursé,Frais de la foire,Net,Monnaie,Premier reçu,Dernier reçu,Clôturé le',
    `${who},Produit,"'=HYPERLINK(""http://x"")",1,1234.50,3,3703.50,,-2469.00,MAD,,,`,
    `${who},Corrections,Vente tardive · 2025-01-28,,1234.50,,,,,MAD,20250129-0001,20250129-0001,`,
    `${who},Corrections,Remboursement · 2025-01-28,,,,3703.50,,,MAD,20250128-0001,20250128-0001,`,
    `${who},Mode de paiement,Espèces,,1234.50,,3703.50,,-2469.00,MAD,,,`,
    `${who},Total,,1,1234.50,3,3703.50,-61.73,-2407.27,MAD,20250129-0001,20250129-0001,`,
    '',
  ]);
  const arabic = await (await get(`csv?${own()}&day=2025-01-29`)).text();
  expect(arabic).toContain('اليوم,العارض,السطر');
  expect(arabic).toContain('تعاونية الزعفران');
});

test('a statement is printed in Arabic and in French, a closed one always to the same bytes', async () => {
  const path = `pdf?${own()}&day=2025-01-28`;
  const french = await get(`${path}&language=fr`);
  expect(french.headers.get('content-type')).toBe('application/pdf');
  const said = (await textOf(french)).replaceAll('\u00a0', ' ');
  for (const word of ['Relevé des ventes', 'Safran', '3 703,50', '92,59', '3 610,91', 'Clôturé le', '20250128-0001']) {
    expect(said).toContain(word);
  }
  const arabic = (await textOf(await get(path))).replaceAll('\u00a0', ' ');
  for (const word of ['كشف', 'المبيعات', 'الزعفران', 'مقفل', '3 703,50']) {
    expect(arabic).toContain(word);
  }
  const bytes = async () => Buffer.from(await (await get(path)).arrayBuffer());
  expect((await bytes()).equals(await bytes())).toBe(true);
});

test('the organiser takes the whole fair along, a row for each exhibitor', async () => {
  const csv = await (await get('csv?day=2025-01-28&language=en', organiser)).text();
  expect(csv).toContain('2025-01-28,Statement of sales of the fair,Total,,3,3703.50,0,0.00,92.59,3610.91,MAD');
  const pdf = await textOf(await get('pdf?language=fr', organiser));
  expect(pdf).toContain('Par exposant');
});

test('only the exhibitor itself and the organiser get a statement, and an exhibitor that names none gets its own', async () => {
  expect((await get('csv?')).status).toBe(200);
  const strangers: [Principal, number][] = [
    [actingFor(newId()), 403],
    [{ id: 'someone', role: 'visitor' }, 403],
    [anonymous, 401],
  ];
  for (const [as, status] of strangers) {
    expect((await get(`csv?${own()}`, as)).status).toBe(status);
    expect((await get(`pdf?${own()}`, as)).status).toBe(status);
  }
  for (const as of [anonymous, { id: 'someone', role: 'visitor' } as const]) {
    expect((await get('pdf?', as)).status).toBe(as === anonymous ? 401 : 403);
  }
  expect((await fetch(`http://127.0.0.1:${server.port}/statements.pdf`)).status).toBe(401);
});

test('a day that is none is refused, an exhibitor without a stall is not found', async () => {
  expect((await get(`csv?${own()}&day=2025-02-30`)).status).toBe(400);
  expect((await get(`csv?${own()}&day=2025-01-20`)).status).toBe(400);
  expect((await get(`pdf?exhibitor=${newId()}`, organiser)).status).toBe(404);
});
