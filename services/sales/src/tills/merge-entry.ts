import { In } from 'typeorm';
import { saleRecorded, settlementOpened } from '@maarad/shared/contracts';
import { inputHash, useCase, type Work } from '@maarad/shared/database';
import { BadUserInput, Conflict, NotFound } from '@maarad/shared/errors';
import { Money } from '@maarad/shared/graphql';
import { requireEdition, type EditionFacts } from '@maarad/shared/projections';
import { newId } from '@maarad/shared/runtime';
import { atTheStand } from '../orders/at-the-stand.js';
import { nextReceipt } from '../orders/next-receipt.js';
import { OrderStatus, SalesChannel } from '../orders/order-terms.js';
import { Order } from '../orders/order.entity.js';
import { requireNotInTheFuture } from '../orders/require-not-in-the-future.js';
import { Product } from '../products/product.entity.js';
import { changeStock } from '../products/stock-ledger.js';
import { tellCrossing } from '../products/tell-crossing.js';
import { Settlement } from '../settlements/settlement.entity.js';
import { Stall } from '../stalls/stall.entity.js';
import { NoStall } from '../stalls/stall.errors.js';
import type { JournalEntry } from './journal-entry.js';
import type { Till } from './till.entity.js';

/**
 * Enters one sale of a till's journal in the books, once: its number and content are kept with the order. What was handed over is a
 * sale even when the stock says that there was less, the product is withdrawn or the stall has closed meanwhile; what the stock
 * cannot cover opens a settlement. Of one product as much is missing in the end, in whatever order the entries come.
 */
export const mergeEntry = useCase(
  async (work, { till, entry }: { till: Till; entry: JournalEntry }, { principal, clock }) => {
    const [id, hash, at] = [newId(), inputHash(entry), clock.now()];
    const known = await knownOrder(work, till, entry.number, { id, hash, at });
    if (known) {
      work.repeat();
      return { order: known, merged: false };
    }
    const { exhibitorId, editionId } = till;
    const edition = await requireEdition(work, editionId);
    const placedAt = new Date(entry.soldAt);
    requireNotInTheFuture(placedAt, at, 'entries.soldAt');
    const soldOn = edition.dayOf(placedAt, 'entries.soldAt');
    const stall = await work.manager.findOne(Stall, {
      where: { exhibitorId, editionId },
      order: { open: 'DESC', id: 'DESC' },
    });
    if (!stall) {
      throw new NoStall(exhibitorId, editionId);
    }
    const products = await lockProducts(work, till, entry);
    const lines = linesOf(entry, products, edition);
    const total = Money.of(
      lines.reduce((sum, { amount }) => sum + amount.minor, 0),
      edition.currency,
    );
    const { receiptNumber, day } = await nextReceipt(work, exhibitorId, soldOn);
    const order = await work.insert(
      Object.assign(new Order(), {
        ...{ id, stallId: stall.id, exhibitorId, editionId, receiptNumber },
        ...{
          channel: SalesChannel.STAND,
          payment: entry.payment,
          status: OrderStatus.PAID,
          total,
          lines,
          placedAt,
          day,
        },
        ...{ recordedBy: principal.id, refundedMinor: 0, ...atTheStand, refundedAt: null, refundReason: null },
      }),
    );
    const about = { edition: editionId, region: stall.region, kind: stall.kind, at };
    const { channel } = order;
    work.record(
      saleRecorded(
        id,
        {
          ...{ exhibitorId, editionId, kind: stall.kind, region: stall.region, receiptNumber, channel, day, lines },
          ...{ soldAt: placedAt.toISOString(), total: { minor: total.minor, currency: total.currency } },
        },
        about,
      ),
    );
    for (const { productId, quantity } of lines) {
      const product = products.get(productId) as Product;
      const served = Math.min(quantity, product.available);
      if (served > 0) {
        const sold = { kind: 'SOLD', orderId: id, at, by: principal.id } as const;
        await changeStock(work, [{ productId, quantity: -served }], sold);
        tellCrossing(work, product, product.available - served, about);
      }
      if (served < quantity) {
        const missing = quantity - served;
        const settlement = await work.insert(
          Object.assign(new Settlement(), {
            ...{ id: newId(), orderId: id, productId, exhibitorId, editionId, missing, openedAt: at },
            ...{ resolution: null, substituteId: null, note: null, settledAt: null },
          }),
        );
        work.record(
          settlementOpened(settlement.id, { exhibitorId, editionId, orderId: id, productId, missing }, about),
        );
      }
    }
    return { order, merged: true };
  },
);

/** Takes the entry's number; the order that has it already when it came before. @throws Conflict when it came with other content. */
async function knownOrder(
  work: Work,
  till: Till,
  number: number,
  { id, hash, at }: { id: string; hash: string; at: Date },
): Promise<Order | null> {
  const taken: unknown[] = await work.manager.query(
    `INSERT INTO till_entries (till_id, number, content_hash, order_id, merged_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (till_id, number) DO NOTHING RETURNING number`,
    [till.id, number, hash, id, at],
  );
  if (taken.length > 0) {
    return null;
  }
  const [before]: { content_hash: string; order_id: string }[] = await work.manager.query(
    'SELECT content_hash, order_id FROM till_entries WHERE till_id = $1 AND number = $2',
    [till.id, number],
  );
  if (before?.content_hash !== hash) {
    const order = { type: 'Order', id: before?.order_id ?? '' };
    throw new Conflict('This number of the journal came before with other content.', [order], { number });
  }
  return work.find(Order, before.order_id);
}

/** @throws NotFound @throws BadUserInput for a product that is another's */
async function lockProducts(work: Work, till: Till, entry: JournalEntry): Promise<Map<string, Product>> {
  const rows = await work.manager.find(Product, {
    where: { id: In(entry.lines.map(({ product }) => product)) },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  const products = new Map(rows.map((product) => [product.id, product]));
  entry.lines.forEach(({ product: id }, index) => {
    const product = products.get(id);
    if (!product) {
      throw new NotFound('Product', id);
    }
    if (product.exhibitorId !== till.exhibitorId || product.editionId !== till.editionId) {
      const rule = 'must be a product that the exhibitor offers in the edition';
      throw new BadUserInput([{ path: `entries.lines.${index}.product`, rule }]);
    }
  });
  return products;
}

function linesOf(entry: JournalEntry, products: Map<string, Product>, { currency }: EditionFacts) {
  return entry.lines.map(({ product, quantity, unitPrice }, index) => {
    const { minor } = Money.parse({ amount: unitPrice, currency }, `entries.lines.${index}.unitPrice`);
    return {
      ...{ productId: product, category: products.get(product)?.category ?? '', quantity },
      ...{ unitPrice: { minor, currency }, amount: { minor: minor * quantity, currency } },
    };
  });
}
