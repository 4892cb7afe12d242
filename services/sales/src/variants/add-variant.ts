import { requireActsFor } from '@maarad/shared/auth';
import { productListed } from '@maarad/shared/contracts';
import { creatingUseCase } from '@maarad/shared/database';
import { BadUserInput, Conflict } from '@maarad/shared/errors';
import { Money } from '@maarad/shared/graphql';
import { requireEdition } from '@maarad/shared/projections';
import { newId } from '@maarad/shared/runtime';
import { priceOf } from '../products/price.js';
import { productFacts } from '../products/product-facts.js';
import { Product } from '../products/product.entity.js';
import { enterInLedger } from '../products/stock-ledger.js';
import { requireOpenStall } from '../stalls/require-open-stall.js';
import { choicesOf, combinationOf } from './options.js';
import { ProductVariant } from './product-variant.entity.js';
import type { AddVariantInput } from './variant.inputs.js';

/** A product is offered in one of its variants, with the stock that the stall has of it. */
export const addVariant = creatingUseCase(
  'addVariant',
  Product,
  async (work, input: AddVariantInput, { principal, clock }) => {
    const parent = await work.lock(Product, input.productId);
    const { exhibitorId, editionId, options } = parent;
    requireActsFor(principal, exhibitorId);
    parent.requireListed();
    const stall = await requireOpenStall(work, exhibitorId, editionId);
    if (!options) {
      throw new BadUserInput([{ path: 'productId', rule: 'must be a product that was listed with options' }]);
    }
    const choices = choicesOf(options, input.choices);
    const ownPrice = Boolean(input.price);
    const price = input.price
      ? priceOf(input.price, await requireEdition(work, editionId))
      : Money.of(parent.price.minor, parent.price.currency);
    const { openingStock, sku = null } = input;
    const at = clock.now();
    const variant = await work.insert(
      Object.assign(new Product(), parent, {
        ...{ id: newId(), options: null, price, available: openingStock, listedAt: at },
        wholesalePrices: ownPrice ? [] : parent.wholesalePrices,
        images: input.images ?? parent.images,
        lowStockAt: input.lowStockAt ?? parent.lowStockAt,
      }),
    );
    await work.insert(
      Object.assign(new ProductVariant(), {
        ...{ id: variant.id, parentId: parent.id, exhibitorId, editionId, choices, sku, ownPrice, offered: true },
        combination: combinationOf(choices),
      }),
    );
    if (openingStock > 0) {
      const opening = [{ productId: variant.id, quantity: openingStock }];
      await enterInLedger(work, opening, { kind: 'RECEIVED', at, by: principal.id });
    }
    const { facts, about } = productFacts(variant, stall, at);
    work.record(productListed(variant.id, facts, about));
    return variant;
  },
  {
    violations: {
      product_variants_combination: async ({ productId, choices }, manager) => {
        const like = { parentId: productId, combination: combinationOf(choices), offered: true };
        const variant = await manager.findOneBy(ProductVariant, like);
        return new Conflict('The product is offered in this variant already.', [
          { type: 'Product', id: variant?.id ?? productId },
        ]);
      },
      product_variants_sku: async ({ productId, sku }, manager) => {
        const parent = await manager.findOneByOrFail(Product, { id: productId });
        const { exhibitorId, editionId } = parent;
        const like = { exhibitorId, editionId, sku: sku ?? '', offered: true };
        const variant = await manager.findOneBy(ProductVariant, like);
        return new Conflict('Another variant that the exhibitor offers has this number.', [
          { type: 'Product', id: variant?.id ?? productId },
        ]);
      },
    },
  },
);
