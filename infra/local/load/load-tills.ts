import type { FairData } from '../fair-data.js';
import type { GraphClient, Refused } from './graph-client.js';
import type { LoadedExhibitors } from './load-exhibitors.js';
import { mutateEach } from './mutate-each.js';
import { publicPartOf, signed, tillKey } from './till-key.js';

type Ids = Map<string, string | undefined>;

interface Synced {
  number: number;
  outcome: string;
  message: string | null;
  order: { settlements: { id: string; product: { id: string } }[] } | null;
}

/** What of a till's journal was missing: by the till, the entry's number and the product. */
export type Missing = Map<string, string>;

const place = (till: string, number: number, productId: string | undefined) => `${till} ${number} ${productId}`;

/** Devices that sold without a network: their signed journals arrive in pieces, out of order, some of it twice. */
export async function loadTills(
  graph: GraphClient,
  { tills, products, variants }: FairData,
  { editionId, exhibitorIds }: LoadedExhibitors,
  productIds: Ids,
): Promise<Missing> {
  const priceOf = (product: string): string | undefined => {
    const variant = variants.find(({ key }) => key === product);
    return variant?.price ?? products.find(({ key }) => key === (variant?.product ?? product))?.price;
  };
  const registrations = tills.map(({ key, exhibitor, name }) => ({
    ...{ idempotencyKey: key, editionId, exhibitorId: exhibitorIds.get(exhibitor), name },
    publicKey: publicPartOf(tillKey(key)),
  }));
  const registered = await mutateEach(graph, 'registerTill', 'RegisterTillInput', registrations);
  const journals = tills.flatMap(({ key, exhibitor, journal, syncs }, index) => {
    const id = registered[index]?.id;
    const entries = journal.map(({ number, soldAt, payment, lines }) => {
      const sold = lines.map(({ product, quantity }) => ({
        ...{ product: productIds.get(product), quantity, unitPrice: priceOf(product) },
      }));
      return { number, jws: signed({ till: id, number, soldAt, payment, lines: sold }, tillKey(key)) };
    });
    return syncs.map((numbers) => ({
      till: key,
      input: {
        ...{ exhibitorId: exhibitorIds.get(exhibitor), standKeyId: id },
        entries: numbers.flatMap((number) => entries.filter((entry) => entry.number === number).map(({ jws }) => jws)),
      },
    }));
  });
  const synced = await mutateEach<Synced[]>(
    graph,
    'syncStandSales',
    'SyncStandSalesInput',
    journals.map(({ input }) => input),
    { selection: 'number outcome message order { settlements { id product { id } } }' },
  );
  const missing: Missing = new Map();
  journals.forEach(({ till }, index) => {
    for (const { number, outcome, message, order } of synced[index] ?? []) {
      if (outcome === 'REFUSED') {
        throw new Error(`Entry ${number} of ${till} was refused: ${message}`);
      }
      order?.settlements.forEach(({ id, product }) => missing.set(place(till, number, product.id), id));
    }
  });
  return missing;
}

/** What was missing is made good; what the data does not settle stays open. */
export async function settleMissing(
  graph: GraphClient,
  { tills }: FairData,
  productIds: Ids,
  missing: Missing,
): Promise<void> {
  const settled = tills.flatMap(({ key, settlements }) =>
    settlements.map(({ number, product, resolution, substitute, note }) => {
      const settlementId = missing.get(place(key, number, productIds.get(product)));
      if (!settlementId) {
        throw new Error(`The data expects that ${product} was missing in entry ${number} of ${key}.`);
      }
      return { settlementId, resolution, note, ...(substitute && { substituteId: productIds.get(substitute) }) };
    }),
  );
  const done = ({ code }: Refused) => code === 'ILLEGAL_TRANSITION';
  await mutateEach(graph, 'settleSale', 'SettleSaleInput', settled, { done });
}
