import { randomInt } from 'node:crypto';
import autocannon from 'autocannon';
import { products } from './sales-fair.js';
import { saleBody } from './sales-load.js';

export const clients = 32;

const query = `query Page($filter: ProductFilter) { products(first: 20, filter: $filter) {
  nodes { id name { value } price { amount currency } available } pageInfo { hasNextPage } } }`;

/** Below a price of its own, which all products are: equal queries would be run once for all who ask meanwhile. */
const page = () => {
  const maxPrice = { amount: String(randomInt(1_000, 1_000_000)), currency: 'MAD' };
  return JSON.stringify({ query, variables: { filter: { maxPrice } } });
};

/** What is asked for, by its name. */
export const loads = { read: page, sale: () => saleBody(randomInt(1, products + 1)) };
export type Load = keyof typeof loads;

/** How many requests were answered in so many seconds, and how many that is a second. @throws Error when any was refused. */
export async function fire(
  url: string,
  token: string,
  load: Load,
  duration: number,
): Promise<{ requests: number; rate: number }> {
  let refused: string | undefined;
  const result = await autocannon({
    ...{ url, connections: clients, duration, method: 'POST' },
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    requests: [
      {
        setupRequest: (request) => ({ ...request, body: loads[load]() }),
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
