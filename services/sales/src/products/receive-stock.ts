import { requireActsFor } from '@maarad/shared/auth';
import { creatingUseCase } from '@maarad/shared/database';
import { requireOpenStall } from '../stalls/require-open-stall.js';
import { Product } from './product.entity.js';
import { changeStock } from './stock-ledger.js';
import type { ReceiveStockInput } from './stock.inputs.js';

/** More of a product comes to the stall. */
export const receiveStock = creatingUseCase(
  'receiveStock',
  Product,
  async (work, { productId, quantity }: ReceiveStockInput, { principal, clock }) => {
    const product = await work.lock(Product, productId);
    requireActsFor(principal, product.exhibitorId);
    product.requireListed();
    product.requireOwnStock();
    await requireOpenStall(work, product.exhibitorId, product.editionId);
    await changeStock(work, [{ productId, quantity }], { kind: 'RECEIVED', at: clock.now(), by: principal.id });
    return work.find(Product, productId);
  },
);
