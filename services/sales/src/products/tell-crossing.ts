import { stockExhausted, stockLow, type About } from '@maarad/shared/contracts';
import type { Work } from '@maarad/shared/database';
import type { Product } from './product.entity.js';

/** Tells when a stock that goes down reaches its threshold or nothing, once per crossing: as `record_sale` does for its sales. */
export function tellCrossing(work: Work, product: Product, left: number, about: About): void {
  const { id, exhibitorId, editionId, available: before, lowStockAt: threshold } = product;
  if (left === 0 && before > 0) {
    work.record(stockExhausted(id, { exhibitorId, editionId }, about));
  } else if (left <= threshold && before > threshold) {
    work.record(stockLow(id, { exhibitorId, editionId, left, threshold }, about));
  }
}
