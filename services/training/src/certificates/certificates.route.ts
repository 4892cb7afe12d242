import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DataSource } from 'typeorm';
import type { PrincipalVerifier } from '@maarad/shared/auth';
import { CodedError } from '@maarad/shared/errors';
import { acceptedLanguage, type Context } from '@maarad/shared/graphql';
import { sendJson, sendRefusal, systemClock, type Route } from '@maarad/shared/runtime';
import { readCertificateCode } from './certificate-code.js';
import type { CertificateIssuer } from './certificate-issuer.js';
import { checkPage } from './certificate-page.js';
import { certificatePdf } from './certificate-pdf.js';
import { CertificateStatus } from './certificate-status.js';
import { printedLanguages, type PrintedLanguage } from './certificate-words.js';
import { Certificate } from './certificate.entity.js';
import { visibleCertificate } from './certificate.reference.js';
import { checkCertificate } from './check-certificate.js';

interface Surroundings {
  database: DataSource;
  principals: PrincipalVerifier;
  issuer: CertificateIssuer;
}

/**
 * `GET /certificates/jwks.json`: the keys that certificates are verified with. `GET /certificates/CODE`: their check, for anyone,
 * as a page or, where JSON is accepted, as data. `GET /certificates/CODE.pdf?language=ar`: to print, for who may see it.
 */
export function certificatesRoute({ database, principals, issuer }: Surroundings): Route {
  return async (request, response, url) => {
    try {
      const principal = await principals.verify(request.headers['x-maarad-principal'] as string | undefined);
      const language = languageOf(request, url);
      const context = { principal, language, database, clock: systemClock, wakeRelay: () => undefined };
      const name = decodeURIComponent(url.pathname.split('/').at(-1) ?? '');
      if (name === 'jwks.json') {
        sendJson(response, 200, await issuer.jwks());
      } else if (name.endsWith('.pdf')) {
        await sendPdf(context, response, { code: name.slice(0, -'.pdf'.length), language, issuer });
      } else {
        await sendCheck(context, request, response, { code: name, language });
      }
    } catch (error) {
      sendRefusal(response, error);
    }
  };
}

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

/** The one asked for by parameter, else by header, else Arabic. */
function languageOf({ headers }: IncomingMessage, url: URL): PrintedLanguage {
  const wanted = [url.searchParams.get('language'), acceptedLanguage(headers['accept-language'])];
  return (
    wanted
      .map((language) => printedLanguages.find((printed) => printed === language))
      .find((language) => language !== undefined) ?? printedLanguages[0]
  );
}
