import { asyncApiDocument } from '@maarad/shared/contracts';
import { breakingContractChanges } from './contract-changes.js';

const type = 'org.maarad.sales.stock.low.v1';
const contract = (data: object, channel = 'maarad.sales') =>
  JSON.stringify({
    channels: { [channel]: { messages: { [type]: {} } } },
    components: { messages: { [type]: { payload: { type: 'object', properties: { data } } } } },
  });
const object = (properties: object, required: string[] = []) => ({ type: 'object', properties, required });
const text = { type: 'string' };

test('the contract of today breaks nobody who reads it today', () => {
  const today = JSON.stringify(asyncApiDocument());
  expect(breakingContractChanges(today, today)).toEqual([]);
});

test('optional properties, further values and further types may come', () => {
  const before = contract(object({ kind: { enum: ['A'] }, left: { type: 'integer' } }, ['left']));
  const after = contract(
    object({ kind: { enum: ['A', 'B'] }, left: { type: 'integer' }, more: text }, ['left', 'more']),
  );
  expect(breakingContractChanges(before, after)).toEqual([]);
  const added = JSON.parse(after) as { components: { messages: Record<string, unknown> } };
  added.components.messages['org.maarad.sales.tea.served.v1'] = { payload: {} };
  expect(breakingContractChanges(before, JSON.stringify(added))).toEqual([]);
});

test.each([
  ['a property goes', object({ a: text, b: text }), object({ a: text }), 'data.b is gone.'],
  ['what was always there is optional', object({ a: text }, ['a']), object({ a: text }), 'data.a is not always there.'],
  [
    'a value may be null',
    object({ a: text }),
    object({ a: { anyOf: [text, { type: 'null' }] } }),
    'data.a may be null.',
  ],
  ['a type is another', object({ a: text }), object({ a: { type: 'integer' } }), 'data.a has another type.'],
  ['a format is another', object({ a: text }), object({ a: { ...text, format: 'date' } }), 'data.a has another type.'],
  ['a value goes', object({ a: { enum: ['X', 'Y'] } }), object({ a: { enum: ['X'] } }), 'data.a is never Y any more.'],
  ['a text may be null', object({ a: text }), object({ a: { type: ['string', 'null'] } }), 'data.a may be null.'],
  [
    'a property of an item of a list goes',
    object({ a: { type: 'array', items: object({ b: text }) } }),
    object({ a: { type: 'array', items: object({}) } }),
    'data.a[].b is gone.',
  ],
])('a reader breaks when %s', (_, before, after, change) => {
  expect(breakingContractChanges(contract(before), contract(after))).toEqual([`${type}.${change}`]);
});

test('a reader breaks when a type goes, or moves to another topic', () => {
  const before = contract(object({}));
  const nothing = JSON.stringify({ channels: { 'maarad.sales': { messages: {} } }, components: { messages: {} } });
  expect(breakingContractChanges(before, nothing)).toEqual([`${type} is no longer told.`]);
  expect(breakingContractChanges(before, contract(object({}), 'maarad.training'))).toEqual([
    `${type} is no longer told in maarad.sales.`,
  ]);
});
