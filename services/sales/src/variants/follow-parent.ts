import type { Work } from '@maarad/shared/database';
import { BadUserInput } from '@maarad/shared/errors';
import type { UpdateProductInput } from '../products/product.inputs.js';
import { Product } from '../products/product.entity.js';
import { ProductVariant } from './product-variant.entity.js';

/** What is said of a product is said of all its variants: a variant does not say it for itself. */
const ofTheProduct = ['name', 'description', 'category', 'labels', 'certifications', 'options'] as const;

/** A variant's own price stays its own from then on. @throws BadUserInput for what its product says */
export async function changeVariant(work: Work, variant: ProductVariant, input: UpdateProductInput): Promise<void> {
  const problems = ofTheProduct
    .filter((property) => input[property])
    .map((path) => ({ path, rule: 'is that of the product of which it is a variant' }));
  if (problems.length > 0) {
    throw new BadUserInput(problems);
  }
  if (input.price || input.wholesalePrices) {
    await work.manager.update(ProductVariant, { id: variant.id }, { ownPrice: true });
  }
}

/** The variants of a product that are offered, locked in the order of their ids. */
export async function lockVariants(work: Work, parentId: string): Promise<Product[]> {
  return work.manager
    .createQueryBuilder(Product, 'product')
    .where('product.id IN (SELECT product_id FROM product_variants WHERE parent_id = :parentId AND offered)', {
      parentId,
    })
    .orderBy('product.id')
    .setLock('pessimistic_write')
    .getMany();
}

/** Says of a product's variants what is said of it now, and gives those without a price of their own its price. */
export async function followParent(work: Work, parentId: string): Promise<void> {
  await lockVariants(work, parentId);
  await work.manager.query(
    `UPDATE products v SET name = p.name, description = p.description, category = p.category, labels = p.labels,
       price_minor = CASE WHEN k.own_price THEN v.price_minor ELSE p.price_minor END,
       wholesale_prices = CASE WHEN k.own_price THEN v.wholesale_prices ELSE p.wholesale_prices END
     FROM products p, product_variants k WHERE p.id = $1 AND k.parent_id = p.id AND k.offered AND v.id = k.product_id`,
    [parentId],
  );
}
