import { HeaderMap, type HTTPGraphQLHead } from '@apollo/server';
import { ApolloArmor } from '@escape.tech/graphql-armor';
import { BadUserInput, CodedError } from '@maarad/shared/errors';
import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { operationCost } from './operation-cost.js';
import type { RequestContext } from './request-context.js';
import type { RequestListener } from './request-listener.js';

/** What one operation may ask of the fair. The operation on which GraphiQL opens stays well below each. */
export const limits = {
  /** Fields inside fields. */
  depth: 15,
  aliases: 30,
  directives: 30,
  /** The same field, by the same name, asked for at one place. */
  repetitions: 10,
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

const refusal = (originalError: CodedError, http: HTTPGraphQLHead = { status: 400, headers: new HeaderMap() }) =>
  new GraphQLError(originalError.message, { originalError, extensions: { http } });

/** @throws GraphQLError RATE_LIMITED when its caller asks for too much in too short a time. */
function requireGranted({ allowance }: RequestContext, cost: number): void {
  try {
    allowance?.takeCost(cost);
  } catch (error) {
    throw error instanceof CodedError && error.code === 'RATE_LIMITED'
      ? refusal(error, { status: 429, headers: new HeaderMap([['retry-after', String(error.details.retryAfter)]]) })
      : error;
  }
}

/** The parser counts words itself, and says so in its own words only. */
export const refusedForTokens = (thrown: unknown): CodedError | undefined =>
  thrown instanceof GraphQLError && /^Syntax Error: Document contains more tha[nt] \d+ tokens/.test(thrown.message)
    ? tooCostly('tokens')
    : undefined;

/** What repeats itself costs its reading only, but nobody who means well writes it. */
const repetitionLimit: ValidationRule = (context) => ({
  SelectionSet({ selections }) {
    const found = new Map<string, number>();
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        found.set(name, (found.get(name) ?? 0) + 1);
      }
    }
    const most = Math.max(0, ...found.values());
    if (most > limits.repetitions) {
      context.reportError(refusal(tooCostly('repetitions', most)));
    }
  },
});

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
  return [...validationRules, repetitionLimit];
}

/** What the operation costs. @throws GraphQLError OPERATION_TOO_COSTLY when the answer could hold too much. */
export function requireAffordable(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): number {
  const cost = operationCost(schema, document, operation, variables);
  if (cost > limits.cost) {
    throw refusal(tooCostly('cost', cost));
  }
  return cost;
}

/** The cost depends on the variables, so it is checked for each request. */
export const costLimit: RequestListener = {
  didResolveOperation({ schema, document, operation, request, contextValue }) {
    if (!operation) {
      return Promise.reject(
        refusal(new BadUserInput([{ path: 'operationName', rule: 'must name an operation of the document' }])),
      );
    }
    if (operation.operation === OperationTypeNode.SUBSCRIPTION) {
      const rule = 'must not be a subscription here: those are asked for at ws /graphql or /graphql/stream';
      return Promise.reject(refusal(new BadUserInput([{ path: 'query', rule }])));
    }
    const cost = requireAffordable(schema, document, operation, request.variables ?? {});
    requireGranted(contextValue, cost);
    return Promise.resolve();
  },
};
