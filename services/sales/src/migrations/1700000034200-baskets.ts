import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Baskets over many producers, and what is reserved for them. A reservation has left the stock in ledger and counter, so nothing else
 * can sell it; past its deadline whoever wants the goods gives them back first. A receipt's number comes with the payment.
 */
export class Baskets1700000034200 implements MigrationInterface {
  name = 'Baskets1700000034200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE baskets (
        id uuid PRIMARY KEY,
        edition_id uuid NOT NULL,
        buyer_id text NOT NULL,
        buyer_name text,
        buyer_contact text,
        delivery_note text,
        channel text NOT NULL,
        discount_percent integer,
        subtotal_minor bigint NOT NULL,
        subtotal_currency char(3) NOT NULL,
        discount_minor bigint NOT NULL,
        delivery_minor bigint NOT NULL,
        total_minor bigint NOT NULL,
        total_currency char(3) NOT NULL,
        reserved_until timestamptz(3) NOT NULL,
        placed_at timestamptz(3) NOT NULL,
        CONSTRAINT baskets_add_up CHECK (total_minor = subtotal_minor - discount_minor + delivery_minor)
      );
      ALTER TABLE orders
        ALTER COLUMN receipt_number DROP NOT NULL,
        ALTER COLUMN payment DROP NOT NULL,
        ADD COLUMN basket_id uuid,
        ADD COLUMN buyer_id text,
        ADD COLUMN discount_minor bigint NOT NULL DEFAULT 0,
        ADD COLUMN delivery_minor bigint NOT NULL DEFAULT 0,
        ADD COLUMN reserved_until timestamptz(3),
        ADD COLUMN paid_at timestamptz(3),
        ADD COLUMN payment_reference text,
        ADD COLUMN fulfilled_at timestamptz(3),
        ADD COLUMN cancelled_at timestamptz(3),
        ADD COLUMN cancel_reason text,
        ADD CONSTRAINT orders_receipt_when_paid CHECK (
          (status IN ('PAID', 'FULFILLED', 'REFUNDED')) = (receipt_number IS NOT NULL AND payment IS NOT NULL)),
        ADD CONSTRAINT orders_reserved_until CHECK (status NOT IN ('RESERVED', 'PLACED') OR reserved_until IS NOT NULL),
        ADD CONSTRAINT orders_cancelled CHECK ((status = 'CANCELLED') = (cancelled_at IS NOT NULL AND cancel_reason IS NOT NULL)),
        ADD CONSTRAINT orders_refund_of_paid CHECK (refunded_minor = 0 OR receipt_number IS NOT NULL);
      CREATE INDEX orders_by_buyer ON orders (buyer_id, id) WHERE buyer_id IS NOT NULL;
      CREATE INDEX orders_by_basket ON orders (basket_id) WHERE basket_id IS NOT NULL;
      CREATE TABLE reservations (
        order_id uuid NOT NULL,
        product_id uuid NOT NULL,
        quantity integer NOT NULL CONSTRAINT reservations_quantity CHECK (quantity > 0),
        until timestamptz(3) NOT NULL,
        PRIMARY KEY (order_id, product_id)
      );
      CREATE INDEX reservations_of_product ON reservations (product_id, until);
      CREATE INDEX reservations_by_deadline ON reservations (until);
      ALTER TABLE stock_movements
        DROP CONSTRAINT stock_movements_direction,
        DROP CONSTRAINT stock_movements_of_order,
        ADD CONSTRAINT stock_movements_direction CHECK (
          CASE WHEN kind IN ('SOLD', 'LOST', 'RESERVED') THEN quantity < 0 WHEN kind = 'CORRECTED' THEN quantity <> 0 ELSE quantity > 0 END),
        ADD CONSTRAINT stock_movements_of_order CHECK (
          (kind IN ('SOLD', 'REFUNDED', 'RESERVED', 'RELEASED')) = (order_id IS NOT NULL));
    `);
  }

  /** There is no way back once something was reserved: the ledger keeps every movement. */
  async down(): Promise<void> {
    throw new Error('A ledger with reservations cannot be taken back to tables that do not know them.');
  }
}
