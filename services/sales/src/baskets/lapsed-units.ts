import { defineLoader } from '@maarad/shared/graphql';

/** For SQL: units of a product that are reserved past their deadline, and so are free, though nobody has given them back yet. */
export const lapsedUnits = (product: string, now: string) =>
  `coalesce((SELECT sum(r.quantity) FROM reservations r WHERE r.product_id = ${product} AND r.until <= ${now}), 0)::integer`;

/** The same of many products. */
export const lapsedUnitsOf = defineLoader(async (productIds: readonly string[], { database, clock }) => {
  const rows: { id: string; units: number }[] = await database.query(
    `SELECT product_id AS id, sum(quantity)::integer AS units FROM reservations
     WHERE product_id = ANY($1) AND until <= $2 GROUP BY product_id`,
    [productIds, clock.now()],
  );
  const units = new Map(rows.map((row) => [row.id, row.units]));
  return productIds.map((id) => units.get(id) ?? 0);
});
