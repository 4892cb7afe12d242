import fc from 'fast-check';
import { salesGrowth } from './sales-growth.js';

const startsOn = '2025-01-27';
const dayAt = (place: number) => new Date(Date.parse(startsOn) + place * 86_400_000).toISOString().slice(0, 10);
const fair = (length: number) => ({ startsOn, endsOn: dayAt(length - 1) });
const taken = (...revenues: number[]) => revenues.map((revenue, place) => ({ day: dayAt(place), revenue }));

test('sales growth compares the second half of the days with the first; the middle of an odd number counts for neither', () => {
  expect(salesGrowth(fair(4), taken(100, 100, 150, 150))).toBe(0.5);
  expect(salesGrowth(fair(7), taken(100, 100, 200, 9999, 100, 100, 100))).toBe(-0.25);
});

test('there is no growth where the first half sold nothing', () => {
  expect(salesGrowth(fair(4), taken(0, 0, 10, 10))).toBeNull();
  expect(salesGrowth(fair(1), taken(10))).toBeNull();
});

test('selling the same every day is no growth, however long the fair and in whatever order the days come', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 20 }), fc.integer({ min: 1, max: 1_000_000 }), (length, revenue) => {
      expect(salesGrowth(fair(length), taken(...Array(length).fill(revenue)).reverse())).toBe(0);
    }),
  );
});

test('growth depends on no currency: multiplying all amounts changes nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 2, maxLength: 9 }), (revenues) => {
      const grown = salesGrowth(fair(revenues.length), taken(...revenues.map((revenue) => revenue * 8)));
      expect(grown).toBe(salesGrowth(fair(revenues.length), taken(...revenues)));
    }),
  );
});
