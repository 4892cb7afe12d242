import type { Work } from '@maarad/shared/database';
import { StockMovement, type MovementKind } from './stock-movement.entity.js';

export interface StockChange {
  productId: string;
  /** Units, negative when they leave. What a sale over the network takes is written by `record_sale`. */
  quantity: number;
}

/** Why the stock changes, when and by whom. */
export interface StockOccasion {
  kind: MovementKind;
  orderId?: string;
  /** For what is lost or corrected, and for nothing else. */
  reason?: string;
  at: Date;
  by: string;
}

/** Changes what is in stock: ledger and counter in one transaction, the products' rows locked in the order of their ids. */
export async function changeStock(work: Work, changes: StockChange[], occasion: StockOccasion): Promise<void> {
  await enterInLedger(work, changes, occasion);
  const ids = changes.map(({ productId }) => productId);
  await work.manager.query('SELECT id FROM products WHERE id = ANY($1) ORDER BY id FOR UPDATE', [ids]);
  await work.manager.query(
    `UPDATE products SET available = available + change.quantity
     FROM unnest($1::uuid[], $2::integer[]) AS change (id, quantity) WHERE products.id = change.id`,
    [ids, changes.map(({ quantity }) => quantity)],
  );
}

/** The ledger's side alone: for a product whose row is written with its first stock already counted. */
export async function enterInLedger(
  work: Work,
  changes: StockChange[],
  { kind, orderId, reason, at, by }: StockOccasion,
): Promise<void> {
  await work.manager.insert(
    StockMovement,
    changes.map((change) => ({ ...change, kind, orderId: orderId ?? null, reason: reason ?? null, at, by })),
  );
}
