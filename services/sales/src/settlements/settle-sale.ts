import { requireActsFor } from '@maarad/shared/auth';
import { useCase, type UseCase, type Work } from '@maarad/shared/database';
import { BadUserInput } from '@maarad/shared/errors';
import { Order } from '../orders/order.entity.js';
import { withLapsedFreed } from '../orders/with-lapsed-freed.js';
import { takeBack } from '../refunds/take-back.js';
import { NotSoMany } from '../products/adjust-stock.js';
import { Product } from '../products/product.entity.js';
import { changeStock } from '../products/stock-ledger.js';
import { tellCrossing } from '../products/tell-crossing.js';
import { Settlement, SettlementResolution } from './settlement.entity.js';
import type { SettleSaleInput } from './settlement.inputs.js';
import { tellSettled } from './tell-settled.js';

/** Makes good what a buyer missed: with another product, with the product itself, or by taking the sale back whole. */
export const settleSale: UseCase<SettleSaleInput, Settlement> = (context, input) =>
  withLapsedFreed(context, () => settle(context, input));

const settle = useCase(async (work, input: SettleSaleInput, { principal, clock }) => {
  const { resolution, substituteId, note } = input;
  requireSubstituteWhereMeant(input);
  const known = await work.find(Settlement, input.settlementId);
  requireActsFor(principal, known.exhibitorId);
  const order = await work.lock(Order, known.orderId);
  const settlement = await work.lock(Settlement, known.id);
  const done = { at: clock.now(), by: principal.id };
  if (resolution === SettlementResolution.REFUND && !settlement.resolution) {
    await takeBack(work, order, { ...done, reason: note ?? 'more was sold than there was' });
    return work.find(Settlement, settlement.id);
  }
  settlement.settle(resolution, done.at, note ?? null, substituteId ?? null);
  await work.save(settlement);
  tellSettled(work, settlement, done.at);
  await handOver(work, settlement, done);
  return settlement;
});

/** @throws BadUserInput */
function requireSubstituteWhereMeant({ resolution, substituteId }: SettleSaleInput): void {
  if ((resolution === SettlementResolution.SUBSTITUTE) !== Boolean(substituteId)) {
    throw new BadUserInput([{ path: 'substituteId', rule: 'must be given for SUBSTITUTE, and for nothing else' }]);
  }
}

/** What was missing leaves the stock after all. @throws NotSoMany @throws BadUserInput */
async function handOver(work: Work, settlement: Settlement, { at, by }: { at: Date; by: string }): Promise<void> {
  const { exhibitorId, editionId, orderId, missing } = settlement;
  const product = await work.lock(Product, settlement.substituteId ?? settlement.productId);
  if (product.exhibitorId !== exhibitorId || product.editionId !== editionId) {
    throw new BadUserInput([{ path: 'substituteId', rule: 'must be a product of the same exhibitor in the edition' }]);
  }
  if (product.available < missing) {
    throw new NotSoMany(product, missing);
  }
  await changeStock(work, [{ productId: product.id, quantity: -missing }], { kind: 'SOLD', orderId, at, by });
  tellCrossing(work, product, product.available - missing, { edition: editionId, at });
}
