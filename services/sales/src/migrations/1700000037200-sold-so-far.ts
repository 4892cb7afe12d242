import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was sold, added up as it goes. A sale writes nothing for it: receipts are numbered without gaps in the order of the commits, so
 * the orders of an exhibitor's day up to a number are added once, by whoever comes by, and the few after it are read themselves.
 * What was sold never changes; what was given back is few, and is taken off when it is read. The view `sold` is all three.
 */
export class SoldSoFar1700000037200 implements MigrationInterface {
  name = 'SoldSoFar1700000037200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE sold_until (
        exhibitor_id uuid NOT NULL,
        day date NOT NULL,
        receipts integer NOT NULL,
        PRIMARY KEY (exhibitor_id, day)
      );
      CREATE TABLE sold_so_far (
        edition_id uuid NOT NULL,
        exhibitor_id uuid NOT NULL,
        stall_id uuid NOT NULL,
        day date NOT NULL,
        by text NOT NULL CONSTRAINT sold_so_far_by CHECK (by IN ('CHANNEL', 'HOUR', 'CATEGORY', 'PRODUCT')),
        key text NOT NULL,
        orders integer NOT NULL,
        quantity integer NOT NULL,
        gross bigint NOT NULL,
        PRIMARY KEY (exhibitor_id, by, day, stall_id, key)
      );
      CREATE INDEX sold_so_far_by_edition ON sold_so_far (edition_id, by);
      CREATE INDEX orders_given_back ON orders (edition_id, exhibitor_id) WHERE refunded_minor > 0;
    `);
    await runner.query(saleFacts);
    await runner.query(refundFacts);
    await runner.query(views);
    await runner.query(addUp);
    await runner.query('SELECT add_up_unnumbered()');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION add_up_sales, add_up_unnumbered;
      DROP VIEW sold, orders_to_add_up;
      DROP FUNCTION sale_facts, refund_facts;
      DROP INDEX orders_given_back;
      DROP TABLE sold_so_far, sold_until;
    `);
  }
}

const lines = `jsonb_to_recordset(bought) AS line ("productId" uuid, category text, quantity integer, amount jsonb)`;

/** What an order adds to the sums, once. An hour is one of the edition's time zone. */
const saleFacts = `
  CREATE FUNCTION sale_facts(through text, paid_at timestamptz, zone text, total bigint, bought jsonb)
  RETURNS TABLE (by text, key text, orders integer, quantity integer, gross bigint) LANGUAGE sql STABLE AS $$
    SELECT 'CHANNEL', through, 1, 0, total
    UNION ALL
    SELECT 'HOUR', extract(hour FROM paid_at AT TIME ZONE zone)::text, 1, 0, total
    UNION ALL
    SELECT 'CATEGORY', line.category, 1, 0, sum((line.amount->>'minor')::bigint)::bigint FROM ${lines} GROUP BY line.category
    UNION ALL
    SELECT 'PRODUCT', line."productId"::text, 1, line.quantity, (line.amount->>'minor')::bigint FROM ${lines}
  $$`;

/** What is to be taken off them for what was given back; `gone` is 1 for an order that was taken back whole: it is none any more. */
const refundFacts = `
  CREATE FUNCTION refund_facts(sale uuid, gone integer, through text, paid_at timestamptz, zone text, back bigint, bought jsonb)
  RETURNS TABLE (by text, key text, orders integer, returned integer, refunded bigint) LANGUAGE sql STABLE AS $$
    SELECT 'CHANNEL', through, gone, 0, back
    UNION ALL
    SELECT 'HOUR', extract(hour FROM paid_at AT TIME ZONE zone)::text, gone, 0, back
    UNION ALL
    SELECT 'CATEGORY', line.category, gone, 0, coalesce(sum(r.refunded_minor), 0)::bigint
    FROM ${lines} LEFT JOIN line_refunds r ON r.order_id = sale AND r.product_id = line."productId" GROUP BY line.category
    UNION ALL
    SELECT 'PRODUCT', line."productId"::text, gone, coalesce(r.returned, 0), coalesce(r.refunded_minor, 0)
    FROM ${lines} LEFT JOIN line_refunds r ON r.order_id = sale AND r.product_id = line."productId"
  $$`;

const paidAt = 'coalesce(o.paid_at, o.placed_at)';

/** Each order that is still to be added up is looked up by its number: `OFFSET 0` keeps the planner from reading all orders for it. */
const views = `
  CREATE VIEW orders_to_add_up AS
    SELECT o.id, o.edition_id, c.exhibitor_id, o.stall_id, c.day, number, o.channel, ${paidAt} AS paid_at, e.time_zone, o.total_minor, o.lines
    FROM receipt_counters c
    LEFT JOIN sold_until u ON u.exhibitor_id = c.exhibitor_id AND u.day = c.day
    CROSS JOIN LATERAL generate_series(coalesce(u.receipts, 0) + 1, c.last) AS number
    CROSS JOIN LATERAL (
      SELECT * FROM orders one WHERE one.exhibitor_id = c.exhibitor_id
        AND one.receipt_number = to_char(c.day, 'YYYYMMDD') || '-' || lpad(number::text, greatest(4, length(number::text)), '0')
      OFFSET 0
    ) AS o
    JOIN edition_facts e ON e.id = o.edition_id;
  CREATE VIEW sold AS
    SELECT edition_id, exhibitor_id, stall_id, day, by, key, orders, quantity, gross, 0::bigint AS refunded FROM sold_so_far
    UNION ALL
    SELECT o.edition_id, o.exhibitor_id, o.stall_id, o.day, f.by, f.key, f.orders, f.quantity, f.gross, 0
    FROM orders_to_add_up o CROSS JOIN LATERAL sale_facts(o.channel, o.paid_at, o.time_zone, o.total_minor, o.lines) AS f
    UNION ALL
    SELECT o.edition_id, o.exhibitor_id, o.stall_id, o.day, f.by, f.key, -f.orders, -f.returned, 0, f.refunded
    FROM orders o JOIN edition_facts e ON e.id = o.edition_id
    CROSS JOIN LATERAL refund_facts(o.id, CASE o.status WHEN 'REFUNDED' THEN 1 ELSE 0 END, o.channel, ${paidAt}, e.time_zone,
      o.refunded_minor, o.lines) AS f
    WHERE o.refunded_minor > 0`;

const intoSums = `
  INSERT INTO sold_so_far (edition_id, exhibitor_id, stall_id, day, by, key, orders, quantity, gross)
  SELECT o.edition_id, o.exhibitor_id, o.stall_id, o.day, f.by, f.key, sum(f.orders), sum(f.quantity), sum(f.gross)
  FROM fresh o CROSS JOIN LATERAL sale_facts(o.channel, o.paid_at, o.time_zone, o.total_minor, o.lines) AS f
  GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 2, 5, 4, 3, 6
  ON CONFLICT (exhibitor_id, by, day, stall_id, key) DO UPDATE SET orders = sold_so_far.orders + excluded.orders,
    quantity = sold_so_far.quantity + excluded.quantity, gross = sold_so_far.gross + excluded.gross`;

/** Receipts that were numbered over the whole fair are counted by no day's counter: they are added once, and none comes any more. */
const addUp = `
  CREATE FUNCTION add_up_sales() RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    LOCK TABLE sold_until IN SHARE ROW EXCLUSIVE MODE;
    WITH fresh AS MATERIALIZED (
      SELECT * FROM orders_to_add_up
    ), until AS (
      INSERT INTO sold_until (exhibitor_id, day, receipts) SELECT exhibitor_id, day, max(number) FROM fresh GROUP BY 1, 2
      ON CONFLICT (exhibitor_id, day) DO UPDATE SET receipts = excluded.receipts
    )
    ${intoSums};
  END $$;
  CREATE FUNCTION add_up_unnumbered() RETURNS void LANGUAGE sql AS $$
    WITH fresh AS (
      SELECT o.edition_id, o.exhibitor_id, o.stall_id, o.day, o.channel, ${paidAt} AS paid_at, e.time_zone, o.total_minor, o.lines
      FROM orders o JOIN edition_facts e ON e.id = o.edition_id WHERE o.receipt_number !~ '^[0-9]{8}-'
    )
    ${intoSums}
  $$`;
