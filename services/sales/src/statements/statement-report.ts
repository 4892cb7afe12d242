import { requireActsFor } from '@maarad/shared/auth';
import { Forbidden, NotFound, Unauthenticated } from '@maarad/shared/errors';
import type { Context } from '@maarad/shared/graphql';
import { EditionFacts } from '@maarad/shared/projections';
import { editionFactsOr } from '../stalls/edition-facts.js';
import { statementOfExhibitor, statementOfFair } from './statement-of.js';
import type { Statement } from './statement.js';

/** What is asked for: without an exhibitor the whole fair, without a day all of them. */
export interface ReportWanted {
  exhibitorId?: string;
  editionId?: string;
  day?: string;
}

/** A statement to print: for the whole fair with that of each exhibitor, in the order of their ids. */
export interface StatementReport {
  edition: EditionFacts;
  statement: Statement;
  exhibitors: Statement[];
}

/** For the exhibitor itself and the organiser. @throws Unauthenticated @throws Forbidden @throws NotFound @throws BadUserInput */
export async function statementReport(
  context: Context,
  { exhibitorId, editionId, day }: ReportWanted,
): Promise<StatementReport> {
  if (exhibitorId) {
    requireActsFor(context.principal, exhibitorId);
  } else if (context.principal.role !== 'admin') {
    throw context.principal.id === 'anonymous' ? new Unauthenticated() : new Forbidden();
  }
  const edition = await editionFactsOr(editionId, context);
  if (!edition) {
    throw new NotFound('Edition', editionId ?? '');
  }
  const wanted = { editionId: edition.id, day };
  const statement = exhibitorId
    ? await statementOfExhibitor(context, exhibitorId, wanted)
    : await statementOfFair(context, wanted);
  if (!statement) {
    throw new NotFound('Stall', exhibitorId ?? '');
  }
  return { edition, statement, exhibitors: exhibitorId ? [] : await statementOfEach(context, wanted) };
}

async function statementOfEach(context: Context, wanted: { editionId: string; day?: string }): Promise<Statement[]> {
  const rows: { id: string }[] = await context.database.query(
    'SELECT DISTINCT exhibitor_id AS id FROM stalls WHERE edition_id = $1 ORDER BY exhibitor_id',
    [wanted.editionId],
  );
  const statements = await Promise.all(rows.map(({ id }) => statementOfExhibitor(context, id, wanted)));
  return statements.filter((statement) => statement !== null);
}
