import { comparedWith, heardOver } from './verdict.js';

const committed = new Map([
  ['a1', { subject: 'a', sequence: '0000000001' }],
  ['a2', { subject: 'a', sequence: '0000000002' }],
  ['b1', { subject: 'b', sequence: '0000000001' }],
]);
const heard = (ids: string[]) => heardOver({ name: 'ws', ids }, committed, committed.keys());

test('counts what is missing, came twice, came too late and was never committed', () => {
  const flawless = { name: 'ws', missing: 0, doubled: 0, outOfOrder: 0, invented: 0 };
  expect(heard(['b1', 'a1', 'a2'])).toEqual(flawless);
  expect(heard(['a1', 'b1'])).toEqual({ ...flawless, missing: 1 });
  expect(heard(['a1', 'a2', 'a1', 'b1'])).toEqual({ ...flawless, doubled: 1 });
  expect(heard(['a2', 'a1', 'b1'])).toEqual({ ...flawless, outOfOrder: 1 });
  expect(heard(['a1', 'a2', 'b1', 'c1'])).toEqual({ ...flawless, invented: 1 });
});

test('a write that was taken and is not there is lost; a row that nobody was told of, and an answer given twice, are doubles', () => {
  expect(comparedWith(new Set(['1', '2']), ['2', '1'])).toEqual({ lost: 0, doubled: 0 });
  expect(comparedWith(new Set(['1']), ['1', '2'])).toEqual({ lost: 1, doubled: 0 });
  expect(comparedWith(new Set(['1', '2']), ['1'])).toEqual({ lost: 0, doubled: 1 });
  expect(comparedWith(new Set(['1']), ['1', '1'])).toEqual({ lost: 0, doubled: 1 });
});
