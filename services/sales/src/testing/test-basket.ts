import type { Principal } from '@maarad/shared/auth';
import { newId } from '@maarad/shared/runtime';
import { organiser, type TestService } from '@maarad/shared/testing';
import { noon } from './builders.js';

export const buyer = (): Principal => ({ id: `visitor-${newId()}`, role: 'visitor' });

/** So many minutes after noon. */
export const minutesOn = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);

const basketFields = `id status reservedUntil placedAt channel discountPercent subtotal { amount } discount { amount } delivery { amount }
  total { amount } orders { id status receiptNumber payment reservedUntil total { amount } discount { amount } delivery { amount }
    exhibitor { id } lines { quantity unitPrice { amount } discount { amount } amount { amount } product { id } } }`;
export const placeMutation = `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { ${basketFields} } }`;
export const payMutation = `mutation ($input: PayOrderInput!) { payOrder(input: $input) {
  id status payment paymentReference paidAt day receiptNumber reservedUntil } }`;
export const cancelMutation = `mutation ($input: CancelOrderInput!) { cancelOrder(input: $input) {
  id status cancelledAt cancelReason refunded { amount } } }`;
export const fulfilMutation = `mutation ($input: FulfilOrderInput!) { fulfilOrder(input: $input) { id status fulfilledAt } }`;

/** Baskets as their buyers place them. */
export function baskets(service: TestService, editionId: () => string) {
  const input = (lines: [product: string, quantity: number][], overrides: object = {}) => ({
    input: {
      ...{ editionId: editionId(), idempotencyKey: newId() },
      lines: lines.map(([productId, quantity]) => ({ productId, quantity })),
      ...overrides,
    },
  });
  return {
    input,
    place: async (lines: [string, number][], as: Principal = buyer(), overrides: object = {}) =>
      (await service.data(placeMutation, input(lines, overrides), { as })).placeOrder,
    pay: async (meant: object, as: Principal = organiser) =>
      (await service.data(payMutation, { input: { method: 'CARD', ...meant } }, { as })).payOrder,
    cancel: async (meant: object, as: Principal = organiser) =>
      (await service.data(cancelMutation, { input: { reason: 'no longer wanted', ...meant } }, { as })).cancelOrder,
    fulfil: async (orderId: string, as: Principal = organiser) =>
      (await service.data(fulfilMutation, { input: { orderId } }, { as })).fulfilOrder,
    seen: async (id: string, as: Principal) =>
      (await service.data(`query ($id: ID!) { basket(id: $id) { ${basketFields} } }`, { id }, { as })).basket,
    /** The events about an order, in order. */
    told: async (order: string) => (await service.told()).filter(({ subject }) => subject === order),
  };
}
