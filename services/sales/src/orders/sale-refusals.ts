import { QueryFailedError } from 'typeorm';
import { BadUserInput, CodedError, NotFound } from '@maarad/shared/errors';
import { ProductWithdrawn } from '../products/product.entity.js';
import { NoStall, StallClosed } from '../stalls/stall.errors.js';
import { SaleRefused } from './sale-lanes.js';
import type { RecordSaleInput } from './order.inputs.js';

/** A product of which less is left than was wanted. */
export interface Shortage {
  id: string;
  wanted: number;
  left: number;
}

/** Nothing of the sale has been written, not even its lines that could have been served. */
export class SoldOut extends CodedError {
  constructor(products: Shortage[]) {
    super('SOLD_OUT', 'There is not enough left for this sale.', { products });
  }
}

/** What `record_sale` refuses, by the message that it raises with; its detail comes as JSON. */
const meanings: Record<string, (detail: never, input: RecordSaleInput) => CodedError> = {
  NO_PRODUCT: ({ id }: { id: string }) => new NotFound('Product', id),
  NO_EDITION: ({ id }: { id: string }) => new NotFound('Edition', id),
  NO_STALL: ({ editionId }: { editionId: string }, { exhibitorId }) => new NoStall(exhibitorId, editionId),
  STALL_CLOSED: ({ id }: { id: string }) => new StallClosed(id),
  WITHDRAWN_PRODUCT: (product: { id: string }) => new ProductWithdrawn(product),
  MISPLACED_PRODUCT: ({ index }: { index: number }) =>
    new BadUserInput([
      { path: `lines.${index}.productId`, rule: 'must be a product that the exhibitor offers in the edition' },
    ]),
  OUTSIDE_EDITION: ({ starts_on, ends_on, time_zone }: { starts_on: string; ends_on: string; time_zone: string }) =>
    new BadUserInput([
      { path: 'soldAt', rule: `must be on a day of the edition, ${starts_on} to ${ends_on} in ${time_zone}` },
    ]),
  SOLD_OUT: (shortages: Shortage[]) => new SoldOut(shortages),
};

/** What the caller is told when the statement was refused; any other error as it is. */
export function meaningOfRefusal(error: unknown, input: RecordSaleInput): unknown {
  if (error instanceof SaleRefused) {
    return meanings[error.message]?.(error.detail as never, input) ?? error;
  }
  const { code, message, detail } = (error instanceof QueryFailedError ? error.driverError : {}) as {
    code?: string;
    message?: string;
    detail?: string;
  };
  const meaning = code === 'MA001' ? meanings[message ?? ''] : undefined;
  return meaning ? meaning(JSON.parse(detail ?? '{}') as never, input) : error;
}
