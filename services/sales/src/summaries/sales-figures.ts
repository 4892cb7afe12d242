import { defineLoaderWithArgs, groupedBy, type Context } from '@maarad/shared/graphql';
import type { SalesPeriod, SalesScope } from './sales-period.js';
import { summarise, type SalesFigures } from './summarise.js';
import type { SalesSummary } from './sales-summary.js';

/** Sums beyond 2^53 minor units would not be exact; a fair is far below, so they are read as double precision. */
const figures = `to_char(o.day, 'YYYY-MM-DD') AS day, s.region, s.kind, s.women_led AS "womenLed", s.youth_led AS "youthLed",
  o.key AS channel, sum(o.orders)::integer AS orders, sum(o.gross - o.refunded)::double precision AS revenue,
  sum(o.refunded)::double precision AS refunds
  FROM sold o JOIN stalls s ON s.id = o.stall_id
  WHERE o.by = 'CHANNEL' AND o.edition_id = $1 AND o.day BETWEEN $2 AND $3`;
const groups = 'o.day, s.region, s.kind, s.women_led, s.youth_led, o.key';

/** The summaries of many exhibitors for one period, in one statement. */
const summariesOfExhibitors = defineLoaderWithArgs(
  async (exhibitorIds: readonly string[], period: SalesPeriod, { database }): Promise<SalesSummary[]> => {
    const rows: (SalesFigures & { owner: string })[] = await database.query(
      `SELECT o.exhibitor_id AS owner, ${figures} AND o.exhibitor_id = ANY($4) GROUP BY o.exhibitor_id, ${groups}`,
      [period.editionId, period.from, period.to, exhibitorIds],
    );
    return groupedBy(exhibitorIds, rows, ({ owner }) => owner).map((own, index) =>
      summarise(own, { exhibitorId: exhibitorIds[index], period }),
    );
  },
);

/** The summary of an edition. Its days differ from edition to edition, so each is a statement of its own. */
const summariesOfEditions = defineLoaderWithArgs(
  async (editionIds: readonly string[], period: SalesPeriod, { database }): Promise<SalesSummary[]> => {
    const rows: SalesFigures[] = await database.query(`SELECT ${figures} GROUP BY ${groups}`, [
      ...[period.editionId, period.from, period.to],
    ]);
    return editionIds.map(() => summarise(rows, { period }));
  },
);

export function salesOf(context: Context, { exhibitorId, period }: SalesScope): Promise<SalesSummary> {
  return exhibitorId
    ? summariesOfExhibitors(context).load(exhibitorId, period)
    : summariesOfEditions(context).load(period.editionId, period);
}
