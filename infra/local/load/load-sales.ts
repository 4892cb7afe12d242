import type { FairData } from '../fair-data.js';
import { fairSales } from '../fair-sales.js';
import { each, onceTaken, type GraphClient } from './graph-client.js';
import type { LoadedExhibitors } from './load-exhibitors.js';
import * as operations from './operations.js';

type Made = { made: { id: string } };

/** What the stalls offer, and seven days of what was sold and what was brought back. */
export async function loadSales(
  graph: GraphClient,
  data: FairData,
  { editionId, exhibitorIds }: LoadedExhibitors,
): Promise<{ sales: number }> {
  const productIds = new Map<string, string>();
  await each(data.products, 8, async ({ key, exhibitor, price, category, ...product }) => {
    const { name, description, unit, labels, openingStock } = product;
    const input = {
      ...{
        idempotencyKey: key,
        editionId,
        exhibitorId: exhibitorIds.get(exhibitor),
        name,
        description,
        unit,
        labels,
        openingStock,
      },
      ...{ category: category.toUpperCase(), price: { amount: price, currency: data.edition.currency } },
    };
    // The stall opens when the event of the approval arrives.
    const { made } = await graph.askUntilHeard<Made>(operations.listProduct, { input }, [
      'NOT_FOUND',
      'CONFLICT',
      'ILLEGAL_TRANSITION',
    ]);
    productIds.set(key, made.id);
  });

  const { sales, refunds } = fairSales(data);
  const orderIds = new Map<string, string>();
  await each(sales, 12, async ({ key, exhibitor, soldAt, lines, payment }) => {
    const input = {
      ...{ idempotencyKey: key, editionId, exhibitorId: exhibitorIds.get(exhibitor), soldAt, payment },
      lines: lines.map(({ product, quantity }) => ({ productId: productIds.get(product), quantity })),
    };
    orderIds.set(key, (await graph.ask<Made>(operations.recordSale, { input })).made.id);
  });
  await each(refunds, 4, ({ saleKey, reason }) =>
    onceTaken(graph.ask(operations.refundOrder, { input: { orderId: orderIds.get(saleKey), reason: reason.ar } })),
  );
  return { sales: sales.length };
}
