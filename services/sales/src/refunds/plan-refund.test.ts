import { goodsOfLine } from './goods-of-line.js';
import { planRefund, type Refundable } from './plan-refund.js';

const order = (overrides: Partial<Refundable['lines'][number]> = {}): Refundable => ({
  ...{ id: 'order', currency: 'MAD', delivery: 500, deliveryRefunded: 0 },
  lines: [{ productId: 'a', quantity: 3, amount: 1000, returned: 0, refunded: 0, ...overrides }],
});

test('units that come back one by one refund what they cost together, the last one what the rounding left', () => {
  const wish = { lines: [{ productId: 'a', quantity: 1 }] };
  expect(planRefund(order(), wish).amount).toBe(333);
  expect(planRefund(order({ returned: 1, refunded: 333 }), wish).amount).toBe(333);
  expect(planRefund(order({ returned: 2, refunded: 666 }), wish).amount).toBe(334);
});

test('the delivery comes back with the whole order, never with its goods alone', () => {
  expect(planRefund(order(), {})).toMatchObject({ amount: 1500, delivery: 500 });
  expect(planRefund(order(), { lines: [{ productId: 'a', quantity: 3 }] })).toMatchObject({
    amount: 1000,
    delivery: 0,
  });
  expect(planRefund(order(), { amount: 1500 })).toMatchObject({ amount: 1500, delivery: 500 });
});

test('units that the buyer never had come back last, and bring nothing into stock', () => {
  const line = { productId: 'a', quantity: 5, returned: 0 };
  const open = { missing: 3, resolution: null, substituteId: null };
  expect(goodsOfLine(line, 5, open)).toEqual([{ productId: 'a', quantity: 2 }]);
  expect(goodsOfLine({ ...line, returned: 2 }, 3, open)).toEqual([]);
  const replaced = { missing: 3, resolution: 'SUBSTITUTE' as never, substituteId: 'b' };
  expect(goodsOfLine({ ...line, returned: 1 }, 3, replaced)).toEqual([
    { productId: 'a', quantity: 1 },
    { productId: 'b', quantity: 2 },
  ]);
});
