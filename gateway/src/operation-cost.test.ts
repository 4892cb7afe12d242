import { buildSchema, getOperationAST, parse } from 'graphql';
import { operationCost } from './operation-cost.js';

const schema = buildSchema(`
  type Query { things(first: Int): ThingConnection! thing: Thing tags: [Tag!]! }
  type ThingConnection { nodes: [Thing!]! edges: [Edge!]! totalCount: Int! }
  type Edge { node: Thing! }
  type Thing { id: ID! things(first: Int): ThingConnection! maker: Thing tags(first: Int): [Tag!]! }
  type Tag { text: String! }
`);

const cost = (source: string, variables: Record<string, unknown> = {}) => {
  const document = parse(source);
  return operationCost(schema, document, getOperationAST(document)!, variables);
};

test('an object costs one, a plain value nothing', () => {
  expect(cost('{ __typename thing { id } }')).toBe(1);
  expect(cost('{ thing { id maker { id maker { id } } } }')).toBe(3);
});

test('a page costs what it may hold, once for each page that it is within', () => {
  expect(cost('{ things(first: 10) { nodes { id } } }')).toBe(20);
  expect(cost('{ things(first: 10) { nodes { things(first: 10) { nodes { id } } } } }')).toBe(10 * (2 + 20));
  expect(cost('{ things(first: 10) { edges { node { id } } } }')).toBe(30);
});

test('a page without a size, and a list without pages, count as usual ones', () => {
  expect(cost('{ things { nodes { id } } }')).toBe(40);
  expect(cost('{ tags { text } }')).toBe(5);
  expect(cost('{ thing { tags(first: 7) { text } } }')).toBe(8);
});

test('the size may come by a variable, by its default, or not at all', () => {
  const source = 'query ($size: Int = 3) { things(first: $size) { nodes { id } } }';
  expect(cost(source, { size: 30 })).toBe(60);
  expect(cost(source)).toBe(6);
  expect(cost('query ($size: Int) { things(first: $size) { nodes { id } } }')).toBe(40);
});

test('what was counted once is not counted for other values', () => {
  const source = parse(
    'query ($a: Int, $b: Int = 2) { things(first: $a) { nodes { things(first: $b) { nodes { id } } } } }',
  );
  const costWith = (variables: Record<string, unknown>) =>
    operationCost(schema, source, getOperationAST(source)!, variables);
  for (let time = 0; time < 2; time += 1) {
    expect(costWith({ a: 3, b: 5 })).toBe(3 * (2 + 10));
    expect(costWith({ a: 5, b: 3 })).toBe(5 * (2 + 6));
    expect(costWith({ a: 5 })).toBe(5 * (2 + 4));
    expect(costWith({ a: 5, b: null })).toBe(5 * (2 + 40));
    expect(costWith({})).toBe(20 * (2 + 4));
  }
});

test('a value that only looks like a number does not stand for it', () => {
  const source = parse('query ($size: Int) { things(first: $size) { nodes { id } } }');
  const costWith = (size: unknown) => operationCost(schema, source, getOperationAST(source)!, { size });
  for (const like of [['100'], '100', [100]]) {
    expect(costWith(like)).toBe(40);
  }
  expect(costWith(100)).toBe(200);
  expect(costWith('7')).toBe(40);
  expect(costWith(7)).toBe(14);
});

test('no page counts as more than it can hold, or as less than one', () => {
  expect(cost('{ things(first: 1000000000) { nodes { id } } }')).toBe(200);
  expect(cost('{ things(first: -5) { nodes { id } } }')).toBe(2);
});

test('fragments cost what they hold, each time, and are read once: doubling thirty times is counted at once', () => {
  expect(cost('{ thing { ...F ...F } } fragment F on Thing { maker { id } }')).toBe(3);
  const doubling = Array.from(
    { length: 30 },
    (_, index) => `fragment F${index} on Thing { ...F${index + 1} ...F${index + 1} }`,
  ).join(' ');
  expect(cost(`{ thing { ...F0 } } ${doubling} fragment F30 on Thing { maker { id } }`)).toBe(2 ** 30 + 1);
});
