import { randomInt } from 'node:crypto';
import autocannon from 'autocannon';
import { mintLocalToken, type LocalKeys } from '@maarad/shared/auth';
import { products, saleOf, stalls } from './sales-fair.js';
import { saleBody } from './sales-load.js';

export const clients = 32;

const query = `query Page($filter: ProductFilter) { products(first: 20, filter: $filter) {
  nodes { id name { value } price { amount currency } available } pageInfo { hasNextPage } } }`;

/** Below a price of its own, which all products are: equal queries would be run once for all who ask meanwhile. */
const page = () => {
  const maxPrice = { amount: String(randomInt(1_000, 1_000_000)), currency: 'MAD' };
  return JSON.stringify({ query, variables: { filter: { maxPrice } } });
};

/** What is asked for, by its name, about one of the products. */
export const loads = { read: page, sale: saleBody };
export type Load = keyof typeof loads;

/** A token for each exhibitor, by its id. */
export async function exhibitorTokens(keys: LocalKeys): Promise<Map<string, string>> {
  const exhibitors = Array.from({ length: stalls }, (_, product) => saleOf(product).exhibitorId);
  const minted = exhibitors.map(
    async (exhibitorId) =>
      [
        exhibitorId,
        await mintLocalToken(keys, { id: `benchmark-${exhibitorId}`, role: 'exhibitor', exhibitorId }),
      ] as const,
  );
  return new Map(await Promise.all(minted));
}

/** Each asked by the exhibitor of a product. How many requests were answered in so many seconds, and how many that is a second. @throws Error when any was refused. */
export async function fire(
  url: string,
  tokens: Map<string, string>,
  load: Load,
  duration: number,
): Promise<{ requests: number; rate: number }> {
  let refused: string | undefined;
  const result = await autocannon({
    ...{ url, connections: clients, duration, method: 'POST' },
    requests: [
      {
        setupRequest: (request) => {
          const product = randomInt(1, products + 1);
          const authorization = `Bearer ${tokens.get(saleOf(product).exhibitorId)}`;
          return {
            ...request,
            headers: { 'content-type': 'application/json', authorization },
            body: loads[load](product),
          };
        },
        onResponse: (status, answer) => {
          if (status !== 200 || answer.includes('"errors"')) {
            refused ??= answer;
          }
        },
      },
    ],
  });
  if (refused !== undefined || result.errors > 0) {
    throw new Error(`${result.errors} requests failed, and one was refused: ${refused}`);
  }
  const requests = result.requests.total;
  return { requests, rate: requests / result.duration };
}
