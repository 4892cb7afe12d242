import { requireActsFor } from '@maarad/shared/auth';
import { creatingUseCase, type UseCase, type Work } from '@maarad/shared/database';
import { CodedError } from '@maarad/shared/errors';
import { reservedOf } from '../baskets/reserve.js';
import { withLapsedFreed } from '../orders/with-lapsed-freed.js';
import { Stall } from '../stalls/stall.entity.js';
import { Product } from './product.entity.js';
import { changeStock, type StockOccasion } from './stock-ledger.js';
import type { CorrectStockInput, WriteOffStockInput } from './stock.inputs.js';
import { tellCrossing } from './tell-crossing.js';

/** More was to be written off than is there: it is counted first (`correctStock`). */
export class NotSoMany extends CodedError {
  constructor({ id, available }: Product, wanted: number) {
    super('SOLD_OUT', 'There is not so much in stock.', { products: [{ id, wanted, left: available }] });
  }
}

/** Goods of a stall are lost: broken, spoilt, stolen. @throws NotSoMany */
export const writeOffStock: UseCase<WriteOffStockInput, Product> = (context, input) =>
  withLapsedFreed(context, () => writeOff(context, input));

const writeOff = creatingUseCase(
  'writeOffStock',
  Product,
  async (work, { productId, quantity, reason }: WriteOffStockInput, { principal, clock }) => {
    const product = await work.lock(Product, productId);
    requireActsFor(principal, product.exhibitorId);
    product.requireListed();
    product.requireOwnStock();
    if (quantity > product.available) {
      throw new NotSoMany(product, quantity);
    }
    return adjust(work, product, -quantity, { kind: 'LOST', reason, at: clock.now(), by: principal.id });
  },
);

/** The goods of a stall were counted: the ledger takes the difference, and none when it was right. */
export const correctStock = creatingUseCase(
  'correctStock',
  Product,
  async (work, { productId, counted, reason }: CorrectStockInput, { principal, clock }) => {
    const product = await work.lock(Product, productId);
    requireActsFor(principal, product.exhibitorId);
    product.requireListed();
    product.requireOwnStock();
    const difference = counted - product.available - (await reservedOf(work, product.id));
    if (product.available + difference < 0) {
      throw new NotSoMany(product, -difference);
    }
    return difference === 0
      ? product
      : adjust(work, product, difference, { kind: 'CORRECTED', reason, at: clock.now(), by: principal.id });
  },
);

async function adjust(work: Work, product: Product, quantity: number, occasion: StockOccasion): Promise<Product> {
  const { id, exhibitorId, editionId, available } = product;
  await changeStock(work, [{ productId: id, quantity }], occasion);
  const stall = await work.manager.findOneBy(Stall, { exhibitorId, editionId });
  tellCrossing(work, product, available + quantity, {
    edition: editionId,
    region: stall?.region,
    kind: stall?.kind,
    at: occasion.at,
  });
  return work.find(Product, id);
}
