import { unwrapResolverError } from '@apollo/server/errors';
import { ArgumentValidationError, AuthenticationError, AuthorizationError } from 'type-graphql';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { ValidationError } from 'class-validator';
import { isDatabaseAway } from '../database/database-error.js';
import { CodedError, errorCodes, type ErrorCode, type InputProblem } from '../errors/index.js';
import { currentScope, type Logger } from '../telemetry/index.js';

/** What the GraphQL libraries call the caller's own mistakes. */
const callersMistakes = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

const closedList = new Set<unknown>(errorCodes);

/**
 * The one place where an error becomes what a caller sees: a code of the closed list with its details. A database that is away is
 * SERVICE_UNAVAILABLE, a read's as well as a write's. A fault is logged whole and shown as INTERNAL with the correlation id, nothing else.
 */
export function errorFormatter(logger: Logger) {
  return (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const { message, locations, path } = formatted;
    const shown = (code: ErrorCode, text: string, details: Record<string, unknown> = {}): GraphQLFormattedError => ({
      message: text,
      ...(locations && { locations }),
      ...(path && { path }),
      extensions: { code, ...details },
    });
    const error = originalOf(thrown);
    if (error instanceof CodedError) {
      return shown(error.code, error.message, error.details);
    }
    if (error instanceof ArgumentValidationError) {
      const problems = problemsOf(error.extensions.validationErrors as ValidationError[]);
      return shown('BAD_USER_INPUT', problems.map((problem) => `${problem.path} ${problem.rule}`).join('; '), {
        problems,
      });
    }
    if (error instanceof AuthenticationError) {
      return shown('UNAUTHENTICATED', 'A valid token is needed for this.');
    }
    if (error instanceof AuthorizationError) {
      return shown('FORBIDDEN', 'This is not for you to see or do.');
    }
    const code = formatted.extensions?.code;
    const beforeExecution = error instanceof GraphQLError && !path && code === undefined;
    if (beforeExecution || (typeof code === 'string' && callersMistakes.has(code))) {
      return shown('BAD_USER_INPUT', message, {
        problems: [{ path: (path ?? []).join('.') || 'operation', rule: message }],
      });
    }
    if (closedList.has(code) && code !== 'INTERNAL') {
      return { ...formatted, extensions: withoutTrace(formatted.extensions) };
    }
    if (isDatabaseAway(error)) {
      logger.warn({ err: error, path }, 'a request met a database that is away');
      return shown('SERVICE_UNAVAILABLE', 'The service cannot reach its database just now. Try again.');
    }
    logger.error({ err: error, path }, 'a request met a fault');
    return shown('INTERNAL', 'This went wrong on our side.', { correlationId: currentScope()?.correlationId });
  };
}

/** Below the wrappers that the executor puts around what a resolver or a scalar threw. */
function originalOf(thrown: unknown): unknown {
  const error = unwrapResolverError(thrown);
  return error instanceof GraphQLError && error.originalError ? originalOf(error.originalError) : error;
}

function withoutTrace(extensions: GraphQLFormattedError['extensions']): GraphQLFormattedError['extensions'] {
  const { stacktrace: _, ...rest } = extensions ?? {};
  return rest;
}

function problemsOf(errors: ValidationError[], parent = ''): InputProblem[] {
  return errors.flatMap((error) => {
    const path = parent ? `${parent}.${error.property}` : error.property;
    const own = Object.values(error.constraints ?? {}).map((rule) => ({
      path,
      rule: rule.replace(`${error.property} `, ''),
    }));
    return [...own, ...problemsOf(error.children ?? [], path)];
  });
}
