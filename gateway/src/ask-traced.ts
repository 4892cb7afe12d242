import { currentScope, traced, type Span } from '@maarad/shared/telemetry';
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
): Promise<Answer> {
  return traced(
    () => askSpan(service, method, path),
    (span) => {
      const traceparent = span && currentScope()?.traceparent;
      return ask(traceparent ? { ...headers, traceparent } : headers, span);
    },
  );
}
