import { requireActsFor } from '@maarad/shared/auth';
import { saleRecorded } from '@maarad/shared/contracts';
import { IdempotencyConflict, inputHash, persist, useCase } from '@maarad/shared/database';
import { NotFound } from '@maarad/shared/errors';
import { Money, type Context } from '@maarad/shared/graphql';
import { isId, newId } from '@maarad/shared/runtime';
import { orVariantToChoose } from '../variants/variant-to-choose.js';
import { atTheStand } from './at-the-stand.js';
import { OrderStatus, SalesChannel } from './order-terms.js';
import { Order, type OrderLine } from './order.entity.js';
import type { RecordSaleInput } from './order.inputs.js';
import { requireNotInTheFuture } from './require-not-in-the-future.js';
import { meaningOfRefusal } from './sale-refusals.js';
import { recordInLane } from './sale-lanes.js';
import { runSale, type Sale } from './sale-statement.js';
import { withLapsedFreed } from './with-lapsed-freed.js';

/** What `record_sale` gives back: what only the database knew. */
interface Recorded {
  stallId: string;
  editionId: string;
  receiptNumber: string;
  day: string;
  total: number;
  currency: string;
  lines: OrderLine[];
}

/** What it gives back when the key has come before. */
interface RecordedBefore {
  hash: string;
  orderId: string;
}

/**
 * Records a sale at the stand: paid and handed over, all lines or none. It runs thousands of times a minute on a full Saturday,
 * so it is one statement, beside which `creatingUseCase` would take seven; sales that come at once may share it.
 */
export async function recordSale(context: Context, input: RecordSaleInput): Promise<Order> {
  requireActsFor(context.principal, input.exhibitorId);
  return withLapsedFreed(context, () => record(context, input));
}

async function record(context: Context, input: RecordSaleInput): Promise<Order> {
  const { principal, clock, database } = context;
  const now = clock.now();
  requireWellFormed(input, now);
  const { idempotencyKey, exhibitorId, editionId, lines, payment } = input;
  const placedAt = input.soldAt ?? now;
  const channel = input.channel ?? SalesChannel.STAND;
  const hash = inputHash(input);
  const id = newId();
  const sale = {
    ...{ id, seller: principal.id, key: idempotencyKey, hash, exhibitor: exhibitorId, edition: editionId ?? null },
    ...{ soldAt: placedAt, payment, recordedAt: now, channel, envelope: saleRecorded.envelope(id, { at: now }) },
    products: lines.map(({ productId }) => productId),
    quantities: lines.map(({ quantity }) => quantity),
  };
  const recorded = await write(context, { ...input, sale }).catch(async (error: unknown) => {
    throw await orVariantToChoose(database, meaningOfRefusal(error, input), lines);
  });
  if ('hash' in recorded) {
    return recordedBefore(context, recorded, hash, idempotencyKey);
  }
  context.wakeRelay();
  const { total, currency, ...known } = recorded;
  return Object.assign(new Order(), {
    ...{
      id,
      exhibitorId,
      payment,
      placedAt,
      recordedBy: principal.id,
      refundedMinor: 0,
      ...atTheStand,
      refundedAt: null,
      refundReason: null,
    },
    ...{ channel, status: OrderStatus.PAID, total: Money.of(total, currency), ...known },
  });
}

type Wanted = RecordSaleInput & { sale: Sale };

/** Sales are the exhibitors' own; what the organiser sells for one is a decision, which costs it a transaction with the audit. */
function write(context: Context, wanted: Wanted): Promise<Recorded | RecordedBefore> {
  return context.principal.role === 'admin'
    ? writeAudited(context, wanted)
    : persist(context, wanted, () => recordInLane(context.database, wanted.sale));
}

const writeAudited = useCase(async (work, { sale }: Wanted) => {
  const recorded = await runSale<Recorded | RecordedBefore>(work.manager, sale);
  if ('hash' in recorded) {
    work.repeat();
  } else {
    work.concerns({ type: 'Order', id: sale.id }, { type: 'Edition', id: recorded.editionId });
  }
  return recorded;
});

/** @throws IdempotencyConflict when the key came with another input. */
async function recordedBefore(
  { database }: Context,
  before: RecordedBefore,
  hash: string,
  key: string,
): Promise<Order> {
  if (before.hash !== hash) {
    throw new IdempotencyConflict(key);
  }
  return database.manager.findOneByOrFail(Order, { id: before.orderId });
}

/** An id that is none is of nothing; the database would only call it malformed. @throws NotFound @throws BadUserInput */
function requireWellFormed({ exhibitorId, editionId, lines, soldAt }: RecordSaleInput, now: Date): void {
  const ids: [string, string | undefined | null][] = [
    ['Exhibitor', exhibitorId],
    ['Edition', editionId],
    ...lines.map(({ productId }): [string, string] => ['Product', productId]),
  ];
  for (const [type, id] of ids) {
    if (id && !isId(id)) {
      throw new NotFound(type, id);
    }
  }
  requireNotInTheFuture(soldAt, now, 'soldAt');
}
