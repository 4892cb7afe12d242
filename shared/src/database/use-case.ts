import type { EntityManager } from 'typeorm';
import { CodedError } from '../errors/index.js';
import type { Context } from '../graphql/context.js';
import { auditUseCase } from './audit-use-case.js';
import { traced } from '../telemetry/index.js';
import { isDatabaseAway, isRetriableConflict, violatedConstraint } from './database-error.js';
import { Work } from './work.js';

/** What a use case knows beside its input and the database: who asks, and what time it is. */
export type Surroundings = Pick<Context, 'principal' | 'clock'>;

/** Constraint name -> what its violation means to the caller. Runs after the rollback, so that it can look up who stands in the way. */
export type Violations<Input> = Record<
  string,
  (input: Input, manager: EntityManager) => CodedError | Promise<CodedError>
>;

export interface UseCaseOptions<Input> {
  violations?: Violations<Input>;
}

export type UseCase<Input, Result> = (context: Context, input: Input) => Promise<Result>;

/** A deadlock or a serialization failure is run again this many times before the caller hears of it. */
const attempts = 4;

/**
 * A use case: one transaction that loads, decides, saves and records what happened. Rows and outbox commit together; a violated
 * constraint comes out as its coded error; the relay is woken after the commit.
 */
export function useCase<Input, Result>(
  decide: (work: Work, input: Input, surroundings: Surroundings) => Promise<Result>,
  { violations = {} }: UseCaseOptions<Input> = {},
): UseCase<Input, Result> {
  return (context, input) => persist(context, input, () => runOnce(decide, context, input), violations);
}

/**
 * Runs one write that commits or rolls back as a whole: again after a deadlock or a serialization failure; any other failure
 * comes out as what it means to the caller.
 */
export function persist<Input, Result>(
  context: Context,
  input: Input,
  write: () => Promise<Result>,
  violations: Violations<Input> = {},
): Promise<Result> {
  return traced(
    () => ({ name: 'use case' }),
    () => attempt(context, input, write, violations),
  );
}

async function attempt<Input, Result>(
  context: Context,
  input: Input,
  write: () => Promise<Result>,
  violations: Violations<Input>,
): Promise<Result> {
  for (let times = 1; ; times += 1) {
    try {
      return await write();
    } catch (error) {
      if (isRetriableConflict(error) && times < attempts) {
        continue;
      }
      throw await meaningOf(error, violations, input, context.database.manager);
    }
  }
}

async function runOnce<Input, Result>(
  decide: (work: Work, input: Input, surroundings: Surroundings) => Promise<Result>,
  context: Context,
  input: Input,
): Promise<Result> {
  const { result, work, recorded } = await context.database.transaction(async (manager) => {
    const work = new Work(manager);
    const decided = await decide(work, input, context);
    await auditUseCase(work, context, input);
    return { result: decided, work, recorded: await work.flush() };
  });
  work.committed();
  if (recorded.length > 0) {
    context.wakeRelay(recorded);
  }
  return result;
}

async function meaningOf<Input>(
  error: unknown,
  violations: Violations<Input>,
  input: Input,
  manager: EntityManager,
): Promise<unknown> {
  const meaning = violations[violatedConstraint(error) ?? ''];
  if (meaning) {
    return meaning(input, manager);
  }
  if (isDatabaseAway(error)) {
    return new CodedError(
      'SERVICE_UNAVAILABLE',
      'The service cannot reach its database just now. Try again.',
      {},
      { cause: error },
    );
  }
  return error;
}
