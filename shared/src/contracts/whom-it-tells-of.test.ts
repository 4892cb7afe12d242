import { exhibitorsOf } from './whom-it-tells-of.js';

test('an event is about every exhibitor that it names, each once, also one that has left or is only enrolled', () => {
  expect(exhibitorsOf({ data: { exhibitorId: 'a', exhibitorIds: ['a', 'b'] } })).toEqual(['a', 'b']);
  expect(exhibitorsOf({ data: { exhibitorIds: [], from: { exhibitorIds: ['gone'] } } })).toEqual(['gone']);
  expect(exhibitorsOf({ data: { exhibitorIds: ['a'], enrolledExhibitorIds: ['a', 'c'] } })).toEqual(['a', 'c']);
  expect(exhibitorsOf({ data: { from: { exhibitorId: 'x', region: null } } })).toEqual([]);
  expect(exhibitorsOf({ data: {} })).toEqual([]);
});
