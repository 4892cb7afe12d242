import type { CombinedError } from '@urql/core';
import { useReader } from '../reader.js';

interface Props {
  error: CombinedError | undefined;
  /** What failed: reading all or a part of what is shown, or doing something. */
  what: 'all' | 'part' | 'deed';
}

/** Says what could not be read or done; what could be read is shown beside it. */
export function Notice({ error, what }: Props) {
  const { t } = useReader();
  if (!error) {
    return null;
  }
  const said = error.networkError
    ? t.unreachable
    : [
        ...new Set(
          error.graphQLErrors.map(({ message, extensions: { code, service } }) =>
            code === 'SERVICE_UNAVAILABLE' && typeof service === 'string' ? t.away(service) : message,
          ),
        ),
      ].join(' ');
  return (
    <p role="alert" className="notice">
      {t.failed[what]} <bdi>{said}</bdi>
    </p>
  );
}
