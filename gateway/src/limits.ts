import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloArmor } from '@escape.tech/graphql-armor';
import { BadUserInput, CodedError } from '@maarad/shared/errors';
import {
  GraphQLError,
  OperationTypeNode,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { operationCost } from './operation-cost.js';
import type { RequestContext } from './request-context.js';

/** What one operation may ask of the fair. The operation on which GraphiQL opens stays well below each. */
export const limits = {
  /** Fields inside fields. */
  depth: 15,
  aliases: 30,
  directives: 30,
  /** Words and signs of the document. */
  tokens: 2_000,
  /** Objects that the answer can hold at most. */
  cost: 20_000,
  /** Subscriptions over one connection. */
  subscriptions: 50,
};

export const tooCostly = (limit: keyof typeof limits, found?: number): CodedError =>
  new CodedError(
    'OPERATION_TOO_COSTLY',
    `The operation asks for too much: its ${limit} may be at most ${limits[limit]}.`,
    {
      limit,
      allowed: limits[limit],
      ...(found !== undefined && { found }),
    },
  );

const refusal = (originalError: CodedError): GraphQLError =>
  new GraphQLError(originalError.message, { originalError, extensions: { http: { status: 400 } } });

/** The parser counts words itself, and says so in its own words only. */
export const refusedForTokens = (thrown: unknown): CodedError | undefined =>
  thrown instanceof GraphQLError && /^Syntax Error: Document contains more tha[nt] \d+ tokens/.test(thrown.message)
    ? tooCostly('tokens')
    : undefined;

/** Checked once per document, since documents that passed are remembered. */
export function documentLimits(): ValidationRule[] {
  const rule = (limit: keyof typeof limits) => ({
    n: limits[limit],
    enabled: true,
    propagateOnRejection: false,
    flattenFragments: true,
    onReject: [
      (context: ValidationContext | null, { message }: GraphQLError) => {
        context?.reportError(refusal(tooCostly(limit, Number(/found (\d+)/.exec(message)?.[1]))));
      },
    ],
  });
  const { validationRules } = new ApolloArmor({
    maxDepth: rule('depth'),
    // By itself the library lets `__typename` through under any number of names.
    maxAliases: { ...rule('aliases'), allowList: [] },
    maxDirectives: rule('directives'),
    maxTokens: { enabled: false },
    costLimit: { enabled: false },
    blockFieldSuggestion: { enabled: false },
  }).protect();
  return validationRules;
}

/** @throws GraphQLError OPERATION_TOO_COSTLY when the answer could hold too much. */
export function requireAffordable(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): void {
  const cost = operationCost(schema, document, operation, variables);
  if (cost > limits.cost) {
    throw refusal(tooCostly('cost', cost));
  }
}

/** The cost depends on the variables, so it is checked for each request. */
export function costLimit(): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation({ schema, document, operation, request }) {
          if (!operation) {
            return Promise.reject(
              refusal(new BadUserInput([{ path: 'operationName', rule: 'must name an operation of the document' }])),
            );
          }
          if (operation.operation === OperationTypeNode.SUBSCRIPTION) {
            const rule = 'must not be a subscription here: those are asked for at ws /graphql or /graphql/stream';
            return Promise.reject(refusal(new BadUserInput([{ path: 'query', rule }])));
          }
          requireAffordable(schema, document, operation, request.variables ?? {});
          return Promise.resolve();
        },
      }),
  };
}
