import type { FairData } from '../fair-data.js';
import { fairSales } from '../fair-sales.js';
import type { GraphClient } from './graph-client.js';
import type { LoadedExhibitors } from './load-exhibitors.js';
import { mutateEach } from './mutate-each.js';

/** What the stalls offer, and seven days of what was sold and what was brought back. */
export async function loadSales(
  graph: GraphClient,
  data: FairData,
  { editionId, exhibitorIds }: LoadedExhibitors,
): Promise<{ sales: number }> {
  const offers = data.products.map(({ key, exhibitor, price, category, ...product }) => {
    const { name, description, unit, labels, openingStock } = product;
    return {
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
  });
  // A stall opens when the event of the approval arrives.
  const listed = await mutateEach(graph, 'listProduct', 'ListProductInput', offers, {
    width: 4,
    notHeard: ['NOT_FOUND', 'CONFLICT'],
  });
  const productIds = new Map(data.products.map(({ key }, index) => [key, listed[index]?.id]));

  const { sales, refunds } = fairSales(data);
  const sold = await mutateEach(
    graph,
    'recordSale',
    'RecordSaleInput',
    sales.map(({ key, exhibitor, soldAt, lines, payment }) => ({
      ...{ idempotencyKey: key, editionId, exhibitorId: exhibitorIds.get(exhibitor), soldAt, payment },
      lines: lines.map(({ product, quantity }) => ({ productId: productIds.get(product), quantity })),
    })),
    { width: 4 },
  );
  const orderIds = new Map(sales.map(({ key }, index) => [key, sold[index]?.id]));
  const returns = refunds.map(({ saleKey, reason }) => ({ orderId: orderIds.get(saleKey), reason: reason.ar }));
  await mutateEach(graph, 'refundOrder', 'RefundOrderInput', returns, {
    done: ({ code }) => code === 'ILLEGAL_TRANSITION',
  });
  return { sales: sales.length };
}
