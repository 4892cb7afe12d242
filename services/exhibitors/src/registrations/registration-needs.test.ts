import { needsOf } from './registration-needs.js';

test('the needs of a registration are what its answers say', () => {
  expect(needsOf({ answers: { power: true, water: false, area: 12.5, firstTime: false, languages: ['AR'] } })).toEqual({
    power: true,
    water: false,
    area: 12.5,
    firstTime: false,
  });
});

test('an unanswered question is no need', () => {
  expect(needsOf({ answers: {} })).toEqual({ power: false, water: false, area: null, firstTime: null });
});
