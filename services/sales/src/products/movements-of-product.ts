import { pageOf, placeAfter } from '@maarad/shared/database';
import { BadUserInput } from '@maarad/shared/errors';
import { defineLoaderWithArgs, groupedBy, type Page } from '@maarad/shared/graphql';
import { StockMovement } from './stock-movement.entity.js';

/** The ledgers of many products, the last entry first, in one statement. */
export const movementsOfProduct = defineLoaderWithArgs(
  async (productIds: readonly string[], args: { first: number; after?: string }, { database }) => {
    const rows: StockMovement[] = await database.query(
      `SELECT entry.id, product_id AS "productId", kind, quantity, order_id AS "orderId", reason, at, by
       FROM unnest($1::uuid[]) AS product (id) CROSS JOIN LATERAL (
         SELECT * FROM stock_movements m WHERE m.product_id = product.id AND ($2::bigint IS NULL OR m.id < $2)
         ORDER BY m.id DESC LIMIT $3) AS entry
       ORDER BY entry.id DESC`,
      [productIds, entryBefore(args.after), args.first + 1],
    );
    let counts: Promise<{ id: string; count: number }[]> | undefined;
    const count = () =>
      (counts ??= database.query(
        'SELECT product_id AS id, count(*)::integer AS count FROM stock_movements WHERE product_id = ANY($1) GROUP BY 1',
        [productIds],
      ));
    return groupedBy(productIds, rows, ({ productId }) => productId).map((own, index): Page<StockMovement> =>
      pageOf(
        own.map((row) => Object.assign(new StockMovement(), row)),
        args,
        { by: ['id'] },
        async () => (await count()).find(({ id }) => id === productIds[index])?.count ?? 0,
      ),
    );
  },
);

/** @throws BadUserInput when the cursor is not one that a ledger gave. */
function entryBefore(after: string | undefined | null): string | null {
  const [place] = after ? placeAfter(after, 1) : [null];
  if (place !== null && !/^\d{1,18}$/.test(String(place))) {
    throw new BadUserInput([{ path: 'after', rule: 'must be a cursor that this list gave' }]);
  }
  return place as string | null;
}
