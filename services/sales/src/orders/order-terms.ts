import { registerEnumType } from 'type-graphql';
import type { Role } from '@maarad/shared/auth';
import { salesChannels } from '@maarad/shared/contracts';
import { transitionTable } from '@maarad/shared/database';

export enum OrderStatus {
  RESERVED = 'RESERVED',
  PLACED = 'PLACED',
  PAID = 'PAID',
  FULFILLED = 'FULFILLED',
  CANCELLED = 'CANCELLED',
  REFUNDED = 'REFUNDED',
}

registerEnumType(OrderStatus, {
  name: 'OrderStatus',
  description:
    'How far an order has come. RESERVED: to be paid until its deadline; PLACED: the buyer says that a transfer is on its way, and there is a later deadline; PAID; FULFILLED: handed over; CANCELLED before it was paid, by somebody or by its deadline; REFUNDED: all of its money is back. A sale at the stand is paid and handed over at once.',
});

export const orderTransitions = transitionTable<OrderStatus>('Order', {
  RESERVED: [OrderStatus.PLACED, OrderStatus.PAID, OrderStatus.CANCELLED],
  PLACED: [OrderStatus.PAID, OrderStatus.CANCELLED],
  PAID: [OrderStatus.FULFILLED, OrderStatus.REFUNDED],
  FULFILLED: [OrderStatus.REFUNDED],
  CANCELLED: [],
  REFUNDED: [],
});

/** For SQL: the orders that are paid and not taken back whole, which is what revenue comes from. */
export const standing = `('PAID', 'FULFILLED')`;

export type SalesChannel = (typeof salesChannels)[number];
export const SalesChannel = Object.freeze(Object.fromEntries(salesChannels.map((channel) => [channel, channel]))) as {
  [Name in SalesChannel]: Name;
};

registerEnumType(SalesChannel, { name: 'SalesChannel', description: 'Where an order was placed.' });

export enum PaymentMethod {
  CASH = 'CASH',
  CARD = 'CARD',
  MOBILE = 'MOBILE',
  TRANSFER = 'TRANSFER',
}

registerEnumType(PaymentMethod, {
  name: 'PaymentMethod',
  description: 'How the buyer paid. MOBILE: with a telephone; TRANSFER: from bank to bank.',
});

/** Whoever has a token may buy: each sees and does what concerns the own orders alone. */
export const anyToken: readonly Role[] = ['admin', 'exhibitor', 'trainer', 'partner', 'visitor'];
