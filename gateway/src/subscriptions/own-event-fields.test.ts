import { readFileSync } from 'node:fs';
import { exampleOf, saleRecorded } from '@maarad/shared/contracts';
import { buildSchema, execute, getOperationAST, parse, validate, type OperationDefinitionNode } from 'graphql';
import { feedEvent } from './feed-event.js';
import { answerFromEvent, asksForEventOnly } from './own-event-fields.js';

const schema = buildSchema(readFileSync(new URL('../../api.graphql', import.meta.url), 'utf8'));
const event = feedEvent('f3a91c-7', JSON.stringify(exampleOf(saleRecorded)));
const bare = { ...event, edition: undefined, region: undefined, kind: undefined };

test.each([
  '{ events { cursor node { id type subject time region kind data edition { id } } } }',
  '{ e: events { at: cursor node { __typename name: type again: type } node { id } __typename } }',
  `{ ...S } fragment S on Subscription { events { ... on EventEdge { node { ...E edition { id } } } } }
   fragment E on Event { id ... @include(if: true) { subject } }`,
  `($yes: Boolean!, $no: Boolean = false) { events { cursor @skip(if: $yes)
   node { id @include(if: $no) type @skip(if: $no) ... on Event @include(if: $yes) { time } ... @skip(if: $yes) { data } } } }`,
])('is answered as running the operation answers it: %s', (text) => {
  const document = parse(`subscription ${text}`);
  expect(validate(schema, document)).toEqual([]);
  expect(asksForEventOnly(schema, document)).toBe(true);
  const variables = { yes: true, no: false };
  const operation = getOperationAST(document) as OperationDefinitionNode;
  const answer = answerFromEvent(schema, { document, operation }, variables);
  for (const { cursor, edition, ...node } of [event, bare]) {
    const rootValue = { events: { cursor, node: { ...node, edition: edition ? { id: edition } : null } } };
    const expected = execute({ schema, document, rootValue, variableValues: variables });
    expect({ data: answer({ cursor, edition, ...node }) }).toEqual(JSON.parse(JSON.stringify(expected)));
  }
});
