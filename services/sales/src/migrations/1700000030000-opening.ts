import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Stalls, products with their ledger, orders. The tables that a sale writes have no foreign keys: `record_sale` reads what it
 * refers to, no row is ever deleted, and the key's check would lock the stall's one row in every sale.
 */
export class Opening1700000030000 implements MigrationInterface {
  name = 'Opening1700000030000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE stalls (
        id uuid PRIMARY KEY,
        exhibitor_id uuid NOT NULL,
        edition_id uuid NOT NULL,
        name jsonb NOT NULL,
        kind text NOT NULL,
        region text,
        open boolean NOT NULL
      );
      CREATE INDEX stalls_by_exhibitor ON stalls (exhibitor_id, edition_id);

      CREATE TABLE products (
        id uuid PRIMARY KEY,
        exhibitor_id uuid NOT NULL,
        edition_id uuid NOT NULL,
        name jsonb NOT NULL,
        description jsonb,
        category text NOT NULL,
        price_minor bigint NOT NULL,
        price_currency char(3) NOT NULL,
        unit text NOT NULL,
        labels text[] NOT NULL,
        images text[] NOT NULL,
        available integer NOT NULL,
        status text NOT NULL,
        CONSTRAINT products_price_above_zero CHECK (price_minor > 0),
        CONSTRAINT products_never_oversold CHECK (available >= 0)
      ) WITH (fillfactor = 50);
      CREATE INDEX products_by_exhibitor ON products (exhibitor_id, id);

      CREATE TABLE orders (
        id uuid PRIMARY KEY,
        stall_id uuid NOT NULL,
        exhibitor_id uuid NOT NULL,
        edition_id uuid NOT NULL,
        receipt_number text NOT NULL CONSTRAINT orders_receipt_number UNIQUE,
        channel text NOT NULL,
        payment text NOT NULL,
        status text NOT NULL,
        total_minor bigint NOT NULL,
        total_currency char(3) NOT NULL,
        lines jsonb NOT NULL,
        placed_at timestamptz(3) NOT NULL,
        day date NOT NULL,
        recorded_by text NOT NULL,
        refunded_at timestamptz(3),
        refund_reason text,
        CONSTRAINT orders_refund_has_reason CHECK ((status = 'REFUNDED') = (refunded_at IS NOT NULL AND refund_reason IS NOT NULL))
      );
      CREATE INDEX orders_by_exhibitor ON orders (exhibitor_id, id);
      CREATE SEQUENCE receipt_numbers;

      CREATE TABLE stock_movements (
        id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
        product_id uuid NOT NULL,
        kind text NOT NULL,
        quantity integer NOT NULL,
        order_id uuid,
        at timestamptz(3) NOT NULL,
        by text NOT NULL,
        PRIMARY KEY (product_id, id),
        CONSTRAINT stock_movements_direction CHECK (CASE kind WHEN 'SOLD' THEN quantity < 0 ELSE quantity > 0 END),
        CONSTRAINT stock_movements_of_order CHECK ((kind = 'RECEIVED') = (order_id IS NULL))
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE stock_movements, orders, products, stalls; DROP SEQUENCE receipt_numbers');
  }
}
