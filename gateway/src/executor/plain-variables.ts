import {
  isEnumType,
  isInputType,
  isNonNullType,
  isScalarType,
  typeFromAST,
  type GraphQLInputType,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

type Check = (value: unknown) => boolean;

/**
 * Says of variables that they are of their types, without making anything of them; false where it takes the library to tell, as of lists and
 * of what is wrong.
 */
export function plainVariables(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
): (variables: Variables) => boolean {
  const checks = definitions.map(({ variable, type, defaultValue }) => {
    const of = typeFromAST(schema, type as never);
    return {
      name: variable.name.value,
      check: isInputType(of) ? checkOf(of, defaultValue !== undefined) : () => false,
    };
  });
  return (variables) => {
    for (const { name, check } of checks) {
      if (!check(variables[name])) {
        return false;
      }
    }
    return true;
  };
}

function checkOf(type: GraphQLInputType, hasDefault: boolean): Check {
  if (!isNonNullType(type)) {
    const check = present(type);
    return (value) => value === undefined || value === null || check(value);
  }
  const check = present(type.ofType as GraphQLInputType);
  return hasDefault ? (value) => value === undefined || check(value) : check;
}

const largestInt = 2 ** 31;

/** As the specification has what clients send: https://spec.graphql.org/October2021/#sec-Scalars.Built-in-Scalars */
function present(type: GraphQLInputType): Check {
  if (isEnumType(type)) {
    const values = new Set<unknown>(type.getValues().map(({ name }) => name));
    return (value) => values.has(value);
  }
  switch (isScalarType(type) ? type.name : '') {
    case 'Int':
      return (value) => Number.isInteger(value) && (value as number) >= -largestInt && (value as number) < largestInt;
    case 'Float':
      return Number.isFinite;
    case 'Boolean':
      return (value) => typeof value === 'boolean';
    case 'String':
    case 'ID':
      return (value) => typeof value === 'string';
    default:
      return () => false;
  }
}
