import { requireActsFor } from '@maarad/shared/auth';
import { productListed } from '@maarad/shared/contracts';
import { creatingUseCase } from '@maarad/shared/database';
import { BadUserInput } from '@maarad/shared/errors';
import { textsOf } from '@maarad/shared/graphql';
import { requireEdition } from '@maarad/shared/projections';
import { newId } from '@maarad/shared/runtime';
import { certifyProduct, labelsWith } from '../certifications/certify-product.js';
import { keepTextsOfProduct } from '../search/keep-product-texts.js';
import { requireOpenStall } from '../stalls/require-open-stall.js';
import { optionsOf } from '../variants/options.js';
import { priceOf, wholesalePricesOf } from './price.js';
import { productFacts } from './product-facts.js';
import { ProductStatus } from './product-terms.js';
import { Product } from './product.entity.js';
import type { ListProductInput } from './product.inputs.js';
import { enterInLedger } from './stock-ledger.js';

/** How few units are few, unless the exhibitor says. */
const usualLowStock = 5;

/** An exhibitor offers a product at its stall, with the stock that it brings. */
export const listProduct = creatingUseCase(
  'listProduct',
  Product,
  async (work, input: ListProductInput, { principal, clock }) => {
    requireActsFor(principal, input.exhibitorId);
    const edition = await requireEdition(work, input.editionId);
    const stall = await requireOpenStall(work, input.exhibitorId, input.editionId);
    const { exhibitorId, editionId, category, unit, images, openingStock, certifications } = input;
    const price = priceOf(input.price, edition);
    if (input.options && openingStock > 0) {
      throw new BadUserInput([{ path: 'openingStock', rule: 'must be 0: each variant has a stock of its own' }]);
    }
    const at = clock.now();
    const product = await work.insert(
      Object.assign(new Product(), {
        id: newId(),
        exhibitorId,
        editionId,
        name: textsOf(input.name),
        description: input.description ? textsOf(input.description) : null,
        category,
        price,
        unit,
        labels: labelsWith(input.labels, certifications),
        images,
        available: openingStock,
        lowStockAt: input.lowStockAt ?? usualLowStock,
        wholesalePrices: wholesalePricesOf(input.wholesalePrices ?? [], price, edition),
        options: input.options ? optionsOf(input.options) : null,
        listedAt: at,
        status: ProductStatus.LISTED,
      }),
    );
    await keepTextsOfProduct(work, product.id);
    if (certifications) {
      await certifyProduct(work, product.id, certifications, { edition, now: at });
    }
    if (openingStock > 0) {
      const opening = [{ productId: product.id, quantity: openingStock }];
      await enterInLedger(work, opening, { kind: 'RECEIVED', at, by: principal.id });
    }
    const { facts, about } = productFacts(product, stall, at);
    work.record(productListed(product.id, facts, about));
    return product;
  },
);
