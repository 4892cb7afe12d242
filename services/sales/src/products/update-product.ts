import { requireActsFor } from '@maarad/shared/auth';
import { useCase } from '@maarad/shared/database';
import { Money, textsOf } from '@maarad/shared/graphql';
import { requireEdition } from '@maarad/shared/projections';
import { certifyProduct, dropOtherCertifications, labelsWith } from '../certifications/certify-product.js';
import { keepTextsOfProduct } from '../search/keep-product-texts.js';
import { requireOpenStall } from '../stalls/require-open-stall.js';
import { changeVariant, followParent } from '../variants/follow-parent.js';
import { changedOptions } from '../variants/options.js';
import { ProductVariant } from '../variants/product-variant.entity.js';
import { priceOf, wholesalePricesOf } from './price.js';
import { Product } from './product.entity.js';
import type { UpdateProductInput } from './product.inputs.js';

/** Changes what is said of a product, or its price from the next sale on. What was sold stays as it was sold. */
export const updateProduct = useCase(async (work, input: UpdateProductInput, { principal, clock }) => {
  const product = await work.lock(Product, input.productId);
  requireActsFor(principal, product.exhibitorId);
  product.requireListed();
  await requireOpenStall(work, product.exhibitorId, product.editionId);
  const { name, description, category, price, labels, certifications, images, lowStockAt, wholesalePrices } = input;
  const variant = await work.manager.findOneBy(ProductVariant, { id: product.id });
  if (variant) {
    await changeVariant(work, variant, input);
  }
  const edition = await requireEdition(work, product.editionId);
  Object.assign(product, {
    ...(name && { name: textsOf(name) }),
    ...(description && { description: textsOf(description) }),
    ...(category && { category }),
    ...(price && { price: priceOf(price, edition) }),
    ...((labels || certifications) && { labels: labelsWith(labels ?? product.labels, certifications) }),
    ...(images && { images }),
    ...(typeof lowStockAt === 'number' && { lowStockAt }),
  });
  if (price || wholesalePrices) {
    const kept = product.wholesalePrices.map(({ from, minor }) => ({ from, price: Money.of(minor, edition.currency) }));
    product.wholesalePrices = wholesalePricesOf(wholesalePrices ?? kept, product.price, edition);
  }
  if (input.options) {
    const variants = await work.manager.findBy(ProductVariant, { parentId: product.id, offered: true });
    const chosen = variants.flatMap(({ choices }) => choices);
    product.options = changedOptions(product.options, input.options, chosen);
  }
  if (certifications) {
    await certifyProduct(work, product.id, certifications, { edition, now: clock.now() });
  } else if (labels) {
    await dropOtherCertifications(work, product.id, labels);
  }
  await work.save(product);
  await keepTextsOfProduct(work, product.id);
  if (product.options) {
    await followParent(work, product.id);
  }
  return product;
});
