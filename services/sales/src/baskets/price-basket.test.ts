import fc from 'fast-check';
import { priceBasket } from './price-basket.js';

const line = fc.record({
  productId: fc.uuid(),
  exhibitorId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  category: fc.constant('HONEY'),
  quantity: fc.integer({ min: 1, max: 1_000 }),
  unitPrice: fc.integer({ min: 1, max: 10_000_000 }),
});
const sum = (numbers: number[]) => numbers.reduce((all, number) => all + number, 0);

test('whatever discount and delivery a basket over many producers has, lines, orders and basket add up exactly', () => {
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 0, max: 90 }),
      fc.nat({ max: 1_000_000 }),
      (lines, discountPercent, delivery) => {
        const basket = priceBasket(lines, { discountPercent, delivery });
        expect(sum(basket.orders.map(({ total }) => total))).toBe(basket.total);
        expect(sum(basket.orders.map((order) => order.discount))).toBe(basket.discount);
        expect(sum(basket.orders.map((order) => order.delivery))).toBe(delivery);
        expect(new Set(basket.orders.map(({ exhibitorId }) => exhibitorId)).size).toBe(basket.orders.length);
        for (const order of basket.orders) {
          expect(sum(order.lines.map(({ amount }) => amount)) + order.delivery).toBe(order.total);
          expect(sum(order.lines.map(({ discount }) => discount))).toBe(order.discount);
          expect(order.lines.every(({ amount, discount }) => amount >= 0 && discount >= 0)).toBe(true);
        }
      },
    ),
  );
});

test('a tenth off three producers’ jars of 0.35: 0.11 in all, the first producer bears what does not divide', () => {
  const lines = ['a', 'b', 'c'].map((exhibitorId) => {
    return { productId: exhibitorId, exhibitorId, category: 'HONEY', quantity: 1, unitPrice: 35 };
  });
  const { discount, total, orders } = priceBasket(lines, { discountPercent: 10, delivery: 0 });
  expect([discount, total, ...orders.map((order) => order.discount)]).toEqual([11, 94, 4, 4, 3]);
});
