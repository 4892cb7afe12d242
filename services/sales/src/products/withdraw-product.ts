import { requireActsFor } from '@maarad/shared/auth';
import { productWithdrawn } from '@maarad/shared/contracts';
import { useCase } from '@maarad/shared/database';
import { dropTextsOfProduct } from '../search/keep-product-texts.js';
import { Stall } from '../stalls/stall.entity.js';
import { productFacts } from './product-facts.js';
import { Product } from './product.entity.js';
import type { WithdrawProductInput } from './product.inputs.js';

/** A product is no longer offered, whatever is left of it. */
export const withdrawProduct = useCase(async (work, input: WithdrawProductInput, { principal, clock }) => {
  const product = await work.lock(Product, input.productId);
  const { exhibitorId, editionId } = product;
  requireActsFor(principal, exhibitorId);
  product.withdraw();
  await work.save(product);
  await dropTextsOfProduct(work, product.id);
  const stall = await work.manager.findOneBy(Stall, { exhibitorId, editionId });
  const { facts, about } = productFacts(product, stall, clock.now());
  work.record(productWithdrawn(product.id, { ...facts, reason: input.reason }, about));
  return product;
});
