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

export type SalesChannel = (typeof salesChannels)[number];
export const SalesChannel = Object.freeze(Object.fromEntries(salesChannels.map((channel) => [channel, channel]))) as {
  [Name in SalesChannel]: Name;
};

registerEnumType(SalesChannel, { name: 'SalesChannel', description: 'Where an order was placed.' });

export enum PaymentMethod {
  CASH = 'CASH',
  CARD = 'CARD',
  MOBILE = 'MOBILE',
}

registerEnumType(PaymentMethod, { name: 'PaymentMethod', description: 'How the buyer paid at the stand.' });
