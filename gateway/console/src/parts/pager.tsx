import { Button } from 'react-aria-components';

interface Props {
  /** The cursor after which the page begins; null for the first one. */
  after: string | null;
  pageInfo: { hasNextPage: boolean; endCursor: string | null } | undefined;
  onTurn(after: string | null): void;
  words: { first: string; next: string };
}

/** Leads to the next page of a list and back to its first one, as far as there are any. */
export function Pager({ after, pageInfo, onTurn, words }: Props) {
  return (
    (after ?? pageInfo?.hasNextPage) && (
      <p className="row">
        {after && (
          <Button className="button quiet" onPress={() => onTurn(null)}>
            {words.first}
          </Button>
        )}
        {pageInfo?.hasNextPage && (
          <Button className="button quiet" onPress={() => onTurn(pageInfo.endCursor)}>
            {words.next}
          </Button>
        )}
      </p>
    )
  );
}
