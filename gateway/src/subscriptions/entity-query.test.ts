import { getOperationAST, parse, print } from 'graphql';
import { eventQuery, thingQuery } from './entity-query.js';

const read = (text: string) => {
  const document = parse(text);
  return [document, getOperationAST(document)!] as const;
};
const tidy = (text: string) => print(parse(text));

test('the selection is asked of the thing by its id, with the variables and fragments that it uses', () => {
  const query = thingQuery(
    ...read(`subscription Live($e: ID, $lang: Language, $deep: Boolean!) { changed: stockChanged(exhibitorId: $e) { ...P } }
      fragment P on Product { name { value(language: $lang) } ...Q @include(if: $deep) }
      fragment Q on Product { seller { id } }
      fragment Unused on Product { price }`),
    'product',
  );
  expect(tidy(query.text)).toBe(
    tidy(`query Live($lang: Language, $deep: Boolean!, $maarad_place: ID!) { changed: product(id: $maarad_place) { ...P } }
      fragment P on Product { name { value(language: $lang) } ...Q @include(if: $deep) }
      fragment Q on Product { seller { id } }`),
  );
  expect(query.variables.sort()).toEqual(['deep', 'lang']);
});

test('an event is asked for as the one between the cursor before it and its own, never as the next one that can be seen', () => {
  const { text, variables } = eventQuery(
    ...read('subscription ($f: EventFilter) { events(filter: $f) { cursor node { edition { name { value } } } } }'),
  );
  expect(tidy(text)).toBe(
    tidy(
      'query ($maarad_place: String!, $maarad_until: String!) { events: events(first: 1, after: $maarad_place, until: $maarad_until) { edges { cursor node { edition { name { value } } } } } }',
    ),
  );
  expect(variables).toEqual([]);
});

test('the field may stand in a fragment', () => {
  const { text } = thingQuery(
    ...read('subscription { ...S } fragment S on Subscription { ... on Subscription { stockChanged { id } } }'),
    'product',
  );
  expect(tidy(text)).toBe(tidy('query ($maarad_place: ID!) { stockChanged: product(id: $maarad_place) { id } }'));
});
