import { requireEverSeen } from '@maarad/shared/contracts';
import type { Context, Page } from '@maarad/shared/graphql';
import { recordPage } from '../reads/record-reads.js';
import { cursorsOf } from './cursor.js';
import { requireKnown } from './event-filter.js';
import type { FeedEntry } from './feed-entry.entity.js';
import type { EventsArgs } from './feed.inputs.js';
import { feedQuery, placeToReadFrom, readEnds, readFeed, requireReached } from './read-feed.js';
import { sightFor } from './sight.js';

/** A page of the feed. Its cursors are places, so that a reader can go on with them on any other channel. */
export async function feedPage(
  { database, principal }: Context,
  { first, after, until, filter: wanted }: EventsArgs,
): Promise<Page<FeedEntry>> {
  const filter = requireKnown(wanted ?? {}, (field) => `filter.${field}`);
  requireEverSeen(filter.types, principal);
  const sight = await sightFor(database, principal);
  const cursors = await cursorsOf(database);
  const upTo = until ? cursors.placeOf(until, 'until') : undefined;
  const ends = await readEnds(database);
  const place = placeToReadFrom(cursors.placeOf(after ?? '0', 'after'), ends);
  requireReached(place, ends, cursors);
  const rows = await readFeed(database, { filter, sight }, { after: place, upTo, first: first + 1 });
  await recordPage(database, { principal, filter, after: place }, rows.slice(0, first));
  const edges = rows.slice(0, first).map((node) => ({ node, cursor: cursors.at(node.position) }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: Boolean(after) && after !== '0',
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    get totalCount() {
      return feedQuery(database, { filter, sight }).getCount();
    },
  };
}
