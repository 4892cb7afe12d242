import { CodedError, type ErrorCode } from '@maarad/shared/errors';
import type { GraphQLFormattedError } from 'graphql';
import { BodyTooLarge, NotJson } from './read-body.js';
import type { Answer } from './send-answer.js';

export type FormatError = (formatted: GraphQLFormattedError, thrown: unknown) => GraphQLFormattedError;

const statuses: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  BAD_USER_INPUT: 400,
  RATE_LIMITED: 429,
  SERVICE_UNAVAILABLE: 503,
};

/** What a request gets that fails before an operation runs, or beside one: GraphQL's form, and the same words as within one. */
export function refusal(error: unknown, formatError: FormatError): Answer & { body: string; code: ErrorCode } {
  const shown = formatError({ message: error instanceof Error ? error.message : String(error) }, error);
  const code = shown.extensions?.code as ErrorCode;
  const status = statusOf(error);
  return {
    code,
    status,
    headers: [
      ['content-type', 'application/json; charset=utf-8'],
      ...(code === 'RATE_LIMITED' ? [['retry-after', String(shown.extensions?.retryAfter)] as const] : []),
      ...(status === 401 ? [['www-authenticate', 'Bearer error="invalid_token"'] as const] : []),
    ],
    body: `${JSON.stringify({ errors: [shown] })}\n`,
  };
}

export function statusOf(error: unknown): number {
  if (error instanceof BodyTooLarge) {
    return 413;
  }
  if (error instanceof NotJson) {
    return 415;
  }
  return (error instanceof CodedError && statuses[error.code]) || 500;
}
