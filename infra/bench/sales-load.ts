import { randomInt, randomUUID } from 'node:crypto';
import autocannon from 'autocannon';
import { PrincipalSigner, principalHeader } from '@maarad/shared/auth';
import { saleOf } from './sales-fair.js';

const mutation = `mutation ($input: RecordSaleInput!) { recordSale(input: $input) {
  id receiptNumber status placedAt total { amount currency } lines { quantity amount { amount } } } }`;

/** A phone at a stall: what a sale of one product asks for. */
export const saleBody = (product: number): string => {
  const { exhibitorId, productId } = saleOf(product);
  const input = { idempotencyKey: randomUUID(), exhibitorId, payment: 'CASH', lines: [{ productId, quantity: 1 }] };
  return JSON.stringify({ query: mutation, variables: { input } });
};

export interface Load {
  url: string;
  secret: string;
  connections: number;
  /** How many of the products are sold: all of them, or one hot one. */
  spread: number;
  seconds: number;
}

/** Sales a second, each over HTTP with the signed principal of its exhibitor, and the slowest hundredth in milliseconds. @throws Error when any was refused. */
export async function fireSales({
  url,
  secret,
  connections,
  spread,
  seconds,
}: Load): Promise<{ rate: number; p99: number }> {
  const principals = await principalsOf(spread, new PrincipalSigner(secret));
  let refused: string | undefined;
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    method: 'POST',
    requests: [
      {
        setupRequest: (request) => {
          const product = randomInt(1, spread + 1);
          const principal = principals.get(saleOf(product).exhibitorId);
          const headers = { 'content-type': 'application/json', [principalHeader]: principal };
          return { ...request, headers, body: saleBody(product) };
        },
        onResponse: (status, body) => {
          if (status !== 200 || body.includes('"errors"')) {
            refused ??= body;
          }
        },
      },
    ],
  });
  if (refused !== undefined || result.errors > 0) {
    throw new Error(`${result.errors} requests failed, and a sale was refused: ${refused}`);
  }
  return { rate: result.requests.total / result.duration, p99: result.latency.p99 };
}

/** Of each exhibitor that offers one of so many products. */
async function principalsOf(spread: number, signer: PrincipalSigner): Promise<Map<string, string>> {
  const exhibitors = new Set(Array.from({ length: spread }, (_, index) => saleOf(index + 1).exhibitorId));
  const signed = [...exhibitors].map(
    async (exhibitorId) =>
      [exhibitorId, await signer.sign({ id: `benchmark-${exhibitorId}`, role: 'exhibitor', exhibitorId })] as const,
  );
  return new Map(await Promise.all(signed));
}
