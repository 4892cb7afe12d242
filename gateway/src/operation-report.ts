import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import { inBrief, missingFields } from './missing-fields.js';
import type { Unanswered } from './request-context.js';
import type { RequestListener } from './request-listener.js';

/** In characters: callers choose the names that end up in logs and metrics. */
const longestName = 64;

/** Notes down what the log line and the metrics say of an operation, and tells of each field that a service is missing for. */
export const operationReport: RequestListener = {
  willSendResponse({ contextValue, operation, operationName, response }) {
    if (operation) {
      contextValue.course.operationName = operationName?.slice(0, longestName) ?? 'unnamed';
      contextValue.course.operationType = operation.operation;
    }
    if (response.body.kind === 'single' && response.body.singleResult.errors) {
      const { singleResult } = response.body;
      singleResult.errors = inBrief(withMissingFields(singleResult, contextValue.unavailable));
      contextValue.course.code = singleResult.errors?.[0]?.extensions?.code as string | undefined;
    }
    return Promise.resolve();
  },
};

/**
 * The executors tell of a service that is away once for each request that it did not answer, and not where it is missing. Here each
 * field that is null for it gets an error of its own, whichever executor ran.
 */
function withMissingFields(
  { data, errors = [] }: FormattedExecutionResult,
  unavailable: ReadonlyMap<string, Unanswered>,
): GraphQLFormattedError[] {
  const told = new Set<string>();
  return errors.flatMap((error) => {
    const service = String(error.extensions?.service);
    const parts = unavailable.get(service)?.parts ?? [];
    if (error.path || error.extensions?.code !== 'SERVICE_UNAVAILABLE' || parts.length === 0) {
      return error;
    }
    if (told.has(service)) {
      return [];
    }
    told.add(service);
    return missingFields(data, parts).map((path) => ({ ...error, ...(path.length > 0 && { path }) }));
  });
}
