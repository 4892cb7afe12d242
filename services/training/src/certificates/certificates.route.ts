import type { IncomingMessage, ServerResponse } from 'node:http';
import { printedLanguage, type PrintedLanguage } from '@maarad/shared/documents';
import { CodedError } from '@maarad/shared/errors';
import { readingRoute, type Context, type ReadingSurroundings } from '@maarad/shared/graphql';
import { sendJson, sendRefusal, type Route } from '@maarad/shared/runtime';
import { readCertificateCode } from './certificate-code.js';
import type { CertificateIssuer } from './certificate-issuer.js';
import { checkPage } from './certificate-page.js';
import { certificatePdf } from './certificate-pdf.js';
import { CertificateStatus } from './certificate-status.js';
import { Certificate } from './certificate.entity.js';
import { visibleCertificate } from './certificate.reference.js';
import { checkCertificate } from './check-certificate.js';

interface Surroundings extends ReadingSurroundings {
  issuer: CertificateIssuer;
}

/**
 * `GET /certificates/jwks.json`: the keys that certificates are verified with. `GET /certificates/CODE`: their check, for anyone,
 * as a page or, where JSON is accepted, as data. `GET /certificates/CODE.pdf?language=ar`: to print, for who may see it.
 */
export const certificatesRoute = ({ issuer, ...surroundings }: Surroundings): Route =>
  readingRoute(surroundings, async ({ request, response, url, ...reading }) => {
    const language = printedLanguage(request, url);
    const context = { ...reading.context, language };
    const name = decodeURIComponent(url.pathname.split('/').at(-1) ?? '');
    if (name === 'jwks.json') {
      sendJson(response, 200, await issuer.jwks());
    } else if (name.endsWith('.pdf')) {
      await sendPdf(context, response, { code: name.slice(0, -'.pdf'.length), language, issuer });
    } else {
      await sendCheck(context, request, response, { code: name, language });
    }
  });

async function sendCheck(
  context: Context,
  { headers }: IncomingMessage,
  response: ServerResponse,
  { code, language }: { code: string; language: PrintedLanguage },
): Promise<void> {
  const check = await checkCertificate(context, code);
  const about = { 'cache-control': 'no-store', vary: 'accept, accept-language' };
  if (headers.accept?.includes('application/json')) {
    response.writeHead(200, { ...about, 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(check));
  } else {
    response.writeHead(200, { ...about, 'content-type': 'text/html; charset=utf-8' }).end(checkPage(check, language));
  }
}

async function sendPdf(
  context: Context,
  response: ServerResponse,
  { code: typed, language, issuer }: { code: string; language: PrintedLanguage; issuer: CertificateIssuer },
): Promise<void> {
  const code = readCertificateCode(typed);
  const found = code === null ? null : await context.database.getRepository(Certificate).findOneBy({ code });
  const certificate = found && (await visibleCertificate(context, found.id));
  if (!certificate) {
    throw new CodedError('NOT_FOUND', 'There is no such certificate, or it is not for you to see.');
  }
  if (certificate.status === CertificateStatus.REVOKED) {
    sendRefusal(response, new CodedError('NOT_FOUND', 'This certificate has been revoked.'), 410);
    return;
  }
  const pdf = await certificatePdf(certificate, { language, address: issuer.addressOf(certificate.code) });
  response
    .writeHead(200, {
      'content-type': 'application/pdf',
      'content-length': pdf.length,
      'content-disposition': `inline; filename="${certificate.code}.${language}.pdf"`,
      'cache-control': 'private, no-store',
    })
    .end(pdf);
}
