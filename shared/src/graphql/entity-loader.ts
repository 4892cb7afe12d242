import { In, type EntityTarget, type FindOptionsWhere, type ObjectLiteral } from 'typeorm';
import type { Context } from './context.js';
import { defineLoader, inOrderOf } from './loader.js';
import { isId } from '../runtime/id.js';

/** A loader of entities by id: what every reference resolver and every edge within a service reads through. Null where there is none. */
export function entityLoader<Entity extends ObjectLiteral & { id: string }>(entity: EntityTarget<Entity>) {
  return defineLoader(async (ids: readonly string[], { database }: Context) => {
    const where = { id: In(ids.filter(isId)) } as FindOptionsWhere<Entity>;
    const rows = await database.getRepository(entity).findBy(where);
    return inOrderOf(ids, rows, (row) => row.id);
  });
}
