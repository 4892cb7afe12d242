import { parse } from 'graphql';
import { inBrief, missingFields } from './missing-fields.js';

const part = (path: (string | number)[], query: string) => ({ path, document: parse(query) });
const ofSales = part(
  ['exhibitors', 'nodes', '@'],
  `query ($representations: [_Any!]!) { _entities(representations: $representations) {
    ... on Exhibitor { __typename sold: sales { orders } ...More } } }
  fragment More on Exhibitor { products { name } }`,
);

test('what is null of what was asked for is missing, in every element, by the name that it has in the answer', () => {
  const nodes = [{ sold: null, products: null }, { sold: null }, null, { sold: { orders: 1 }, products: [] }];
  expect(missingFields({ exhibitors: { nodes } }, [ofSales])).toEqual([
    ['exhibitors', 'nodes', 0, 'sold'],
    ['exhibitors', 'nodes', 0, 'products'],
    ['exhibitors', 'nodes', 1, 'sold'],
  ]);
});

test('what several parts lack is told once', () => {
  const asked = part([], '{ ... on Query { bestSeller { name } } bestSeller { price } }');
  expect(missingFields({ bestSeller: null }, [asked, asked])).toEqual([['bestSeller']]);
});

test('of a thing that others know a part of, the rest is missing', () => {
  const asked = part([], '{ stall { stand { hall code } } }');
  expect(missingFields({ stall: { stand: { hall: null, code: 'A1' } } }, [asked])).toEqual([
    ['stall', 'stand', 'hall'],
  ]);
});

test('below something null, the path goes on to the field as far as one can tell', () => {
  const root = part([], '{ __typename whoAmI }');
  const inside = part(
    ['product', 'seller'],
    '{ _entities(representations: []) { ... on Exhibitor { __typename name } } }',
  );
  expect(missingFields(null, [root])).toEqual([['whoAmI']]);
  expect(missingFields({ product: null }, [inside])).toEqual([['product', 'seller', 'name']]);
  expect(missingFields({ exhibitors: null }, [ofSales])).toEqual([['exhibitors', 'nodes']]);
});

test('a part that only served another service is missing at the thing that it was about', () => {
  const nodes = [null, { name: 'Argan', reach: null }];
  const asked = part(
    ['exhibitors', 'nodes', '@'],
    '{ _entities(representations: []) { ... on Exhibitor { region } } }',
  );
  expect(missingFields({ exhibitors: { nodes } }, [asked])).toEqual([['exhibitors', 'nodes', 1]]);
});

test('of each service that is away a hundred errors are told, and one that says how many more fields it owes', () => {
  const away = (service: string) => (_: unknown, index: number) => ({
    message: `The service ${service} does not answer.`,
    path: ['exhibitors', 'nodes', index, service],
    extensions: { code: 'SERVICE_UNAVAILABLE', service, since: '2025-01-27T10:00:00.000Z' },
  });
  const sales = Array.from({ length: 1_000 }, away('sales'));
  const training = Array.from({ length: 100 }, away('training'));
  const refused = Array.from({ length: 101 }, () => ({ message: 'No.', extensions: { code: 'FORBIDDEN' } }));
  expect(inBrief([...sales, ...refused, ...training])).toEqual([
    ...sales.slice(0, 100),
    ...refused,
    ...training,
    {
      message: '900 more fields of the service sales are missing.',
      extensions: { ...sales[0]!.extensions, moreFields: 900 },
    },
  ]);
});
