import { prepared } from '@maarad/shared/database';
import type { EntityManager } from 'typeorm';
import type { SalesChannel } from './order-terms.js';

/** A sale as the database takes it. */
export interface Sale {
  id: string;
  seller: string;
  key: string;
  hash: string;
  exhibitor: string;
  /** Null: that of its first product. */
  edition: string | null;
  soldAt: Date;
  payment: string;
  products: string[];
  quantities: number[];
  recordedAt: Date;
  /** Of its event, without what only the database knows. */
  envelope: Record<string, unknown>;
  channel: SalesChannel;
}

/**
 * The hot write of the fair, one statement in a transaction of its own: the function of the migration `record-sale`. The
 * benchmark gives pgbench the same text.
 */
export const saleStatement =
  'SELECT record_sale($1::uuid, $2::text, $3::text, $4::text, $5::uuid, $6::uuid, $7::timestamptz, $8::text, $9::uuid[], $10::integer[], $11::timestamptz, $12::jsonb, $13::text) AS recorded';

/** Several of them in one transaction. */
const salesStatement = 'SELECT record_sales($1::jsonb) AS recorded';

async function recordedBy<Recorded>(
  database: Pick<EntityManager, 'query'>,
  statement: string,
  values: unknown[],
): Promise<Recorded> {
  const [row] = (await database.query(statement, values)) as [{ recorded: Recorded }];
  return row.recorded;
}

/** @throws QueryFailedError when it is refused; see `meaningOfRefusal` */
export function runSale<Recorded>(database: Pick<EntityManager, 'query'>, sale: Sale): Promise<Recorded> {
  const { id, seller, key, hash, exhibitor, edition, soldAt, payment, products, quantities, recordedAt } = sale;
  const values = [id, seller, key, hash, exhibitor, edition, soldAt, payment, products, quantities, recordedAt];
  return recordedBy(database, prepared('record_sale', saleStatement), [
    ...values,
    JSON.stringify(sale.envelope),
    sale.channel,
  ]);
}

/** Runs several, in the order in which they are answered. One that is refused keeps none of the others. */
export function runSales<Recorded>(
  database: Pick<EntityManager, 'query'>,
  sales: Sale[],
): Promise<(Recorded | Refused)[]> {
  return recordedBy(database, prepared('record_sales', salesStatement), [JSON.stringify(sales)]);
}

/** What the function raised for one sale of several. */
export interface Refused {
  refused: string;
  detail: unknown;
}
