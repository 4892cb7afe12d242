import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { anonymous, PrincipalSigner, PrincipalVerifier, type Principal } from '@maarad/shared/auth';
import { serveHttp, type HttpServer } from '@maarad/shared/runtime';
import { createLogger } from '@maarad/shared/telemetry';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { trainingService } from '../service.js';
import { time } from '../testing/attendance.js';
import { builders, trainer } from '../testing/builders.js';
import { certificatesOf } from '../testing/certificates.js';

const secret = 'a secret of this test and of nothing else';
const logger = createLogger('test', 'silent');

let service: TestService;
let server: HttpServer;
let make: ReturnType<typeof builders>;
let certificates: ReturnType<typeof certificatesOf>;
let edition: string;

beforeAll(async () => {
  service = await testService(trainingService);
  make = builders(service);
  certificates = certificatesOf(service);
  edition = await make.edition();
  service.setNow(time('12:00'));
  const principals = new PrincipalVerifier(secret);
  const stopping = new AbortController().signal;
  const routes = trainingService.routes?.({ database: service.database, principals, logger, stopping }) ?? {};
  server = await serveHttp(routes, 0, '127.0.0.1', logger);
});
afterAll(async () => {
  await server.close();
  await service.close();
});

const ask = async (path: string, as: Principal = anonymous, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${server.port}/certificates/${path}`, {
    headers: { 'x-maarad-principal': await new PrincipalSigner(secret).sign(as), ...headers },
  });

async function textOf(pdf: ArrayBuffer): Promise<string> {
  const loading = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  const page = await (await loading.promise).getPage(1);
  const { items } = await page.getTextContent();
  await loading.destroy();
  return items.map((item) => ('str' in item ? item.str : '')).join(' ');
}

test('a certificate is printed in Arabic and in French for who may see it', async () => {
  const { certificate, exhibitorId, as } = await certificates.certified(edition);
  for (const reader of [actingFor(exhibitorId), as, organiser]) {
    expect((await ask(`${certificate.code}.pdf`, reader)).headers.get('content-type')).toBe('application/pdf');
  }
  const arabic = await ask(`${certificate.code}.pdf?language=ar`, organiser);
  const said = await textOf(await arabic.arrayBuffer());
  for (const word of ['شهادة', 'التسويق', 'تعاونية', 'Fatima', '2025', certificate.code]) {
    expect(said).toContain(word);
  }
  const french = await ask(`${certificate.code}.pdf`, organiser, { 'accept-language': 'fr' });
  expect(await textOf(await french.arrayBuffer())).toContain('Certificat de formation');
});

test('a certificate is printed for nobody else, and not once it is revoked', async () => {
  const { certificate } = await certificates.certified(edition);
  const strangers = [
    anonymous,
    trainer(await make.trainer()),
    actingFor((await make.participant(edition)).exhibitorId),
  ];
  for (const stranger of strangers) {
    expect((await ask(`${certificate.code}.pdf`, stranger)).status).toBe(404);
  }
  expect((await ask(`${'0'.repeat(26)}.pdf`, organiser)).status).toBe(404);
  await certificates.revoke(certificate.id);
  expect((await ask(`${certificate.code}.pdf`, organiser)).status).toBe(410);
});

test('the code on the paper leads to its check: a page in the language of who scans it, or data', async () => {
  const { certificate } = await certificates.certified(edition);
  const page = await ask(certificate.code);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  const arabic = await page.text();
  expect(arabic).toContain('<html lang="ar" dir="rtl">');
  expect(arabic).toContain('هذه الشهادة صحيحة');
  expect(arabic).not.toContain('Fatima');
  const french = { 'accept-language': 'fr-MA' };
  expect(await (await ask(certificate.code, anonymous, french)).text()).toContain('Ce certificat est valide');
  const data = await ask(certificate.code, anonymous, { accept: 'application/json' });
  expect(await data.json()).toMatchObject({ status: 'VALID', revokedAt: null });
  await certificates.revoke(certificate.id);
  expect(await (await ask(certificate.code, anonymous, french)).text()).toContain('Ce certificat est révoqué');
  const unknown = await ask('%3Cscript%3E', anonymous, french);
  expect(unknown.status).toBe(200);
  expect(await unknown.text()).toContain('Aucun certificat ne porte ce code');
});

test('the keys that certificates are verified with are published, and no private one', async () => {
  const { keys } = (await (await ask('jwks.json')).json()) as { keys: Record<string, string>[] };
  expect(keys).toHaveLength(1);
  expect(keys[0]).toMatchObject({ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA' });
  expect(keys[0]).not.toHaveProperty('d');
});

test('a request that did not come through the gateway is refused', async () => {
  expect((await fetch(`http://127.0.0.1:${server.port}/certificates/jwks.json`)).status).toBe(401);
});
