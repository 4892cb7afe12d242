import { currentScope, tracedFrom, type Span } from '@maarad/shared/telemetry';
import { askSpan } from './operation-span.js';

interface Question {
  service: string;
  method: string;
  path: string;
  headers: Record<string, string>;
}

/** Asks a service within a span of its own; the headers that `ask` is given name that span, so that what the service does comes below it. */
export function askTraced<Answer>(
  { service, method, path, headers }: Question,
  ask: (headers: Record<string, string>, span?: Span) => Promise<Answer>,
  scope = currentScope(),
): Promise<Answer> {
  if (!scope) {
    return ask(headers);
  }
  return tracedFrom(
    scope,
    () => askSpan(service, method, path),
    ({ traceparent }, span) => ask(span ? { ...headers, traceparent } : headers, span),
  );
}
