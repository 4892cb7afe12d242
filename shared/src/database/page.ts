import {
  In,
  type EntityManager,
  type EntityTarget,
  type FindOptionsWhere,
  type ObjectLiteral,
  type SelectQueryBuilder,
} from 'typeorm';
import { BadUserInput } from '../errors/index.js';
import type { Page, PageArgs } from '../graphql/connection.js';
import { isDataException } from './database-error.js';

/**
 * The order of a list: property names of the entity, all in one direction. The last one is unique (the id), so that a
 * cursor names one place. Keyset paging: a page costs the same wherever it is, and rows that come or go shift nothing.
 */
export interface Order<Entity> {
  by: (keyof Entity & string)[];
  direction?: 'ASC' | 'DESC';
}

/** A client that sends `after: null` asks for the first page. */
type Args = Pick<PageArgs, 'first'> & { after?: string | null };

/** Reads one page of what the query selects, in one statement. */
export async function page<Entity extends ObjectLiteral>(
  query: SelectQueryBuilder<Entity>,
  args: Args,
  order: Order<Entity>,
): Promise<Page<Entity>> {
  const direction = order.direction ?? 'ASC';
  const columns = order.by.map((property) => `${query.alias}.${property}`);
  const counted = query.clone();
  const keyset = args.after ? placeAfter(args.after, order.by.length) : undefined;
  if (keyset) {
    query.andWhere(
      `(${columns.join(', ')}) ${direction === 'ASC' ? '>' : '<'} (${keyset.map((_, index) => `:place${index}`).join(', ')})`,
    );
    query.setParameters(Object.fromEntries(keyset.map((value, index) => [`place${index}`, value])));
  }
  for (const column of columns) {
    query.addOrderBy(column, direction);
  }
  const rows = await readAfter(args, () => query.take(args.first + 1).getMany());
  return pageOf(rows, args, order, () => counted.getCount());
}

/**
 * Reads the first page of a list for each of many parents, in a constant number of statements (two, a third when totals are
 * asked for): what a field that is a connection inside a list needs.
 */
export async function pagesByParent<Entity extends ObjectLiteral & { id: string }>(
  manager: EntityManager,
  entity: EntityTarget<Entity>,
  {
    parent,
    parentIds,
    args,
    order,
    where,
  }: {
    parent: keyof Entity & string;
    parentIds: readonly string[];
    args: Args;
    order: Order<Entity>;
    where?: (query: SelectQueryBuilder<Entity>) => void;
  },
): Promise<Page<Entity>[]> {
  const direction = order.direction ?? 'ASC';
  const ordering = order.by.map((property) => `row.${property} ${direction}`).join(', ');
  const ranked = manager
    .createQueryBuilder(entity, 'row')
    .select('row.id', 'id')
    .where(`row.${parent} IN (:...parentIds)`, { parentIds });
  where?.(ranked);
  const counts = ranked.clone();
  if (args.after) {
    const keyset = placeAfter(args.after, order.by.length);
    ranked.andWhere(
      `(${order.by.map((property) => `row.${property}`).join(', ')}) ${direction === 'ASC' ? '>' : '<'} (${keyset.map((_, index) => `:place${index}`).join(', ')})`,
    );
    ranked.setParameters(Object.fromEntries(keyset.map((value, index) => [`place${index}`, value])));
  }
  ranked.addSelect(`row_number() OVER (PARTITION BY row.${parent} ORDER BY ${ordering})`, 'rank');
  const chosen: { id: string }[] = await readAfter(args, () =>
    manager
      .createQueryBuilder()
      .select('ranked.id', 'id')
      .from(`(${ranked.getQuery()})`, 'ranked')
      .where('ranked.rank <= :most', { most: args.first + 1 })
      .setParameters(ranked.getParameters())
      .getRawMany(),
  );
  const rows = await manager.find(entity, {
    where: { id: In(chosen.map(({ id }) => id)) } as FindOptionsWhere<Entity>,
    order: Object.fromEntries(order.by.map((property) => [property, direction])) as never,
  });
  let totals: Promise<Map<string, number>> | undefined;
  const readTotals = async () => {
    const counted: { parent: string; total: string }[] = await counts
      .select(`row.${parent}`, 'parent')
      .addSelect('count(*)', 'total')
      .groupBy(`row.${parent}`)
      .getRawMany();
    return new Map(counted.map(({ parent: id, total }) => [id, Number(total)]));
  };
  return parentIds.map((parentId) =>
    pageOf(
      rows.filter((row) => row[parent] === parentId),
      args,
      order,
      async () => (await (totals ??= readTotals())).get(parentId) ?? 0,
    ),
  );
}

/** Makes a page of rows that were read with one more than asked for. */
export function pageOf<Entity extends ObjectLiteral>(
  rows: Entity[],
  args: Args,
  order: Order<Entity>,
  totalCount: () => Promise<number>,
): Page<Entity> {
  const edges = rows
    .slice(0, args.first)
    .map((node) => ({ node, cursor: cursorOf(order.by.map((property) => node[property])) }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: rows.length > args.first,
      hasPreviousPage: Boolean(args.after),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    get totalCount() {
      return totalCount();
    },
  };
}

export function cursorOf(place: unknown[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** @throws BadUserInput when the cursor is not one that this list gave. */
export function placeAfter(cursor: string, length: number): unknown[] {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (
      Array.isArray(place) &&
      place.length === length &&
      place.every((value) => ['string', 'number'].includes(typeof value))
    ) {
      return place;
    }
  } catch {
    // Falls through to the refusal below: whatever is not a cursor of ours is refused alike.
  }
  throw foreignCursor();
}

/** Reads a page; a cursor whose values do not fit the columns of this list came from another list. */
async function readAfter<Rows>({ after }: Args, read: () => Promise<Rows>): Promise<Rows> {
  try {
    return await read();
  } catch (error) {
    throw after && isDataException(error) ? foreignCursor() : error;
  }
}

const foreignCursor = () => new BadUserInput([{ path: 'after', rule: 'must be a cursor that this list gave' }]);
