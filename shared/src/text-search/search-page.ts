import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { cursorOf, placeAfter } from '../database/page.js';
import { BadUserInput } from '../errors/index.js';
import type { Page, PageArgs } from '../graphql/connection.js';
import { isId } from '../runtime/id.js';
import { searchedWords, type SearchedWord } from './searched-words.js';

/**
 * Reads a page of what the query selects and the search finds, the closest first and equals by id, in two statements. The table
 * has the columns of `addSearchColumns`. Every word must be found: as it is written, as it sounds, with its letters swapped, or
 * by its consonants alone. A search without a letter finds nothing.
 */
export async function searchPage<Entity extends ObjectLiteral & { id: string }>(
  query: SelectQueryBuilder<Entity>,
  search: string,
  args: Pick<PageArgs, 'first'> & { after?: string | null },
): Promise<Page<Entity>> {
  const words = await searchedWords(query.connection, search);
  const found = narrowToSearch(query, words);
  const counted = found.clone();
  const distance = distanceTo(words, query.alias);
  const place = args.after ? placeInSearch(args.after) : undefined;
  if (place) {
    found.andWhere(`(${distance}, ${query.alias}.id) > (:placeDistance, :placeId)`, place);
  }
  const { entities, raw } = await found
    .addSelect(distance, 'search_distance')
    .orderBy('search_distance', 'ASC')
    .addOrderBy(`${query.alias}.id`, 'ASC')
    .limit(args.first + 1)
    .getRawAndEntities<{ search_distance: number }>();
  const edges = entities
    .slice(0, args.first)
    .map((node, index) => ({ node, cursor: cursorOf([raw[index]?.search_distance, node.id]) }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: entities.length > args.first,
      hasPreviousPage: Boolean(args.after),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    get totalCount() {
      return counted.getCount();
    },
  };
}

/** Leaves only rows in which every word is found. Each condition is one that the trigram index answers. */
export function narrowToSearch<Entity extends ObjectLiteral>(
  query: SelectQueryBuilder<Entity>,
  words: SearchedWord[],
): SelectQueryBuilder<Entity> {
  const { alias } = query;
  if (words.length === 0) {
    return query.andWhere('false');
  }
  words.forEach(({ word, heard, bones, sorted }, index) => {
    const ways = [
      `:word${index} <% ${alias}.search_letters`,
      `:heard${index} <% ${alias}.search_sounds`,
      ...(bones ? [`${alias}.search_sounds LIKE :bonesWord${index}`] : []),
      ...(sorted ? [`${alias}.search_sounds LIKE :sortedWord${index}`] : []),
    ];
    query.andWhere(`(${ways.join(' OR ')})`, {
      [`word${index}`]: word,
      [`heard${index}`]: heard,
      [`bones${index}`]: bones,
      [`sorted${index}`]: sorted,
      [`bonesWord${index}`]: `% ${bones} %`,
      [`sortedWord${index}`]: `% ${sorted} %`,
    });
  });
  return query;
}

/** An integer, so that a cursor names its place exactly: 0 when every word stands there as it was typed. */
function distanceTo(words: SearchedWord[], alias: string): string {
  const closeness = words.map(
    (_, index) =>
      `search_closeness(:word${index}, :heard${index}, :bones${index}, :sorted${index}, ${alias}.search_letters, ${alias}.search_sounds)`,
  );
  return words.length === 0
    ? '0'
    : `CAST(round(CAST(10000 * (1 - (${closeness.join(' + ')}) / ${words.length}) AS numeric)) AS integer)`;
}

function placeInSearch(cursor: string): { placeDistance: number; placeId: string } {
  const [placeDistance, placeId] = placeAfter(cursor, 2);
  if (typeof placeDistance === 'number' && Number.isInteger(placeDistance) && isId(placeId)) {
    return { placeDistance, placeId };
  }
  throw new BadUserInput([{ path: 'after', rule: 'must be a cursor that this list gave' }]);
}
