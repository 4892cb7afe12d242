import type { FairData } from '../fair-data.js';
import type { GraphClient, Refused } from './graph-client.js';
import type { LoadedExhibitors } from './load-exhibitors.js';
import { mutateEach } from './mutate-each.js';

interface Placed {
  id: string;
  orders: { id: string }[];
}

/** A load before this one did it, or was interrupted for so long that the reservation ran out. */
const over = ({ code }: Refused) => code === 'ILLEGAL_TRANSITION' || code === 'CONFLICT';

/** What was ordered online, as the organiser enters it afterwards: some of it was only reserved, some is paid, most of that handed over. */
export async function loadBaskets(
  graph: GraphClient,
  { baskets, edition: { currency } }: FairData,
  { editionId }: LoadedExhibitors,
  productIds: Map<string, string | undefined>,
): Promise<void> {
  const inputs = baskets.map(({ key, lines, deliveryFee, paid: _paid, handedOver: _handedOver, ...basket }) => ({
    ...{ idempotencyKey: key, editionId, ...basket },
    ...(deliveryFee && { deliveryFee: { amount: deliveryFee, currency } }),
    lines: lines.map(({ product, quantity }) => ({ productId: productIds.get(product), quantity })),
  }));
  const placed = await mutateEach<Placed>(graph, 'placeOrder', 'PlaceOrderInput', inputs, {
    selection: 'id orders { id }',
    width: 4,
  });
  const payments = baskets.flatMap(({ paid }, index) =>
    paid ? [{ basketId: placed[index]?.id, method: paid.method, reference: paid.reference, paidAt: paid.at }] : [],
  );
  await mutateEach(graph, 'payOrder', 'PayOrderInput', payments, { width: 4, done: over });
  const handedOver = baskets.flatMap(({ handedOver }, index) => (handedOver ? (placed[index]?.orders ?? []) : []));
  await mutateEach(
    graph,
    'fulfilOrder',
    'FulfilOrderInput',
    handedOver.map(({ id }) => ({ orderId: id })),
    { width: 4, done: over },
  );
}
