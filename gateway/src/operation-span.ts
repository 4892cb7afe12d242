import type { IncomingMessage } from 'node:http';
import { failed, SpanKind, type Span, type SpanDescription } from '@maarad/shared/telemetry';
import { Kind, parse } from 'graphql';

/** Where a trace begins: a request at the front door, of which nothing is known yet. @param route as it is in the table, without ids */
export const doorSpan = ({ method = '' }: IncomingMessage, route: string): SpanDescription => ({
  name: `${method} ${route}`,
  kind: SpanKind.SERVER,
  attributes: { 'http.request.method': method, 'http.route': route },
});

/** A request to a service, below which comes what the service does for it. @param path without ids */
export const askSpan = (service: string, method: string, path: string): SpanDescription => ({
  name: `ask ${service}`,
  kind: SpanKind.CLIENT,
  attributes: { 'http.request.method': method, 'url.path': path, 'maarad.service': service },
});

/** Root fields that the gateway answers by itself. */
export const resolveSpan = (query: string): SpanDescription => {
  const operation = parse(query, { noLocation: true }).definitions.find(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const fields = operation?.selectionSet.selections.flatMap((field) =>
    field.kind === Kind.FIELD ? field.name.value : [],
  );
  return { name: `resolve ${[...new Set(fields)].sort().join(' ')}` };
};

interface Outcome {
  code: string;
  status: number;
}

interface Answered extends Outcome {
  /** Undefined where the request held no operation of the graph. */
  type: string | undefined;
  name: string;
}

/** Faults, and nothing that a caller did wrong: a refusal is an answer. */
const faults = ['INTERNAL', 'SERVICE_UNAVAILABLE'];

/** Says of the span which operation it was and what came of it, never what it was asked with. */
export function nameOperation(span: Span | undefined, { type, name, ...outcome }: Answered): void {
  if (span && type) {
    span.updateName(`${type} ${name}`);
    span.setAttributes({ 'graphql.operation.type': type, 'graphql.operation.name': name });
  }
  sayOutcome(span, outcome);
}

export function sayOutcome(span: Span | undefined, { code, status }: Outcome): void {
  if (!span) {
    return;
  }
  span.setAttributes({ 'http.response.status_code': status, 'maarad.code': code });
  if (faults.includes(code)) {
    failed(span, { code });
  }
}
