import type { CombinedError } from '@urql/core';
import { useReader } from '../reader.js';
import { refusedBecause } from './refused-because.js';

interface Props {
  error: CombinedError | undefined;
  /** What failed: reading all or a part of what is shown, or doing something. */
  what: 'all' | 'part' | 'deed';
}

/** Says in the reader's words what could not be read or done, and in the graph's own as a detail; what could be read is shown beside it. */
export function Notice({ error, what }: Props) {
  const { t, language } = useReader();
  if (!error) {
    return null;
  }
  const words: Partial<Record<string, string>> = refusedBecause[language];
  const refusals = error.graphQLErrors.map(({ message, extensions: { code, service } }) =>
    code === 'SERVICE_UNAVAILABLE' && typeof service === 'string'
      ? { why: t.away(service) }
      : { why: words[String(code)], detail: message },
  );
  const each = <Key extends 'why' | 'detail'>(key: Key) => [...new Set(refusals.flatMap((one) => one[key] ?? []))];
  return (
    <p role="alert" className="notice">
      {t.failed[what]} {error.networkError ? t.unreachable : each('why').join(' ')}
      {each('detail').map((detail) => (
        <small key={detail}>
          <bdi lang="en">{detail}</bdi>
        </small>
      ))}
    </p>
  );
}
