import { In } from 'typeorm';
import { requireActsFor } from '@maarad/shared/auth';
import { productWithdrawn } from '@maarad/shared/contracts';
import { useCase } from '@maarad/shared/database';
import { dropTextsOfProduct } from '../search/keep-product-texts.js';
import { Stall } from '../stalls/stall.entity.js';
import { lockVariants } from '../variants/follow-parent.js';
import { ProductVariant } from '../variants/product-variant.entity.js';
import { productFacts } from './product-facts.js';
import { Product } from './product.entity.js';
import type { WithdrawProductInput } from './product.inputs.js';

/** A product is no longer offered, whatever is left of it; with it go its variants. */
export const withdrawProduct = useCase(async (work, input: WithdrawProductInput, { principal, clock }) => {
  const product = await work.lock(Product, input.productId);
  const { exhibitorId, editionId } = product;
  requireActsFor(principal, exhibitorId);
  const variants = product.options ? await lockVariants(work, product.id) : [];
  const stall = await work.manager.findOneBy(Stall, { exhibitorId, editionId });
  for (const withdrawn of [product, ...variants]) {
    withdrawn.withdraw();
    await work.save(withdrawn);
    const { facts, about } = productFacts(withdrawn, stall, clock.now());
    work.record(productWithdrawn(withdrawn.id, { ...facts, reason: input.reason }, about));
  }
  const withdrawn = [product, ...variants].map(({ id }) => id);
  await work.manager.update(ProductVariant, { id: In(withdrawn) }, { offered: false });
  await dropTextsOfProduct(work, product.id);
  return product;
});
