import { BadUserInput } from '@maarad/shared/errors';

const largestPage = 100;

/** @throws BadUserInput */
export function requirePageSize(first: number): void {
  if (first < 1 || first > largestPage) {
    throw new BadUserInput([{ path: 'first', rule: `must be from 1 to ${largestPage}` }]);
  }
}

/** A page of what was found, of which one more than the page holds says that there are others. */
export function pageOf<Node>(
  found: { node: Node; cursor: string }[],
  { first, after }: { first: number; after?: string | null },
) {
  const edges = found.slice(0, first);
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: found.length > first,
      hasPreviousPage: Boolean(after),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
