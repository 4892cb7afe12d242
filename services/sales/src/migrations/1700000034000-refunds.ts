import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Orders are taken back in part too. Never is more refunded than was paid, of the order and of each of its lines, and no unit comes
 * back twice: the checks say so, the order's locked row decides who is first.
 */
export class Refunds1700000034000 implements MigrationInterface {
  name = 'Refunds1700000034000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE orders
        ADD COLUMN refunded_minor bigint NOT NULL DEFAULT 0
          CONSTRAINT orders_refund_within_total CHECK (refunded_minor BETWEEN 0 AND total_minor);
      UPDATE orders SET refunded_minor = total_minor WHERE status = 'REFUNDED';
      CREATE TABLE refunds (
        id uuid PRIMARY KEY,
        order_id uuid NOT NULL,
        exhibitor_id uuid NOT NULL,
        edition_id uuid NOT NULL,
        amount_minor bigint NOT NULL CONSTRAINT refunds_amount CHECK (amount_minor >= 0),
        amount_currency char(3) NOT NULL,
        payment text NOT NULL,
        lines jsonb NOT NULL,
        restocked boolean NOT NULL,
        reason text NOT NULL,
        day date NOT NULL,
        refunded_at timestamptz(3) NOT NULL,
        refunded_by text NOT NULL
      );
      CREATE INDEX refunds_by_order ON refunds (order_id, id);
      CREATE INDEX refunds_by_exhibitor ON refunds (exhibitor_id, edition_id, day);
      CREATE TABLE line_refunds (
        order_id uuid NOT NULL,
        product_id uuid NOT NULL,
        quantity integer NOT NULL,
        amount_minor bigint NOT NULL,
        returned integer NOT NULL,
        refunded_minor bigint NOT NULL,
        PRIMARY KEY (order_id, product_id),
        CONSTRAINT line_refunds_units CHECK (returned BETWEEN 0 AND quantity),
        CONSTRAINT line_refunds_within_amount CHECK (refunded_minor BETWEEN 0 AND amount_minor)
      );
      INSERT INTO refunds (id, order_id, exhibitor_id, edition_id, amount_minor, amount_currency, payment, lines, restocked,
        reason, day, refunded_at, refunded_by)
      SELECT uuidv7(), o.id, o.exhibitor_id, o.edition_id, o.total_minor, o.total_currency, o.payment, o.lines, true,
        o.refund_reason, o.day, o.refunded_at, o.recorded_by
      FROM orders o WHERE o.status = 'REFUNDED';
      INSERT INTO line_refunds (order_id, product_id, quantity, amount_minor, returned, refunded_minor)
      SELECT o.id, line."productId", line.quantity, (line.amount->>'minor')::bigint, line.quantity, (line.amount->>'minor')::bigint
      FROM orders o CROSS JOIN LATERAL jsonb_to_recordset(o.lines) AS line ("productId" uuid, quantity integer, amount jsonb)
      WHERE o.status = 'REFUNDED';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE line_refunds, refunds; ALTER TABLE orders DROP COLUMN refunded_minor');
  }
}
