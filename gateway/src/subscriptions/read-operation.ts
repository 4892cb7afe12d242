import { BadUserInput } from '@maarad/shared/errors';
import {
  getOperationAST,
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { documentLimits, limits } from '../limits.js';

export interface ReadOperation {
  document: DocumentNode;
  operation: OperationDefinitionNode;
}

/** Documents that have passed; callers send the same few again and again. */
const mostRemembered = 500;

/** Reads operations that come another way than through the server, which reads its own: with the same rules and limits. */
export class OperationReader {
  private readonly rules;
  private readonly passed = new Map<string, DocumentNode>();

  constructor(
    readonly schema: GraphQLSchema,
    private readonly tells: { introspection: boolean },
  ) {
    this.rules = [
      ...specifiedRules,
      ...documentLimits(),
      ...(tells.introspection ? [] : [NoSchemaIntrospectionCustomRule]),
    ];
  }

  /** @throws GraphQLError | AggregateError of them, when it cannot be read, is not of this graph, or asks too much. */
  read(query: string, operationName?: string | null): ReadOperation {
    const document = this.passed.get(query) ?? this.check(query);
    const operation = getOperationAST(document, operationName);
    if (!operation) {
      throw new BadUserInput([{ path: 'operationName', rule: 'must name an operation of the document' }]);
    }
    return { document, operation };
  }

  private check(query: string): DocumentNode {
    if (typeof query !== 'string') {
      throw new BadUserInput([{ path: 'query', rule: 'must be the text of an operation' }]);
    }
    const document = parse(query, { maxTokens: limits.tokens });
    const errors = validate(this.schema, document, this.rules, { maxErrors: 20 });
    if (errors.length > 0) {
      throw new RefusedOperation(this.tells.introspection ? errors : errors.map(withoutSuggestion));
    }
    if (this.passed.size >= mostRemembered) {
      this.passed.delete(this.passed.keys().next().value as string);
    }
    this.passed.set(query, document);
    return document;
  }
}

/** What a wrong word may have meant tells what the graph holds, too. */
function withoutSuggestion(error: GraphQLError): GraphQLError {
  const { message, nodes, originalError } = error;
  return new GraphQLError(message.replace(/ ?Did you mean .+\?$/, ''), { nodes, originalError });
}

/** Several things are wrong with an operation. */
export class RefusedOperation extends Error {
  constructor(readonly errors: readonly GraphQLError[]) {
    super(errors.map(({ message }) => message).join('; '));
  }
}

/** Each error by itself, as the one formatter of errors takes them. */
export const errorsOf = (thrown: unknown): unknown[] =>
  thrown instanceof RefusedOperation ? [...thrown.errors] : [thrown];
