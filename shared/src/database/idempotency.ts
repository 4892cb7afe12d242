import { createHash } from 'node:crypto';
import { In, type EntityManager, type EntityTarget, type FindOptionsWhere, type ObjectLiteral } from 'typeorm';
import { CodedError } from '../errors/index.js';
import { useCase, type Surroundings, type UseCase, type UseCaseOptions } from './use-case.js';
import type { Work } from './work.js';

/** The same key came before with another input. */
export class IdempotencyConflict extends CodedError {
  constructor(key: string) {
    super('IDEMPOTENCY_CONFLICT', 'This idempotency key was used before with another input.', { key });
  }
}

interface Keyed {
  idempotencyKey: string;
}

/** Equal for equal inputs, whatever the order of their fields. */
export function inputHash(input: object): string {
  return createHash('sha256').update(canonical(input)).digest('base64url');
}

function canonical(value: unknown): string {
  if (value instanceof Date) {
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(',')}]`;
  }
  if (value !== null && typeof value === 'object') {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined && field !== null);
    return `{${fields
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`)
      .join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/**
 * A use case that creates something, at most once per key: the same principal, key and input give the first answer again (the
 * object created then, as it stands now); another input is IDEMPOTENCY_CONFLICT. The key commits with what it created, so a
 * refused attempt leaves no key behind and may be tried again. Two equal requests at once: the second waits for the first.
 */
export function creatingUseCase<Input extends Keyed, Entity extends ObjectLiteral & { id: string }>(
  operation: string,
  entity: EntityTarget<Entity>,
  decide: (work: Work, input: Input, surroundings: Surroundings) => Promise<Entity>,
  options: UseCaseOptions<Input> = {},
): UseCase<Input, Entity> {
  const createAll = creatingAllUseCase<Input, Entity>(
    operation,
    entity,
    async (...given) => [await decide(...given)],
    options,
  );
  return async (context, input) => {
    const [created] = await createAll(context, input);
    return created as Entity;
  };
}

/** The same for a use case that creates several at once. */
export function creatingAllUseCase<Input extends Keyed, Entity extends ObjectLiteral & { id: string }>(
  operation: string,
  entity: EntityTarget<Entity>,
  decide: (work: Work, input: Input, surroundings: Surroundings) => Promise<Entity[]>,
  options: UseCaseOptions<Input> = {},
): UseCase<Input, Entity[]> {
  return useCase(async (work, input, surroundings) => {
    const place = [surroundings.principal.id, operation, input.idempotencyKey];
    const hash = inputHash(input);
    const first: unknown[] = await work.manager.query(
      `INSERT INTO idempotency_keys (principal, operation, key, input_hash) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING key`,
      [...place, hash],
    );
    if (first.length === 0) {
      work.repeat();
      return replay(work.manager, entity, place, hash);
    }
    const created = await decide(work, input, surroundings);
    await work.manager.query(
      `UPDATE idempotency_keys SET result_ids = $4 WHERE principal = $1 AND operation = $2 AND key = $3`,
      [...place, created.map(({ id }) => id)],
    );
    return created;
  }, options);
}

/** @throws IdempotencyConflict when the key was used with another input. */
export async function replay<Entity extends ObjectLiteral & { id: string }>(
  manager: EntityManager,
  entity: EntityTarget<Entity>,
  place: string[],
  hash: string,
): Promise<Entity[]> {
  const [before]: { input_hash: string; result_ids: string[] }[] = await manager.query(
    `SELECT input_hash, result_ids FROM idempotency_keys WHERE principal = $1 AND operation = $2 AND key = $3`,
    place,
  );
  if (before?.input_hash !== hash) {
    throw new IdempotencyConflict(place[2] ?? '');
  }
  const rows = await manager.findBy(entity, { id: In(before.result_ids) } as FindOptionsWhere<Entity>);
  return before.result_ids.flatMap((id) => rows.filter((row) => row.id === id));
}
