import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { RequestContext } from './request-context.js';

/** In characters: callers choose the names that end up in logs and metrics. */
const longestName = 64;

/** Notes down what the log line and the metrics say of an operation, and names each service that is away in one error only. */
export function operationReport(): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse({ contextValue, operation, operationName, response }) {
          if (operation) {
            contextValue.course.operationName = operationName?.slice(0, longestName) ?? 'unnamed';
            contextValue.course.operationType = operation.operation;
          }
          if (response.body.kind === 'single' && response.body.singleResult.errors) {
            const { singleResult } = response.body;
            singleResult.errors = withoutRepetition(singleResult.errors ?? []);
            contextValue.course.code = singleResult.errors?.[0]?.extensions?.code as string | undefined;
          }
          return Promise.resolve();
        },
      }),
  };
}

function withoutRepetition(errors: readonly GraphQLFormattedError[]): GraphQLFormattedError[] {
  const away = new Set<unknown>();
  return errors.filter(({ extensions }) => {
    if (extensions?.code !== 'SERVICE_UNAVAILABLE') {
      return true;
    }
    const first = !away.has(extensions.service);
    away.add(extensions.service);
    return first;
  });
}
