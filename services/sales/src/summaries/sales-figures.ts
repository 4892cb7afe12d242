import { defineLoaderWithArgs, groupedBy, type Context } from '@maarad/shared/graphql';
import { standing } from '../orders/order-terms.js';
import type { SalesPeriod, SalesScope } from './sales-period.js';
import { summarise, type SalesFigures } from './summarise.js';
import type { SalesSummary } from './sales-summary.js';

/** Sums beyond 2^53 minor units would not be exact; a fair is far below, so they are read as double precision. */
const sums = `
  count(*) FILTER (WHERE o.status IN ${standing})::integer AS orders,
  coalesce(sum(o.total_minor - o.refunded_minor) FILTER (WHERE o.status IN ${standing}), 0)::double precision AS revenue,
  coalesce(sum(o.refunded_minor), 0)::double precision AS refunds`;

/** What makes exhibitors alike, and the channel. */
const alikeKeys = 's.region, s.kind, s.women_led, s.youth_led, o.channel';
const alike = 's.region, s.kind, s.women_led AS "womenLed", s.youth_led AS "youthLed", o.channel';

/** The summaries of many exhibitors for one period, in one statement. */
const summariesOfExhibitors = defineLoaderWithArgs(
  async (exhibitorIds: readonly string[], period: SalesPeriod, { database }): Promise<SalesSummary[]> => {
    const figures: (SalesFigures & { owner: string })[] = await database.query(
      `SELECT o.exhibitor_id AS owner, to_char(o.day, 'YYYY-MM-DD') AS day, ${alike}, ${sums}
       FROM orders o JOIN stalls s ON s.id = o.stall_id
       WHERE o.exhibitor_id = ANY($1) AND o.edition_id = $2 AND o.day BETWEEN $3 AND $4
       GROUP BY o.exhibitor_id, o.day, ${alikeKeys}`,
      [exhibitorIds, period.editionId, period.from, period.to],
    );
    return groupedBy(exhibitorIds, figures, ({ owner }) => owner).map((own, index) =>
      summarise(own, { exhibitorId: exhibitorIds[index], period }),
    );
  },
);

/** The summary of an edition. Its days differ from edition to edition, so each is a statement of its own. */
const summariesOfEditions = defineLoaderWithArgs(
  async (editionIds: readonly string[], period: SalesPeriod, { database }): Promise<SalesSummary[]> => {
    const figures: SalesFigures[] = await database.query(
      `SELECT to_char(o.day, 'YYYY-MM-DD') AS day, ${alike}, ${sums}
       FROM orders o JOIN stalls s ON s.id = o.stall_id
       WHERE o.edition_id = $1 AND o.day BETWEEN $2 AND $3
       GROUP BY o.day, ${alikeKeys}`,
      [period.editionId, period.from, period.to],
    );
    return editionIds.map(() => summarise(figures, { period }));
  },
);

export function salesOf(context: Context, { exhibitorId, period }: SalesScope): Promise<SalesSummary> {
  return exhibitorId
    ? summariesOfExhibitors(context).load(exhibitorId, period)
    : summariesOfEditions(context).load(period.editionId, period);
}
