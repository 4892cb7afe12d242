import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DataSource } from 'typeorm';
import type { PrincipalVerifier } from '@maarad/shared/auth';
import { BadUserInput } from '@maarad/shared/errors';
import { acceptedLanguage, type Context } from '@maarad/shared/graphql';
import { sendRefusal, systemClock, type Route } from '@maarad/shared/runtime';
import { statementCsv } from './statement-csv.js';
import { statementPdf } from './statement-pdf.js';
import { statementReport, type ReportWanted } from './statement-report.js';
import { printedLanguages, type PrintedLanguage } from './statement-words.js';

/** Where the front door shows them. */
export const statementsCsvPath = '/statements.csv';
export const statementsPdfPath = '/statements.pdf';

interface Surroundings {
  database: DataSource;
  principals: PrincipalVerifier;
}

/**
 * `GET /statements.csv` and `GET /statements.pdf?exhibitor=&edition=&day=&language=`: the statement of an exhibitor, without one of the
 * whole fair; without a day of all days; of the current edition unless said. For the exhibitor itself and the organiser.
 */
export function statementsRoute({ database, principals }: Surroundings): Route {
  return async (request, response, url) => {
    try {
      const principal = await principals.verify(request.headers['x-maarad-principal'] as string | undefined);
      const language = languageOf(request, url);
      const context = { principal, language, database, clock: systemClock, wakeRelay: () => undefined };
      const wanted = wantedIn(url, principal);
      await send(context, response, { wanted, language, pdf: url.pathname.endsWith('.pdf') });
    } catch (error) {
      sendRefusal(response, error);
    }
  };
}

async function send(
  context: Context,
  response: ServerResponse,
  { wanted, language, pdf }: { wanted: ReportWanted; language: PrintedLanguage; pdf: boolean },
): Promise<void> {
  const report = await statementReport(context, wanted);
  const at = report.statement.closedAt ?? context.clock.now();
  const body = pdf ? await statementPdf(report, { language, at }) : Buffer.from(statementCsv(report, language));
  const name = `statement-${wanted.day ?? 'all-days'}.${language}.${pdf ? 'pdf' : 'csv'}`;
  response
    .writeHead(200, {
      'content-type': pdf ? 'application/pdf' : 'text/csv; charset=utf-8; header=present',
      'content-length': body.length,
      'content-disposition': `${pdf ? 'inline' : 'attachment'}; filename="${name}"`,
      'cache-control': 'private, no-store',
      vary: 'accept-language',
    })
    .end(body);
}

/** An exhibitor that names none means itself. @throws BadUserInput */
function wantedIn({ searchParams }: URL, { exhibitorId: own }: Context['principal']): ReportWanted {
  const asked = (name: string) => searchParams.get(name) || undefined;
  const day = asked('day');
  if (day && (!/^\d{4}-\d{2}-\d{2}$/.test(day) || new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) !== day)) {
    throw new BadUserInput([{ path: 'day', rule: 'must be a day such as 2025-01-29' }]);
  }
  return { exhibitorId: asked('exhibitor') ?? own, editionId: asked('edition'), day };
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
