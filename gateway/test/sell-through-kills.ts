import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { ask, dataOf } from './ask.js';
import { until, type OpenFair } from './open-fair.js';
import type { SmallFair } from './small-fair.js';

const recordSale = 'mutation ($input: RecordSaleInput!) { recordSale(input: $input) { id } }';

/**
 * Sells a number of pieces from several stands at once while `disturb` does its worst. A client does what clients do: it sends
 * the same sale with the same key again until it has an answer.
 */
export async function sellThrough(
  { url }: OpenFair,
  { editionId, exhibitorId, productId }: SmallFair,
  token: string,
  count: number,
  disturb: (sold: () => number) => Promise<void>,
): Promise<string[]> {
  const orders: string[] = [];
  const keys = Array.from({ length: count }, (_, index) => `sale-${productId}-${index}`).values();
  const stand = async () => {
    for (const idempotencyKey of keys) {
      const input = {
        idempotencyKey,
        editionId,
        exhibitorId,
        payment: 'CASH',
        soldAt: '2025-01-29T11:00:00Z',
        lines: [{ productId, quantity: 1 }],
      };
      const answer = await until(
        () => ask(url, recordSale, { input }, { token }).catch(() => ({ status: 0, data: null })),
        ({ data }) => Boolean(data?.recordSale),
        60_000,
      );
      orders.push(answer.data?.recordSale.id as string);
    }
  };
  await Promise.all([...Array.from({ length: 10 }, stand), disturb(() => orders.length)]);
  return orders;
}

/** Waits until a share of the sales is through, then goes on. */
export async function afterSales(sold: () => number, wanted: number): Promise<void> {
  while (sold() < wanted) {
    await pause(20);
  }
}

/** What the sales service's own tables say of a product. */
export async function booksOf({ port, home }: OpenFair, productId: string) {
  const password = readFileSync(join(home, 'keys/database-password'), 'utf8');
  const client = new pg.Client({
    connectionString: `postgres://postgres:${password}@127.0.0.1:${port + 6}/maarad_sales`,
  });
  await client.connect();
  try {
    const movements = await client.query(
      `SELECT count(*)::int AS count FROM stock_movements WHERE product_id = $1 AND kind = 'SOLD'`,
      [productId],
    );
    const events = await client.query(
      `SELECT count(*)::int AS count FROM outbox WHERE event->>'type' = 'org.maarad.sales.sale.recorded.v1' AND event->'data'->'lines'->0->>'productId' = $1`,
      [productId],
    );
    return { movements: movements.rows[0].count as number, events: events.rows[0].count as number };
  } finally {
    await client.end();
  }
}

/** The subjects of all sales of an exhibitor in the partners' feed, in its order. */
export async function soldInFeed({ url }: OpenFair, exhibitorId: string, token: string): Promise<string[]> {
  const subjects: string[] = [];
  let after: string | null = null;
  do {
    const { events }: Record<string, any> = await dataOf(
      url,
      'query ($after: String) { events(first: 100, after: $after, filter: { types: ["org.maarad.sales.sale.recorded.v1"] }) { nodes { subject data } pageInfo { hasNextPage endCursor } } }',
      { after },
      { token },
    );
    subjects.push(
      ...events.nodes
        .filter(({ data }: any) => data.exhibitorId === exhibitorId)
        .map(({ subject }: any) => subject as string),
    );
    after = events.pageInfo.hasNextPage ? events.pageInfo.endCursor : null;
  } while (after);
  return subjects;
}
