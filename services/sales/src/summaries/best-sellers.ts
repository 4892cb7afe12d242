import { Field, Int, ObjectType } from 'type-graphql';
import { defineLoaderWithArgs, groupedBy, Money, type Context } from '@maarad/shared/graphql';

@ObjectType({ description: 'How well a product sold, without what was taken back.' })
export class ProductSales {
  productId!: string;

  @Field(() => Int, { description: 'Units sold.' })
  quantity!: number;

  @Field(() => Int, { description: 'Orders that it was in.' })
  orders!: number;

  @Field(() => Money)
  revenue!: Money;
}

interface Row {
  owner: string;
  productId: string;
  quantity: number;
  orders: number;
  revenue: number;
  currency: string;
}

/** The products of each owner that brought in the most. */
const statementBy = (owner: 'edition_id' | 'exhibitor_id', narrowed: string) => `
  SELECT * FROM (
    SELECT o.${owner} AS owner, o.key AS "productId", p.price_currency AS currency, sum(o.quantity)::integer AS quantity,
      sum(o.orders)::integer AS orders, sum(o.gross - o.refunded)::double precision AS revenue,
      row_number() OVER (PARTITION BY o.${owner} ORDER BY sum(o.gross - o.refunded) DESC, o.key) AS rank
    FROM sold o JOIN products p ON p.id = o.key::uuid
    WHERE o.by = 'PRODUCT' AND o.${owner} = ANY($1) ${narrowed}
    GROUP BY o.${owner}, o.key, p.price_currency HAVING sum(o.orders) > 0
  ) AS ranked WHERE rank <= $2 ORDER BY rank`;

export const bestSellersOfEdition = defineLoaderWithArgs(
  async (editionIds: readonly string[], { first }: { first: number }, { database }) =>
    salesOf(editionIds, await database.query(statementBy('edition_id', ''), [editionIds, first])),
);

const ofExhibitors = defineLoaderWithArgs(
  async (ids: readonly string[], { first, editionId }: { first: number; editionId: string }, { database }) =>
    salesOf(ids, await database.query(statementBy('exhibitor_id', 'AND o.edition_id = $3'), [ids, first, editionId])),
);

export function bestSellersOfExhibitor(
  context: Context,
  exhibitorId: string,
  args: { first: number; editionId: string },
): Promise<ProductSales[]> {
  return ofExhibitors(context).load(exhibitorId, args);
}

const salesOf = (owners: readonly string[], rows: Row[]): ProductSales[][] =>
  groupedBy(owners, rows, ({ owner }) => owner).map((own) =>
    own.map(({ productId, quantity, orders, revenue, currency }) =>
      Object.assign(new ProductSales(), { productId, quantity, orders, revenue: Money.of(revenue, currency) }),
    ),
  );
