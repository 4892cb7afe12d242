import { currentEditionIn } from '@maarad/shared/projections';
import type { BusinessFigure } from '@maarad/shared/telemetry';

const edition = currentEditionIn('edition_facts');

/** From the sums that are kept, so that it costs the same on a day with a million sales: a few seconds behind, like them. */
const sold = (figure: string, groups: string) =>
  `SELECT ${groups}, ${figure} AS figure
   FROM ${edition} AS current
   JOIN sold_so_far o ON o.edition_id = current.id AND o.by = 'CHANNEL'
   JOIN stalls s ON s.id = o.stall_id
   GROUP BY ${groups}`;

/** Of the current edition. Kinds of exhibitors are the contract's; an edition has one currency. */
export const figures: readonly BusinessFigure[] = [
  {
    name: 'maarad_fair_sales',
    help: 'Sales by kind of exhibitor, also those given back later, as of the last time they were added up.',
    labels: ['kind'],
    statement: sold('sum(o.orders)', 's.kind'),
  },
  {
    name: 'maarad_fair_revenue_minor_units',
    help: 'What sales brought in, before refunds, by kind of exhibitor: centimes of a dirham.',
    labels: ['kind', 'currency'],
    statement: sold('sum(o.gross)', 's.kind, current.currency'),
  },
  {
    name: 'maarad_fair_refunds_minor_units',
    help: 'What was given back: centimes of a dirham.',
    labels: ['currency'],
    statement: `SELECT current.currency, coalesce(sum(o.refunded_minor), 0) AS figure
      FROM ${edition} AS current LEFT JOIN orders o ON o.edition_id = current.id AND o.refunded_minor > 0
      GROUP BY current.currency`,
  },
];
