import type { IncomingMessage } from 'node:http';
import { failed, SpanKind, type Span, type SpanDescription } from '@maarad/shared/telemetry';

/** Where a trace begins: a request at the front door, of which nothing is known yet. */
export const doorSpan = ({ method = '' }: IncomingMessage): SpanDescription => ({
  name: `${method} /graphql`,
  kind: SpanKind.SERVER,
  attributes: { 'http.request.method': method, 'http.route': '/graphql' },
});

interface Answered {
  /** Undefined where the request held no operation of the graph. */
  type: string | undefined;
  name: string;
  code: string;
  status: number;
}

/** Faults, and nothing that a caller did wrong: a refusal is an answer. */
const faults = ['INTERNAL', 'SERVICE_UNAVAILABLE'];

/** Says of the span which operation it was and what came of it, never what it was asked with. */
export function nameOperation(span: Span | undefined, { type, name, code, status }: Answered): void {
  if (!span) {
    return;
  }
  if (type) {
    span.updateName(`${type} ${name}`);
    span.setAttributes({ 'graphql.operation.type': type, 'graphql.operation.name': name });
  }
  span.setAttributes({ 'http.response.status_code': status, 'maarad.code': code });
  if (faults.includes(code)) {
    failed(span, { code });
  }
}
