import type { ServerResponse } from 'node:http';
import { printedLanguage, type PrintedLanguage } from '@maarad/shared/documents';
import { BadUserInput } from '@maarad/shared/errors';
import { readingRoute, type Context, type ReadingSurroundings } from '@maarad/shared/graphql';
import type { Route } from '@maarad/shared/runtime';
import { statementCsv } from './statement-csv.js';
import { statementPdf } from './statement-pdf.js';
import { statementReport, type ReportWanted } from './statement-report.js';

/** Where the front door shows them. */
export const statementsCsvPath = '/statements.csv';
export const statementsPdfPath = '/statements.pdf';

/**
 * `GET /statements.csv` and `GET /statements.pdf?exhibitor=&edition=&day=&language=`: the statement of an exhibitor, without one of the
 * whole fair; without a day of all days; of the current edition unless said. For the exhibitor itself and the organiser.
 */
export const statementsRoute = (surroundings: ReadingSurroundings): Route =>
  readingRoute(surroundings, ({ context, request, response, url }) => {
    const language = printedLanguage(request, url);
    const wanted = wantedIn(url, context.principal);
    return send({ ...context, language }, response, { wanted, language, pdf: url.pathname.endsWith('.pdf') });
  });

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
