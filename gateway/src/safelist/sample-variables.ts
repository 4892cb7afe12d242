import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  Kind,
  parse,
  typeFromAST,
  type GraphQLInputType,
  type GraphQLSchema,
  type TypeNode,
} from 'graphql';

/** Values for the variables that an operation cannot run without. They are right by type, and mean nothing. */
export function sampleVariables(schema: GraphQLSchema, text: string): Record<string, unknown> {
  const variables = parse(text).definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? (definition.variableDefinitions ?? []) : [],
  );
  return Object.fromEntries(
    variables
      .filter(({ type, defaultValue }) => type.kind === Kind.NON_NULL_TYPE && !defaultValue)
      .map(({ variable, type }) => [variable.name.value, sampleOf(inputType(schema, type))]),
  );
}

const inputType = (schema: GraphQLSchema, type: TypeNode) =>
  typeFromAST(schema, type as never) as unknown as GraphQLInputType;

const scalars: Record<string, unknown> = { Int: 1, Float: 1, Boolean: true };

function sampleOf(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) {
    return sampleOf(type.ofType);
  }
  if (isListType(type)) {
    return [];
  }
  if (isInputObjectType(type)) {
    const needed = Object.values(type.getFields()).filter(isRequiredInputField);
    return Object.fromEntries(needed.map((field) => [field.name, sampleOf(field.type)]));
  }
  return isEnumType(type) ? type.getValues()[0]?.name : (scalars[getNamedType(type).name] ?? 'x');
}
