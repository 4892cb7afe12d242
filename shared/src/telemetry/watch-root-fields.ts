import { ArgumentValidationError, AuthenticationError, AuthorizationError } from 'type-graphql';
import { isObjectType, type GraphQLField, type GraphQLSchema } from 'graphql';
import { Counter, Histogram, type Registry } from 'prom-client';
import { CodedError, type ErrorCode } from '../errors/index.js';

/** Seconds. */
const buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5];

type Watched = GraphQLField<unknown, unknown>;
type Answered = (operation: string, started: number, code: string) => void;

/** The operation of a request that was refused before any was looked at. */
const none = 'none';

/**
 * Counts and times what a service is asked: its root fields, and its entities by type. Watching a field below them would cost
 * more than many of them do. Gives what counts a request that is refused before, by the code of its refusal.
 */
export function watchRootFields(schema: GraphQLSchema, metrics: Registry): { refused(code: ErrorCode): void } {
  const requests = new Counter({
    name: 'maarad_requests_total',
    help: 'Answered root fields and calls for entities of a type, by the code of their error; and under none what was refused before.',
    labelNames: ['operation', 'code'] as const,
    registers: [metrics],
  });
  const seconds = new Histogram({
    name: 'maarad_resolver_seconds',
    help: 'Time that root fields, and entities by type, took to be found; without what lies below them.',
    labelNames: ['operation'] as const,
    buckets,
    registers: [metrics],
  });
  const answered: Answered = (operation, started, code) => {
    requests.inc({ operation, code });
    seconds.observe({ operation }, (performance.now() - started) / 1_000);
  };
  for (const root of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(root?.getFields() ?? {})) {
      if (field.name === '_entities') {
        watchEntities(field, schema, answered);
      } else if (!field.name.startsWith('_')) {
        watchField(field, `${root?.name}.${field.name}`, answered);
      }
    }
  }
  return { refused: (code) => requests.inc({ operation: none, code }) };
}

function watchField(field: Watched, operation: string, answered: Answered): void {
  const { resolve } = field;
  field.resolve = (...call) => {
    const started = performance.now();
    const found = resolve?.(...call);
    if (found instanceof Promise) {
      return follow(found, (code) => answered(operation, started, code));
    }
    answered(operation, started, 'OK');
    return found;
  };
}

/** All entities of a call come out of one loader, so that the time of the last one is everyone's. */
function watchEntities(field: Watched, schema: GraphQLSchema, answered: Answered): void {
  const { resolve } = field;
  field.resolve = (source, args: { representations?: { __typename?: string }[] }, ...rest) => {
    const started = performance.now();
    const found = resolve?.(source, args, ...rest);
    const last: unknown = Array.isArray(found) ? found.at(-1) : undefined;
    const type = args.representations?.at(-1)?.__typename ?? '';
    if (last instanceof Promise && isObjectType(schema.getType(type))) {
      follow(last, (code) => answered(`_entities.${type}`, started, code)).catch(() => undefined);
    }
    return found;
  };
}

function follow<Result>(found: Promise<Result>, settled: (code: string) => void): Promise<Result> {
  return found.then(
    (result) => {
      settled('OK');
      return result;
    },
    (error: unknown) => {
      settled(codeOf(error));
      throw error;
    },
  );
}

function codeOf(error: unknown): string {
  if (error instanceof CodedError) {
    return error.code;
  }
  if (error instanceof ArgumentValidationError) {
    return 'BAD_USER_INPUT';
  }
  if (error instanceof AuthenticationError) {
    return 'UNAUTHENTICATED';
  }
  return error instanceof AuthorizationError ? 'FORBIDDEN' : 'INTERNAL';
}
