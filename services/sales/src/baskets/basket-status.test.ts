import { OrderStatus } from '../orders/order-terms.js';
import { statusOfBasket } from './basket-status.js';

test('a basket is as far as the least far of its orders that go on; where none does, it says how they ended', () => {
  const { RESERVED, PLACED, PAID, FULFILLED, CANCELLED, REFUNDED } = OrderStatus;
  expect(statusOfBasket([PAID, RESERVED, FULFILLED])).toBe(RESERVED);
  expect(statusOfBasket([PAID, PLACED])).toBe(PLACED);
  expect(statusOfBasket([FULFILLED, PAID, CANCELLED])).toBe(PAID);
  expect(statusOfBasket([FULFILLED, REFUNDED])).toBe(FULFILLED);
  expect(statusOfBasket([CANCELLED, REFUNDED])).toBe(REFUNDED);
  expect(statusOfBasket([CANCELLED, CANCELLED])).toBe(CANCELLED);
});
