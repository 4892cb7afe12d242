import { defineLoaderWithArgs, groupedBy, Money, type Context } from '@maarad/shared/graphql';
import { standing } from '../orders/order-terms.js';
import type { SalesPeriod, SalesScope } from './sales-period.js';
import type { HourSales } from './sales-summary.js';

interface HourFigures {
  owner: string;
  day: string;
  hour: number;
  orders: number;
  revenue: number;
}

const wholeEdition = 'edition';

/** The hours of many exhibitors, or of the whole edition, for one period, in one statement: read only when asked for. */
const hours = defineLoaderWithArgs(
  async (owners: readonly string[], period: SalesPeriod, { database }): Promise<HourSales[][]> => {
    const exhibitorIds = owners.filter((owner) => owner !== wholeEdition);
    const figures: HourFigures[] = await database.query(
      `SELECT owner, to_char(day, 'YYYY-MM-DD') AS day, hour, sum(orders)::integer AS orders, sum(revenue)::double precision AS revenue
       FROM (
         SELECT o.exhibitor_id, o.day, extract(hour FROM coalesce(o.paid_at, o.placed_at) AT TIME ZONE $7)::integer AS hour,
           count(*) AS orders, sum(o.total_minor - o.refunded_minor) AS revenue
         FROM orders o
         WHERE o.edition_id = $1 AND o.day BETWEEN $2 AND $3 AND o.status IN ${standing} AND ($5 OR o.exhibitor_id = ANY($6))
         GROUP BY 1, 2, 3
       ) AS sold CROSS JOIN LATERAL unnest(ARRAY[exhibitor_id::text, '${wholeEdition}']) AS owner
       WHERE owner = ANY($4) GROUP BY owner, sold.day, hour ORDER BY sold.day, hour`,
      [
        ...[period.editionId, period.from, period.to, owners, owners.includes(wholeEdition), exhibitorIds],
        period.timeZone,
      ],
    );
    return groupedBy(owners, figures, ({ owner }) => owner).map((own) =>
      own.map(({ day, hour, orders, revenue }) => ({
        ...{ day, hour, orders, revenue: Money.of(revenue, period.currency) },
      })),
    );
  },
);

export function hoursOf(context: Context, { exhibitorId, period }: SalesScope): Promise<HourSales[]> {
  return hours(context).load(exhibitorId ?? wholeEdition, period);
}
