import type { CombinedError } from '@urql/core';
import { useReader } from '../reader.js';

/** Says what could not be read; what could is shown beside it. */
export function Notice({ error, partly }: { error: CombinedError | undefined; partly: boolean }) {
  const { t } = useReader();
  if (!error) {
    return null;
  }
  const said = error.networkError
    ? t.unreachable
    : [...new Set(error.graphQLErrors.map(({ message }) => message))].join(' ');
  return (
    <p role="alert" className="notice">
      {partly ? t.partly : t.failed} <bdi>{said}</bdi>
    </p>
  );
}
