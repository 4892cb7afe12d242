import { CodedError, errorCodes, type ErrorCode } from '@maarad/shared/errors';
import type { GraphQLFormattedError } from 'graphql';

/** The refusal that a service's answer begins with, in the graph's form; undefined where it names no code that is known. */
export function refusalIn(answer: { errors?: readonly GraphQLFormattedError[] }): CodedError | undefined {
  const [error] = answer.errors ?? [];
  const { code, ...details } = error?.extensions ?? {};
  return error && isKnown(code) ? new CodedError(code, error.message, details) : undefined;
}

const isKnown = (code: unknown): code is ErrorCode => (errorCodes as readonly unknown[]).includes(code);
