import type { DataSource } from 'typeorm';

/**
 * The hot write of the fair, one statement in a transaction of its own: the function of the migration `record-sale`. The
 * benchmark gives pgbench the same text.
 */
export const saleStatement =
  'SELECT record_sale($1::uuid, $2::text, $3::text, $4::text, $5::uuid, $6::uuid, $7::timestamptz, $8::text, $9::uuid[], $10::integer[], $11::timestamptz, $12::jsonb) AS recorded';

/** The same through another channel than the stand. */
const saleThroughStatement = saleStatement.replace(') AS', ', $13::text) AS');

/**
 * Runs it prepared: PostgreSQL parses it once per connection. TypeORM hands a statement to the driver as it is, and the driver
 * takes one with a name (https://node-postgres.com/features/queries#prepared-statements), which TypeORM's types do not say.
 */
export function runSaleStatement<Recorded>(
  database: DataSource,
  parameters: unknown[],
  channel: 'STAND' | 'ONLINE' | 'WHOLESALE',
): Promise<Recorded[]> {
  const [prepared, given] =
    channel === 'STAND'
      ? [{ name: 'record_sale', text: saleStatement }, parameters]
      : [{ name: 'record_sale_through', text: saleThroughStatement }, [...parameters, channel]];
  return database.query(prepared as unknown as string, given);
}
