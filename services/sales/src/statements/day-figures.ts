import type { EntityManager } from 'typeorm';
import type { Figures } from './figures.js';

/** Which days of which exhibitors are meant; left out, all of them. */
export interface FiguresScope {
  editionId: string;
  exhibitorIds?: readonly string[];
  day?: string;
}

export interface DayFigures {
  exhibitorId: string;
  day: string;
  figures: Figures;
}

/**
 * What was sold and given back, by exhibitor and day, from the orders and refunds themselves, in one statement and so of one moment.
 * An order counts on the day of its receipt, a refund on the day on which it is given.
 */
export async function dayFigures(
  manager: Pick<EntityManager, 'query'>,
  { editionId, exhibitorIds, day }: FiguresScope,
): Promise<DayFigures[]> {
  return manager.query(statement, [editionId, exhibitorIds ?? null, day ?? null]);
}

const meant = (row: string) =>
  `${row}.edition_id = $1 AND ($2::uuid[] IS NULL OR ${row}.exhibitor_id = ANY($2)) AND ($3::date IS NULL OR ${row}.day = $3)`;

/** The day of the fair on which an instant falls: before the first it is the first, after the last one the last. */
const fairDay = (instant: string) =>
  `least(greatest((${instant} AT TIME ZONE e.time_zone)::date, e.starts_on), e.ends_on)`;

const lines = (row: string) =>
  `jsonb_to_recordset(${row}.lines) AS line ("productId" uuid, quantity integer, amount jsonb)`;

const statement = `
  WITH sold AS (
    SELECT o.exhibitor_id AS owner, o.day, o.id, o.receipt_number, o.payment, o.total_minor, o.lines,
      ${fairDay('coalesce(o.paid_at, o.placed_at)')} AS own_day
    FROM orders o JOIN edition_facts e ON e.id = o.edition_id WHERE ${meant('o')} AND o.receipt_number IS NOT NULL
  ), back AS (
    SELECT r.exhibitor_id AS owner, r.day, r.order_id, r.payment, r.amount_minor, r.lines, o.receipt_number, o.day AS sold_on,
      ${fairDay('r.refunded_at')} AS own_day
    FROM refunds r JOIN orders o ON o.id = r.order_id JOIN edition_facts e ON e.id = r.edition_id WHERE ${meant('r')}
  ), product_rows AS (
    SELECT owner, day, row."productId", sum(row.sold)::integer AS sold, sum(row.gross)::bigint AS gross,
      sum(row.returned)::integer AS returned, sum(row.refunds)::bigint AS refunds
    FROM (
      SELECT owner, day, line."productId", line.quantity AS sold, (line.amount->>'minor')::bigint AS gross, 0 AS returned, 0::bigint AS refunds
      FROM sold CROSS JOIN LATERAL ${lines('sold')}
      UNION ALL
      SELECT owner, day, line."productId", 0, 0, line.quantity, (line.amount->>'minor')::bigint
      FROM back CROSS JOIN LATERAL ${lines('back')}
    ) AS row GROUP BY owner, day, row."productId"
  ), products_of AS (
    SELECT owner, day, jsonb_agg(jsonb_build_object('productId', r."productId", 'name', p.name, 'sold', sold, 'gross', gross,
      'returned', returned, 'refunds', refunds) ORDER BY gross DESC, r."productId") AS rows
    FROM product_rows r JOIN products p ON p.id = r."productId" GROUP BY owner, day
  ), payment_rows AS (
    SELECT owner, day, payment, sum(orders)::integer AS orders, sum(gross)::bigint AS gross, sum(refunds)::bigint AS refunds
    FROM (
      SELECT owner, day, payment, 1 AS orders, total_minor AS gross, 0::bigint AS refunds FROM sold
      UNION ALL SELECT owner, day, payment, 0, 0, amount_minor FROM back
    ) AS row GROUP BY owner, day, payment
  ), payments_of AS (
    SELECT owner, day, jsonb_agg(jsonb_build_object('method', payment, 'orders', orders, 'gross', gross, 'refunds', refunds)
      ORDER BY gross DESC, payment) AS rows
    FROM payment_rows GROUP BY owner, day
  ), corrections_of AS (
    SELECT owner, day, jsonb_agg(jsonb_build_object('kind', kind, 'ofDay', of_day, 'orderId', order_id,
      'receiptNumber', receipt_number, 'amount', amount) ORDER BY of_day, kind DESC, order_id) AS rows
    FROM (
      SELECT owner, day, 'SALE' AS kind, own_day AS of_day, id AS order_id, receipt_number, total_minor AS amount
      FROM sold WHERE day > own_day
      UNION ALL
      SELECT owner, day, 'REFUND', sold_on, order_id, receipt_number, amount_minor FROM back
      WHERE day > own_day OR sold_on < day AND EXISTS (
        SELECT FROM receipt_counters c WHERE c.exhibitor_id = owner AND c.day = sold_on AND c.closed_with IS NOT NULL)
    ) AS row GROUP BY owner, day
  ), receipts_of AS (
    SELECT owner, day, (array_agg(receipt_number ORDER BY length(receipt_number), receipt_number))[1] AS first,
      (array_agg(receipt_number ORDER BY length(receipt_number) DESC, receipt_number DESC))[1] AS last
    FROM sold GROUP BY owner, day
  )
  SELECT owner AS "exhibitorId", to_char(day, 'YYYY-MM-DD') AS day, jsonb_build_object(
    'products', coalesce(products_of.rows, '[]'), 'payments', payments_of.rows, 'corrections', coalesce(corrections_of.rows, '[]'),
    'firstReceipt', first, 'lastReceipt', last) AS figures
  FROM payments_of
  LEFT JOIN products_of USING (owner, day) LEFT JOIN corrections_of USING (owner, day) LEFT JOIN receipts_of USING (owner, day)
  ORDER BY owner, day`;
