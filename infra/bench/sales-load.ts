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

/** Sales a second, each over HTTP with a signed principal, and the slowest hundredth in milliseconds. @throws Error when any was refused. */
export async function fireSales({
  url,
  secret,
  connections,
  spread,
  seconds,
}: Load): Promise<{ rate: number; p99: number }> {
  const principal = await new PrincipalSigner(secret).sign({ id: 'benchmark', role: 'admin' });
  let refused: string | undefined;
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    method: 'POST',
    headers: { 'content-type': 'application/json', [principalHeader]: principal },
    requests: [
      {
        setupRequest: (request) => ({ ...request, body: saleBody(randomInt(1, spread + 1)) }),
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
