import fc from 'fast-check';
import { spread } from './spread.js';

const weights = fc.array(fc.nat({ max: 100_000_000_000 }), { minLength: 1, maxLength: 50 });

test('whatever is spread over whatever weights, the shares add up exactly', () => {
  fc.assert(
    fc.property(fc.nat({ max: 100_000_000_000 }), weights, (total, over) => {
      const shares = spread(total, over);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(total);
      expect(shares.every((share) => Number.isSafeInteger(share) && share >= 0)).toBe(true);
    }),
  );
});

test('no share is further than one minor unit from its exact share, and none exceeds a weight that covers the total', () => {
  fc.assert(
    fc.property(weights, fc.double({ min: 0, max: 1, noNaN: true }), (over, part) => {
      const sum = over.reduce((all, weight) => all + weight, 0);
      const total = Math.floor(sum * part);
      spread(total, over).forEach((share, index) => {
        const weight = over[index] as number;
        expect(share).toBeLessThanOrEqual(weight);
        if (sum > 0) {
          expect(Math.abs(share - (total / sum) * weight)).toBeLessThanOrEqual(1.001);
        }
      });
    }),
  );
});

test('a dirham over three equal producers: the first bears the centime that is left', () => {
  expect(spread(100, [1, 1, 1])).toEqual([34, 33, 33]);
  expect(spread(0, [5, 7])).toEqual([0, 0]);
  expect(spread(10, [0, 0])).toEqual([10, 0]);
});
