import { defineLoaderWithArgs, groupedBy, Money, type Context } from '@maarad/shared/graphql';
import type { SalesPeriod, SalesScope } from './sales-period.js';
import type { CategorySales } from './sales-summary.js';

interface CategoryFigures {
  owner: string;
  category: string;
  orders: number;
  revenue: number;
}

const statementFor = (owner: string, narrowed: string) => `
  SELECT ${owner} AS owner, key AS category, sum(orders)::integer AS orders, sum(gross - refunded)::double precision AS revenue
  FROM sold WHERE by = 'CATEGORY' AND edition_id = $1 AND day BETWEEN $2 AND $3 ${narrowed}
  GROUP BY 1, 2 HAVING sum(orders) > 0 ORDER BY revenue DESC, category`;

const categoriesFrom = (
  owners: readonly string[],
  rows: CategoryFigures[],
  { currency }: SalesPeriod,
): CategorySales[][] =>
  groupedBy(owners, rows, ({ owner }) => owner).map((own) =>
    own.map(({ category, orders, revenue }) => ({ category, orders, revenue: Money.of(revenue, currency) })),
  );

/** The categories of many exhibitors for one period, in one statement: read only when asked for. */
const ofExhibitors = defineLoaderWithArgs(async (ids: readonly string[], period: SalesPeriod, { database }) => {
  const statement = statementFor('exhibitor_id', 'AND exhibitor_id = ANY($4)');
  const rows = await database.query(statement, [period.editionId, period.from, period.to, ids]);
  return categoriesFrom(ids, rows, period);
});

const ofEditions = defineLoaderWithArgs(async (ids: readonly string[], period: SalesPeriod, { database }) =>
  categoriesFrom(
    ids,
    await database.query(statementFor('edition_id', ''), [period.editionId, period.from, period.to]),
    period,
  ),
);

export function categoriesOf(context: Context, { exhibitorId, period }: SalesScope): Promise<CategorySales[]> {
  return exhibitorId
    ? ofExhibitors(context).load(exhibitorId, period)
    : ofEditions(context).load(period.editionId, period);
}
