import { Field, Int, ObjectType } from 'type-graphql';
import { defineLoaderWithArgs, groupedBy, Money } from '@maarad/shared/graphql';
import { standing } from '../orders/order-terms.js';

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
  editionId: string;
  productId: string;
  quantity: number;
  orders: number;
  revenue: number;
  currency: string;
}

/** The products of each edition that brought in the most. */
export const bestSellersOfEdition = defineLoaderWithArgs(
  async (editionIds: readonly string[], { first }: { first: number }, { database }): Promise<ProductSales[][]> => {
    const rows: Row[] = await database.query(
      `SELECT * FROM (
         SELECT o.edition_id AS "editionId", line."productId", o.total_currency AS currency,
           sum(line.quantity - coalesce(r.returned, 0))::integer AS quantity, count(*)::integer AS orders,
           sum((line.amount->>'minor')::bigint - coalesce(r.refunded_minor, 0))::double precision AS revenue,
           row_number() OVER (PARTITION BY o.edition_id
             ORDER BY sum((line.amount->>'minor')::bigint - coalesce(r.refunded_minor, 0)) DESC, line."productId") AS rank
         FROM orders o
         CROSS JOIN LATERAL jsonb_to_recordset(o.lines) AS line ("productId" uuid, quantity integer, amount jsonb)
         LEFT JOIN line_refunds r ON r.order_id = o.id AND r.product_id = line."productId"
         WHERE o.edition_id = ANY($1) AND o.status IN ${standing}
         GROUP BY o.edition_id, line."productId", o.total_currency
       ) AS ranked WHERE rank <= $2 ORDER BY rank`,
      [editionIds, first],
    );
    return groupedBy(editionIds, rows, ({ editionId }) => editionId).map((own) =>
      own.map(({ productId, quantity, orders, revenue, currency }) =>
        Object.assign(new ProductSales(), { productId, quantity, orders, revenue: Money.of(revenue, currency) }),
      ),
    );
  },
);
