import { defineLoaderWithArgs, groupedBy, Money, type Context } from '@maarad/shared/graphql';
import { standing } from '../orders/order-terms.js';
import type { SalesPeriod, SalesScope } from './sales-period.js';
import type { CategorySales } from './sales-summary.js';

interface CategoryFigures {
  owner: string;
  category: string;
  orders: number;
  revenue: number;
}

const wholeEdition = 'edition';

/** The categories of many exhibitors, or of the whole edition, for one period, in one statement: read only when asked for. */
const categories = defineLoaderWithArgs(
  async (owners: readonly string[], period: SalesPeriod, { database }): Promise<CategorySales[][]> => {
    const exhibitorIds = owners.filter((owner) => owner !== wholeEdition);
    const figures: CategoryFigures[] = await database.query(
      `SELECT owner, line.category, count(DISTINCT o.id)::integer AS orders,
         sum((line.amount->>'minor')::bigint - coalesce(r.refunded_minor, 0))::double precision AS revenue
       FROM orders o
       CROSS JOIN LATERAL unnest(ARRAY[o.exhibitor_id::text, '${wholeEdition}']) AS owner
       CROSS JOIN LATERAL jsonb_to_recordset(o.lines) AS line ("productId" uuid, category text, amount jsonb)
       LEFT JOIN line_refunds r ON r.order_id = o.id AND r.product_id = line."productId"
       WHERE o.edition_id = $1 AND o.day BETWEEN $2 AND $3 AND o.status IN ${standing}
         AND owner = ANY($4) AND ($5 OR o.exhibitor_id = ANY($6))
       GROUP BY owner, line.category ORDER BY revenue DESC, line.category`,
      [period.editionId, period.from, period.to, owners, owners.includes(wholeEdition), exhibitorIds],
    );
    return groupedBy(owners, figures, ({ owner }) => owner).map((own) =>
      own.map(({ category, orders, revenue }) => ({ category, orders, revenue: Money.of(revenue, period.currency) })),
    );
  },
);

export function categoriesOf(context: Context, { exhibitorId, period }: SalesScope): Promise<CategorySales[]> {
  return categories(context).load(exhibitorId ?? wholeEdition, period);
}
