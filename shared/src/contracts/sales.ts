import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { exhibitorKind, id, instant, localDate, money, region, texts } from './values.js';

const topic = 'maarad.sales';
/** What one producer takes, apart from what everybody sees at its stand: a log's rights go by topic. */
const orders = 'maarad.orders';

export const salesChannels = ['STAND', 'ONLINE', 'WHOLESALE'] as const;

export const paymentMethods = ['CASH', 'CARD', 'MOBILE', 'TRANSFER'] as const;

const product = z.object({
  exhibitorId: id,
  editionId: id,
  name: texts,
  category: z.string(),
  unit: z.string(),
  price: money,
  labels: z.array(z.string()),
});

export const productListed = defineEvent('org.maarad.sales.product.listed.v1', {
  topic,
  audience: 'public',
  description: 'An exhibitor offers a product.',
  data: product,
});

export const productWithdrawn = defineEvent('org.maarad.sales.product.withdrawn.v1', {
  topic,
  audience: 'public',
  description: 'A product is no longer offered.',
  data: product.extend({ reason: z.string().nullable() }),
});

export const stockExhausted = defineEvent('org.maarad.sales.stock.exhausted.v1', {
  topic,
  audience: 'public',
  description: 'The last piece of a product is gone (the subject is the product).',
  data: z.object({ exhibitorId: id, editionId: id }),
});

export const stockLow = defineEvent('org.maarad.sales.stock.low.v1', {
  topic,
  audience: 'partners',
  description:
    'Little is left of a product: its stock has come down to the threshold that the exhibitor set (the subject is the product).',
  data: z.object({ exhibitorId: id, editionId: id, left: z.int().positive(), threshold: z.int().nonnegative() }),
});

const order = z.object({
  exhibitorId: id,
  editionId: id,
  kind: exhibitorKind,
  region: region.nullable(),
  receiptNumber: z.string(),
  channel: z.enum(salesChannels),
  soldAt: instant,
  /** The day of the fair on which it counts, in the edition's time zone. */
  day: localDate,
  total: money,
  lines: z
    .array(
      z.object({ productId: id, category: z.string(), quantity: z.int().positive(), unitPrice: money, amount: money }),
    )
    .min(1),
});

export const saleRecorded = defineEvent('org.maarad.sales.sale.recorded.v1', {
  topic: orders,
  audience: 'exhibitor',
  description: 'A sale at a stand: paid and handed over (the subject is the order).',
  data: order,
});

const refund = z.object({
  refundId: id,
  amount: money,
  /** What came back of each line: units (0 for money alone) and money. */
  lines: z.array(z.object({ productId: id, quantity: z.int().nonnegative(), amount: money })),
  /** Whether the goods are in stock again. */
  restocked: z.boolean(),
  payment: z.enum(paymentMethods),
  /** The day of the fair on which the money was given back. */
  day: localDate,
});

export const orderRefunded = defineEvent('org.maarad.sales.order.refunded.v1', {
  topic: orders,
  audience: 'exhibitor',
  description:
    'All the money of an order has been given back: it is taken back whole. `refund` says what the last refund gave back, parts before it were told as partly-refunded; without it, it was all at once.',
  data: order.extend({ reason: z.string(), refund: refund.optional() }),
});

export const orderPartlyRefunded = defineEvent('org.maarad.sales.order.partly-refunded.v1', {
  topic: orders,
  audience: 'exhibitor',
  description: 'Some of the money of an order has been given back: `refund` says how much, and for what.',
  data: order.extend({ reason: z.string(), refund }),
});

const settlement = z.object({
  exhibitorId: id,
  editionId: id,
  orderId: id,
  productId: id,
  missing: z.int().positive(),
});

export const settlementOpened = defineEvent('org.maarad.sales.settlement.opened.v1', {
  topic: orders,
  audience: 'exhibitor',
  description: 'A stand sold more of a product, without a network, than there was (the subject is the settlement).',
  data: settlement,
});

export const settlementSettled = defineEvent('org.maarad.sales.settlement.settled.v1', {
  topic: orders,
  audience: 'exhibitor',
  description: 'What a buyer missed has been delivered, replaced or refunded (the subject is the settlement).',
  data: settlement.extend({
    resolution: z.enum(['SUBSTITUTE', 'LATER_DELIVERY', 'REFUND']),
    substituteId: id.nullable(),
  }),
});

export const dayClosed = defineEvent('org.maarad.sales.day.closed.v1', {
  topic: orders,
  audience: 'exhibitor',
  description:
    'An exhibitor has done with a day of the fair: what was sold and given back on it stays as it is (the subject is the statement).',
  data: z.object({
    exhibitorId: id,
    editionId: id,
    day: localDate,
    /** Receipts that were given. */
    orders: z.int().nonnegative(),
    gross: money,
    refunds: money,
  }),
});

const placed = order.omit({ receiptNumber: true, soldAt: true }).extend({
  /** The orders of one basket have it in common. */
  basketId: id,
  /** Both are in the total: what the lines are less, and what the delivery is more. */
  discount: money,
  delivery: money,
});

export const orderPlaced = defineEvent('org.maarad.sales.order.placed.v1', {
  topic: orders,
  audience: 'exhibitor',
  description: 'A buyer has reserved goods of one producer, at the prices of that moment (the subject is the order).',
  data: placed.extend({ reservedUntil: instant }),
});

export const orderPaid = defineEvent('org.maarad.sales.order.paid.v1', {
  topic: orders,
  audience: 'exhibitor',
  description: 'An order that was placed has been paid: it is a sale from now on, on the day of the payment.',
  data: placed.extend({ receiptNumber: z.string(), soldAt: instant, payment: z.enum(paymentMethods) }),
});

export const orderFulfilled = defineEvent('org.maarad.sales.order.fulfilled.v1', {
  topic: orders,
  audience: 'exhibitor',
  description: 'An order that was paid has been handed over to its buyer.',
  data: placed.extend({ receiptNumber: z.string() }),
});

export const orderCancelled = defineEvent('org.maarad.sales.order.cancelled.v1', {
  topic: orders,
  audience: 'exhibitor',
  description: 'An order has been cancelled before it was paid: its goods are in stock again.',
  data: placed.extend({
    reason: z.string(),
    /** True: nobody cancelled it, its deadline passed. */
    lapsed: z.boolean(),
  }),
});
