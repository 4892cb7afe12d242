import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { In } from 'typeorm';
import { dayOf, defineLoader, groupedBy, type Context } from '@maarad/shared/graphql';
import { Product } from '../products/product.entity.js';
import { editionFactsOr } from '../stalls/edition-facts.js';
import { ProductCertification } from './product-certification.entity.js';

const certificationsOfProduct = defineLoader(async (productIds: readonly string[], { database }) => {
  const rows = await database
    .getRepository(ProductCertification)
    .find({ where: { productId: In([...productIds]) }, order: { label: 'ASC' } });
  return groupedBy(productIds, rows, ({ productId }) => productId);
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
