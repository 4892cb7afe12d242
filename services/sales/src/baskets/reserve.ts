import type { Work } from '@maarad/shared/database';
import { enterInLedger, changeStock } from '../products/stock-ledger.js';
import type { Order } from '../orders/order.entity.js';

interface Doing {
  at: Date;
  by: string;
}

/** Takes the goods of an order out of the stock until its deadline. The products' rows are locked. */
export async function reserve(work: Work, order: Order, { at, by }: Doing): Promise<void> {
  const { id: orderId, lines, reservedUntil } = order;
  const changes = lines.map(({ productId, quantity }) => ({ productId, quantity: -quantity }));
  await changeStock(work, changes, { kind: 'RESERVED', orderId, at, by });
  await work.manager.query(
    `INSERT INTO reservations (order_id, product_id, quantity, until)
     SELECT $1, product.id, product.quantity, $4 FROM unnest($2::uuid[], $3::integer[]) AS product (id, quantity)`,
    [orderId, lines.map(({ productId }) => productId), lines.map(({ quantity }) => quantity), reservedUntil],
  );
}

/** Puts what is reserved for locked orders back into stock, the products in the order of their ids. */
export async function releaseReserved(work: Work, orderIds: string[], { at, by }: Doing): Promise<void> {
  const back: { id: string; quantity: number }[] = await work.manager.query(
    `WITH released AS (
       DELETE FROM reservations WHERE order_id = ANY($1) RETURNING order_id, product_id, quantity
     ), entered AS (
       INSERT INTO stock_movements (product_id, kind, quantity, order_id, at, by)
       SELECT product_id, 'RELEASED', quantity, order_id, $2, $3 FROM released
     )
     SELECT product_id AS id, sum(quantity)::integer AS quantity FROM released GROUP BY product_id`,
    [orderIds, at, by],
  );
  const ids = back.map(({ id }) => id);
  await work.manager.query('SELECT id FROM products WHERE id = ANY($1) ORDER BY id FOR UPDATE', [ids]);
  await work.manager.query(
    `UPDATE products SET available = available + back.quantity
     FROM unnest($1::uuid[], $2::integer[]) AS back (id, quantity) WHERE products.id = back.id`,
    [ids, back.map(({ quantity }) => quantity)],
  );
}

/** What was reserved for a locked order is sold: the ledger says so, and what is available stays as it is. */
export async function sellReserved(work: Work, { id: orderId, lines }: Order, { at, by }: Doing): Promise<void> {
  await work.manager.query('DELETE FROM reservations WHERE order_id = $1', [orderId]);
  await enterInLedger(work, lines, { kind: 'RELEASED', orderId, at, by });
  const sold = lines.map(({ productId, quantity }) => ({ productId, quantity: -quantity }));
  await enterInLedger(work, sold, { kind: 'SOLD', orderId, at, by });
}

/** The goods of locked orders are kept until another deadline. */
export async function keepUntil(work: Work, orderIds: string[], until: Date): Promise<void> {
  await work.manager.query('UPDATE reservations SET until = $2 WHERE order_id = ANY($1)', [orderIds, until]);
}

/** Units of a product that are kept for buyers: they lie at the stall, and are not available. */
export async function reservedOf(work: Work, productId: string): Promise<number> {
  const [row]: { reserved: number }[] = await work.manager.query(
    'SELECT coalesce(sum(quantity), 0)::integer AS reserved FROM reservations WHERE product_id = $1',
    [productId],
  );
  return row?.reserved ?? 0;
}
