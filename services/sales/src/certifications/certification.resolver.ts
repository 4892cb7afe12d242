import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { In } from 'typeorm';
import { dayOf, defineLoader, groupedBy, type Context } from '@maarad/shared/graphql';
import { Product } from '../products/product.entity.js';
import { editionFactsOr } from '../stalls/edition-facts.js';
import { ProductCertification } from './product-certification.entity.js';

/** Of many products; what its product is certified for, a variant is. */
const certificationsOfProduct = defineLoader(async (productIds: readonly string[], { database }) => {
  const certified: { id: string; by: string }[] = await database.query(
    `SELECT product.id, coalesce(v.parent_id, product.id) AS by
     FROM unnest($1::uuid[]) AS product (id) LEFT JOIN product_variants v ON v.product_id = product.id`,
    [productIds],
  );
  const rows = await database
    .getRepository(ProductCertification)
    .find({ where: { productId: In(certified.map(({ by }) => by)) }, order: { label: 'ASC' } });
  const ofEach = certified.flatMap(({ id, by }) =>
    rows.filter(({ productId }) => productId === by).map((row) => ({ id, row })),
  );
  return groupedBy(productIds, ofEach, ({ id }) => id).map((own) => own.map(({ row }) => row));
});

@Resolver(() => Product)
export class ProductCertificationsResolver {
  @FieldResolver(() => [ProductCertification], {
    description: 'Those of its labels for which the exhibitor has shown a certificate.',
  })
  async certifications(@Root() product: Product, @Ctx() context: Context): Promise<ProductCertification[]> {
    const [certifications, edition] = await Promise.all([
      certificationsOfProduct(context).load(product.id),
      editionFactsOr(product.editionId, context),
    ]);
    const today = dayOf(context.clock.now(), edition?.timeZone ?? 'UTC');
    return certifications.map((one) =>
      Object.assign(new ProductCertification(), one, { valid: !one.validUntil || one.validUntil >= today }),
    );
  }
}
