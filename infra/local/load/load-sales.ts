import type { FairData } from '../fair-data.js';
import { fairSales } from '../fair-sales.js';
import type { GraphClient } from './graph-client.js';
import type { LoadedExhibitors } from './load-exhibitors.js';
import { mutateEach } from './mutate-each.js';

/** What the stalls offer, and seven days of what was sold and what was brought back. Gives the ids of products and variants too. */
export async function loadSales(
  graph: GraphClient,
  data: FairData,
  { editionId, exhibitorIds }: LoadedExhibitors,
): Promise<{ sales: number; productIds: Map<string, string | undefined> }> {
  const productIds = await listProducts(graph, data, { editionId, exhibitorIds });
  const { sales, refunds, refundsInPart } = fairSales(data);
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
  const returnsInPart = refundsInPart.map(({ saleKey, product, restock, reason }) => ({
    ...{ idempotencyKey: `part-of-${saleKey}`, orderId: orderIds.get(saleKey), reason: reason.ar, restock },
    lines: [{ productId: productIds.get(product), quantity: 1 }],
  }));
  await mutateEach(graph, 'refundOrder', 'RefundOrderInput', [...returns, ...returnsInPart], {
    done: ({ code }) => code === 'ILLEGAL_TRANSITION',
  });
  return { sales: sales.length, productIds };
}

async function listProducts(
  graph: GraphClient,
  { products, variants, edition: { currency } }: FairData,
  { editionId, exhibitorIds }: LoadedExhibitors,
): Promise<Map<string, string | undefined>> {
  const money = (amount: string) => ({ amount, currency });
  const offers = products.map(({ key, exhibitor, price, category, wholesalePrices, ...product }) => ({
    ...{ idempotencyKey: key, editionId, exhibitorId: exhibitorIds.get(exhibitor), ...product },
    ...{ category: category.toUpperCase(), price: money(price) },
    ...(wholesalePrices && {
      wholesalePrices: wholesalePrices.map(({ from, price }) => ({ from, price: money(price) })),
    }),
  }));
  // A stall opens when the event of the approval arrives.
  const listed = await mutateEach(graph, 'listProduct', 'ListProductInput', offers, {
    width: 4,
    notHeard: ['NOT_FOUND', 'CONFLICT'],
  });
  const productIds = new Map(products.map(({ key }, index) => [key, listed[index]?.id]));
  const additions = variants.map(({ key, product, choices, price, ...variant }) => ({
    ...{ idempotencyKey: key, productId: productIds.get(product), ...variant },
    choices: Object.entries(choices).map(([option, value]) => ({ option, value })),
    ...(price && { price: money(price) }),
  }));
  const added = await mutateEach(graph, 'addVariant', 'AddVariantInput', additions);
  return new Map([...productIds, ...variants.map(({ key }, index) => [key, added[index]?.id] as const)]);
}
