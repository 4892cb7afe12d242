import fc from 'fast-check';
import { rankNominees, type Sheet, type Weighed } from './tally.js';

const criteria = fc
  .array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 4 })
  .map((weights): Weighed[] => weights.map((weight, index) => ({ code: `c${index}`, weight })));

/** A category whose nominees were each scored by some of the jurors, at least one. */
const judged = fc.record({ criteria, nominees: fc.integer({ min: 1, max: 6 }) }).chain(({ criteria, nominees }) => {
  const points = fc.record(Object.fromEntries(criteria.map(({ code }) => [code, fc.integer({ min: 0, max: 10 })])));
  const sheetsOf = (nomineeId: string) =>
    fc
      .array(points, { minLength: 1, maxLength: 5 })
      .map((given) => given.map((points, index): Sheet => ({ jurorId: `j${index}`, nomineeId, points })));
  const ids = Array.from({ length: nominees }, (_, index) => `n${index}`);
  return fc.tuple(...ids.map(sheetsOf)).map((sheets) => ({ criteria, ids, sheets: sheets.flat() }));
});

const ranks = (places: { nomineeId: string; rank: number }[]) =>
  Object.fromEntries(places.map(({ nomineeId, rank }) => [nomineeId, rank]));

/** The mean as an exact fraction, by another way than the tally's: over the least common multiple of all numbers of jurors. */
function scaledMean(nomineeId: string, criteria: Weighed[], sheets: Sheet[]): number {
  const own = sheets.filter((sheet) => sheet.nomineeId === nomineeId);
  return criteria.reduce(
    (sum, { code, weight }) =>
      sum + (weight * own.reduce((all, { points }) => all + (points[code] ?? 0), 0) * 60) / own.length,
    0,
  );
}

test('nominees are ranked by the weighted mean of their points: one behind as many as have more, ties sharing a rank', () => {
  fc.assert(
    fc.property(judged, ({ criteria, ids, sheets }) => {
      const mean = Object.fromEntries(ids.map((id) => [id, scaledMean(id, criteria, sheets)]));
      const expected = ids.map((id) => [id, 1 + ids.filter((other) => (mean[other] ?? 0) > (mean[id] ?? 0)).length]);
      expect(ranks(rankNominees(ids, criteria, sheets))).toEqual(Object.fromEntries(expected));
    }),
  );
});

test('the order in which nominees and scores come changes nothing', () => {
  fc.assert(
    fc.property(judged, ({ criteria, ids, sheets }) => {
      expect(rankNominees([...ids].reverse(), [...criteria].reverse(), [...sheets].reverse())).toEqual(
        rankNominees(ids, criteria, sheets),
      );
    }),
  );
});

test('multiplying all weights changes no rank', () => {
  fc.assert(
    fc.property(judged, fc.integer({ min: 2, max: 9 }), ({ criteria, ids, sheets }, factor) => {
      const heavier = criteria.map(({ code, weight }) => ({ code, weight: weight * factor }));
      expect(rankNominees(ids, heavier, sheets)).toEqual(rankNominees(ids, criteria, sheets));
    }),
  );
});

test('someone is first, and behind those who share a rank as many ranks are left out', () => {
  fc.assert(
    fc.property(judged, ({ criteria, ids, sheets }) => {
      const places = rankNominees(ids, criteria, sheets);
      places.forEach(({ rank }, index) => expect(rank === index + 1 || rank === places[index - 1]?.rank).toBe(true));
    }),
  );
});

test('one point from three jurors is as much as two from six: means that are equal as fractions are a tie', () => {
  const sheet = (nomineeId: string, jurorId: string, points: number): Sheet => ({
    nomineeId,
    jurorId,
    points: { c: points },
  });
  const sheets = [
    ...[1, 0, 0].map((points, index) => sheet('a', `j${index}`, points)),
    ...[1, 1, 0, 0, 0, 0].map((points, index) => sheet('b', `j${index}`, points)),
  ];
  expect(rankNominees(['a', 'b'], [{ code: 'c', weight: 7 }], sheets)).toEqual([
    { nomineeId: 'a', rank: 1 },
    { nomineeId: 'b', rank: 1 },
  ]);
});

test('a nominee whom nobody scored, or not by every criterion, is not ranked', () => {
  const criteria = [{ code: 'c', weight: 1 }];
  expect(() => rankNominees(['a'], criteria, [])).toThrow(RangeError);
  expect(() => rankNominees(['a'], criteria, [{ nomineeId: 'a', jurorId: 'j', points: {} }])).toThrow(RangeError);
});
