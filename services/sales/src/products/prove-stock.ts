import type { DataSource } from 'typeorm';
import { Field, ID, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A product whose counter and ledger do not say the same.' })
export class StockDifference {
  @Field(() => ID)
  productId!: string;

  @Field(() => Int, { description: 'What `available` says.' })
  counter!: number;

  @Field(() => Int, { description: 'What its movements come to.' })
  ledger!: number;
}

@ObjectType({ description: 'Whether what is available is, for every product, the sum of its stock movements.' })
export class StockProof {
  @Field(() => Boolean)
  balanced!: boolean;

  @Field(() => Int, { description: 'Products that were added up.' })
  products!: number;

  @Field(() => Int, { description: 'Movements that were added up.' })
  movements!: number;

  @Field(() => [StockDifference], { description: 'At most 100; none when the books balance.' })
  differences!: StockDifference[];
}

/** Adds up the ledger of every product in one statement: what is sold meanwhile is in both of its sides or in neither. */
export async function proveStock(database: Pick<DataSource, 'query'>): Promise<StockProof> {
  const [{ proof }]: [{ proof: Omit<StockProof, 'balanced'> }] = await database.query(
    `WITH sums AS (
       SELECT p.id, p.available, coalesce(sum(m.quantity), 0)::integer AS ledger, count(m.id) AS movements
       FROM products p LEFT JOIN stock_movements m ON m.product_id = p.id GROUP BY p.id
     )
     SELECT jsonb_build_object(
       'products', count(*), 'movements', coalesce(sum(movements), 0),
       'differences', coalesce((SELECT jsonb_agg(jsonb_build_object('productId', id, 'counter', available, 'ledger', ledger))
         FROM (SELECT * FROM sums WHERE available <> ledger ORDER BY id LIMIT 100) AS wrong), '[]')) AS proof
     FROM sums`,
  );
  return { ...proof, balanced: proof.differences.length === 0 };
}
