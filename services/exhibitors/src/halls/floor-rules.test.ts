import { floorProblems } from './floor-rules.js';

const stand = (code: string, x: number, y: number) => ({
  code,
  hasPower: false,
  hasWater: false,
  position: { x, y, width: 3, depth: 3 },
});
const hall = { width: 10, depth: 10 };

test('stands and aisles that only touch fill a floor, and aisles may cross', () => {
  const stands = [stand('A-1', 0, 0), stand('A-2', 3, 0)];
  const aisles = [
    { x: 0, y: 3, width: 10, depth: 2 },
    { x: 6, y: 0, width: 2, depth: 10 },
  ];
  expect(floorProblems({ ...hall, stands, aisles })).toEqual([]);
});

test('an aisle lies on no stand and within the hall: each fault is named by its place', () => {
  const stands = [stand('A-1', 0, 0), stand('A-2', 3, 0)];
  const aisles = [
    { x: 0, y: 3, width: 10, depth: 2 },
    { x: 2, y: 2, width: 9, depth: 2 },
  ];
  expect(floorProblems({ ...hall, stands, aisles })).toEqual([
    { path: 'aisles.1', rule: 'must lie within the hall' },
    { path: 'aisles.1', rule: 'must not lie on stand A-1' },
    { path: 'aisles.1', rule: 'must not lie on stand A-2' },
  ]);
});

test('a stand lies within the hall and on no other stand', () => {
  expect(floorProblems({ ...hall, stands: [stand('A-1', 0, 0), stand('A-2', 2, 2), stand('A-3', 8, 0)] })).toEqual([
    { path: 'stands.1.position', rule: 'must not lie on stand A-1 (stand A-2)' },
    { path: 'stands.2.position', rule: 'must lie within the hall (stand A-3)' },
  ]);
});
