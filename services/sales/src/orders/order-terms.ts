import { registerEnumType } from 'type-graphql';
import { salesChannels } from '@maarad/shared/contracts';
import { transitionTable } from '@maarad/shared/database';

export enum OrderStatus {
  PAID = 'PAID',
  REFUNDED = 'REFUNDED',
}

registerEnumType(OrderStatus, {
  name: 'OrderStatus',
  description: 'How far an order has come. A sale at the stand is paid at once.',
});

export const orderTransitions = transitionTable<OrderStatus>('Order', {
  PAID: [OrderStatus.REFUNDED],
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
