import { operationFromDocument, type FieldSelection, type Operation } from '@apollo/federation-internals';
import type { QueryPlan } from '@apollo/query-planner';
import {
  executeSync,
  getVariableValues,
  GraphQLError,
  Kind,
  visit,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type FieldNode,
} from 'graphql';
import { compilePlan } from './compile-plan.js';
import { Unreadable, type Data } from './data.js';
import { plainVariables } from './plain-variables.js';
import type { DataSources, OperationAnswer, OperationRequest, Run, Told } from './run.js';
import { compileShape } from './shape.js';
import { pathsNeeded, type Shaping } from './shaping.js';
import type { SupergraphTypes } from './supergraph-types.js';
import { compileText, type AnswerByText } from './text/compile-text.js';
import { conditionsIn, type Decided } from './text/decided.js';
import { NotText } from './text/errors.js';
import type { WrittenData } from './text/written-data.js';

/** What the stock executor knows of an operation when it starts to run it. */
export interface PlannedOperation {
  queryPlan: QueryPlan;
  schema: GraphQLSchema;
  operation: OperationDefinitionNode;
  fragments: Record<string, FragmentDefinitionNode>;
}

/** Runs the operation for one request. It throws what the stock executor would throw. */
export interface CompiledOperation {
  definition: OperationDefinitionNode;
  schema: GraphQLSchema;
  /** Whether all variables are of their types. */
  takes(variables: Readonly<Record<string, unknown>>): boolean;
  run(request: OperationRequest, sources: DataSources, told?: Told): Promise<OperationAnswer>;
  /**
   * The answer without making objects of what services say; undefined where only objects can tell.
   * @param told is given what services were asked on the way, for `run` not to ask it again
   * @throws NotPlain where something is missing or wrong: `run` finds out what
   */
  write(request: OperationRequest, sources: DataSources, told: Told): Promise<WrittenData | undefined>;
}

/** @throws NotCompiled when the plan or the answer has something that the compiler does not know. */
export function compileOperation(types: SupergraphTypes, planned: PlannedOperation): CompiledOperation {
  const { queryPlan, operation: definition, fragments } = planned;
  const operation = operationFromDocument(
    types.api,
    { kind: Kind.DOCUMENT, definitions: [definition, ...Object.values(fragments)] },
    { validate: false },
  );
  const step = compilePlan(types, queryPlan, operation.variableDefinitions);
  const shape = compileAnswer(types, planned, operation);
  return {
    definition,
    schema: planned.schema,
    takes: variableCheck(planned),
    async run(request, sources, told) {
      const variables = request.request.variables ?? {};
      const run: Run = { request, sources, variables, data: {}, errors: [], told };
      await step?.(run, run.data);
      return shape(run);
    },
    write: compileWrite(types, planned, operation),
  };
}

/** Variables that are not of their types are refused by the stock gateway, in its own words. */
function variableCheck({ schema, operation }: PlannedOperation): CompiledOperation['takes'] {
  const definitions = operation.variableDefinitions ?? [];
  const arePlain = plainVariables(schema, definitions);
  return (variables) => arePlain(variables) || !getVariableValues(schema, definitions, variables).errors;
}

/** A front end has one or two conditions in an operation: with more, objects answer what comes late. */
const mostVariants = 16;

function compileWrite(
  types: SupergraphTypes,
  planned: PlannedOperation,
  operation: Operation,
): CompiledOperation['write'] {
  const decidedBy = conditionsIn([planned.operation, ...Object.values(planned.fragments)], operation);
  const variants = new Map<string, AnswerByText | undefined>();
  const variant = (decided: Decided): AnswerByText | undefined => {
    const key = [...decided.values()].join();
    if (!variants.has(key) && variants.size < mostVariants) {
      variants.set(
        key,
        textOrNothing(() => compileText(types, planned.queryPlan, operation, decided)),
      );
    }
    return variants.get(key);
  };
  const nothing = Promise.resolve(undefined);
  return (request, sources, told) => {
    const variables = request.request.variables ?? {};
    const decided = decidedBy(variables);
    const answer = decided && variant(decided);
    return answer ? answer({ request, sources, variables, told }) : nothing;
  };
}

function textOrNothing(compile: () => AnswerByText): AnswerByText | undefined {
  try {
    return compile();
  } catch (error) {
    if (error instanceof NotText) {
      return undefined;
    }
    throw error;
  }
}

function compileAnswer(types: SupergraphTypes, planned: PlannedOperation, operation: Operation) {
  const defaults = { ...operation.collectDefaultedVariableValues() };
  const introspect = (selection: FieldSelection) => introspection(planned, selection);
  const root = operation.schema().schemaDefinition.rootType(operation.rootKind);
  if (!root) {
    throw new Error(`the graph has no ${operation.rootKind}`);
  }
  const shapeFor = (typename: string) =>
    compileShape({ schema: types.api, introspect }, operation.selectionSet, root, typename, false);
  const usual = shapeFor('');
  const answer = (run: Run, path: Shaping['path'], errors: Shaping['errors']): OperationAnswer['data'] => {
    const variables = { ...defaults, ...run.variables };
    const data: Data = {};
    const { __typename: typename } = run.data;
    if (typename && typeof typename !== 'string') {
      throw new Unreadable('Got unexpected value for __typename');
    }
    const shape = typeof typename === 'string' && typename ? shapeFor(typename) : usual;
    return shape({ variables, path, errors }, run.data, data) ? null : data;
  };
  return (run: Run): OperationAnswer => {
    const { errors } = run;
    try {
      if (errors.length > 0) {
        return { errors: errors as GraphQLError[], data: answer(run, undefined, undefined) };
      }
      try {
        return { data: answer(run, undefined, []) };
      } catch (error) {
        if (error !== pathsNeeded) {
          throw error;
        }
        const broken: GraphQLError[] = [];
        return { data: answer(run, [], broken), extensions: { valueCompletion: broken } };
      }
    } catch (error) {
      return { errors: [error instanceof GraphQLError ? error : unshapely(error)] };
    }
  };
}

function unshapely(error: unknown): GraphQLError {
  if (error instanceof Error) {
    return new GraphQLError(error.message, { originalError: error });
  }
  throw error;
}

/** `__schema` and `__type`, answered from the graph's schema. */
function introspection({ schema, operation }: PlannedOperation, selection: FieldSelection) {
  const field = selection.expandFragments().toSelectionNode() as FieldNode;
  const used = new Set<string>();
  visit(field, { Variable: ({ name }) => void used.add(name.value) });
  const variableDefinitions = operation.variableDefinitions?.filter(({ variable }) => used.has(variable.name.value));
  const document = {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        ...operation,
        operation: 'query' as OperationDefinitionNode['operation'],
        name: undefined,
        directives: [],
        variableDefinitions,
        selectionSet: { kind: Kind.SELECTION_SET, selections: [field] } as const,
      },
    ],
  } as const;
  const name = field.alias?.value ?? field.name.value;
  return ({ variables }: Shaping): unknown => {
    const { data, errors } = executeSync({ schema, document, rootValue: {}, variableValues: { ...variables } });
    if (errors?.length || !data) {
      throw new Error('the introspection of an operation failed');
    }
    return data[name];
  };
}
