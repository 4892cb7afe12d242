import { defineLoaderWithArgs, groupedBy, Money, type Context } from '@maarad/shared/graphql';
import type { SalesPeriod, SalesScope } from './sales-period.js';
import type { HourSales } from './sales-summary.js';

interface HourFigures {
  owner: string;
  day: string;
  hour: number;
  orders: number;
  revenue: number;
}

const statementFor = (owner: string, narrowed: string) => `
  SELECT ${owner} AS owner, to_char(day, 'YYYY-MM-DD') AS day, key::integer AS hour, sum(orders)::integer AS orders,
    sum(gross - refunded)::double precision AS revenue
  FROM sold WHERE by = 'HOUR' AND edition_id = $1 AND day BETWEEN $2 AND $3 ${narrowed}
  GROUP BY 1, sold.day, key HAVING sum(orders) > 0 ORDER BY sold.day, hour`;

const hoursFrom = (owners: readonly string[], rows: HourFigures[], { currency }: SalesPeriod): HourSales[][] =>
  groupedBy(owners, rows, ({ owner }) => owner).map((own) =>
    own.map(({ day, hour, orders, revenue }) => ({ day, hour, orders, revenue: Money.of(revenue, currency) })),
  );

/** The hours of many exhibitors for one period, in one statement: read only when asked for. */
const ofExhibitors = defineLoaderWithArgs(async (ids: readonly string[], period: SalesPeriod, { database }) => {
  const statement = statementFor('exhibitor_id', 'AND exhibitor_id = ANY($4)');
  return hoursFrom(ids, await database.query(statement, [period.editionId, period.from, period.to, ids]), period);
});

const ofEditions = defineLoaderWithArgs(async (ids: readonly string[], period: SalesPeriod, { database }) =>
  hoursFrom(
    ids,
    await database.query(statementFor('edition_id', ''), [period.editionId, period.from, period.to]),
    period,
  ),
);

export function hoursOf(context: Context, { exhibitorId, period }: SalesScope): Promise<HourSales[]> {
  return exhibitorId
    ? ofExhibitors(context).load(exhibitorId, period)
    : ofEditions(context).load(period.editionId, period);
}
