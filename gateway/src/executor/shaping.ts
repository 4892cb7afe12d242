import { ERRORS } from '@apollo/federation-internals';
import type { GraphQLError } from 'graphql';

/** One answer being shaped. */
export interface Shaping {
  /** With defaults. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Where the shaping is; undefined as long as nothing was found wrong, which spares nearly every answer the bookkeeping. */
  readonly path: (string | number)[] | undefined;
  /** Undefined where nobody is told: a service's own error has said it already. */
  readonly errors: GraphQLError[] | undefined;
}

/** Thrown at the first wrong value of an answer that is shaped without paths. */
export const pathsNeeded = Symbol('paths needed');

/** A null that takes the object or list around it along. */
export const invalid = Symbol('invalid');

/** A null whose cause has been told. */
export const nullWithErrors = Symbol('null with errors');

/** Tells of an answer that breaks the graph's own promises. @throws pathsNeeded */
export function tell(shaping: Shaping, message: (path: readonly (string | number)[]) => string): void {
  if (!shaping.errors) {
    return;
  }
  if (!shaping.path) {
    throw pathsNeeded;
  }
  shaping.errors.push(ERRORS.INVALID_GRAPHQL.err(message(shaping.path), { path: [...shaping.path] }));
}
