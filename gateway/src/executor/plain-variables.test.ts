import fc from 'fast-check';
import { buildSchema, getVariableValues, parse, type OperationDefinitionNode } from 'graphql';
import { plainVariables } from './plain-variables.js';

const schema = buildSchema(`
  enum Kind { CRAFT FOOD }
  scalar Json
  input Filter { kind: Kind }
  type Query { a(b: Float, c: ID, d: Boolean, e: String, f: Json, g: Filter): Int }
`);

const types = ['Int', 'Float', 'String', 'ID', 'Boolean', 'Kind', 'Json', 'Filter', '[Int]', 'Query', 'Unknown'];
const values: unknown[] = [
  ...[undefined, null, true, '', 'CRAFT', 'HONEY', '7', 0, -0.5, 7, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), 1e300, NaN],
  ...[{}, { kind: 'FOOD' }, [1], ['x']],
];

test('what it lets pass, the library lets pass unchanged', () => {
  let passed = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...types),
      fc.boolean(),
      fc.constantFrom('', ' = 1', ' = "x"', ' = CRAFT'),
      fc.constantFrom(...values),
      (type, required, fallback, value) => {
        const { definitions } = parse(`query ($v: ${type}${required ? '!' : ''}${fallback}) { a }`);
        const { variableDefinitions = [] } = definitions[0] as OperationDefinitionNode;
        const variables = value === undefined ? {} : { v: value };
        if (plainVariables(schema, variableDefinitions)(variables)) {
          passed += 1;
          const { errors, coerced } = getVariableValues(schema, variableDefinitions, variables);
          expect(errors).toBeUndefined();
          if (value !== undefined) {
            expect(coerced).toEqual({ v: value });
          }
        }
      },
    ),
    { numRuns: 3_000 },
  );
  expect(passed).toBeGreaterThan(300);
});

test.each([
  ['Int', 7],
  ['Float!', 2.5],
  ['String', 'argan'],
  ['ID!', 'a'],
  ['Boolean', false],
  ['Kind', 'CRAFT'],
  ['Int', null],
])('%s takes %p without the library', (type, v) => {
  const { definitions } = parse(`query ($v: ${type}) { a }`);
  expect(plainVariables(schema, (definitions[0] as OperationDefinitionNode).variableDefinitions ?? [])({ v })).toBe(
    true,
  );
});
