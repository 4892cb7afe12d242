import { SpanKind, type SpanDescription } from '../telemetry/index.js';

/** The first field of an operation, as the gateway's planner writes operations down: `mutation Sell__sales__0($input: …) { recordSale`. */
const firstField = /^\s*(query|mutation)?[^{]*{\s*(?:\w+\s*:\s*)?(\w+)/;

/** The span of what the gateway asks of this service: `mutation recordSale`. */
export function operationSpan(body: unknown): SpanDescription {
  const { query, operationName } = (body ?? {}) as { query?: unknown; operationName?: unknown };
  const [, type = 'query', field = 'unreadable'] = firstField.exec(String(query)) ?? [];
  return {
    name: `${type} ${field}`,
    kind: SpanKind.SERVER,
    attributes: {
      'graphql.operation.type': type,
      ...(typeof operationName === 'string' && { 'graphql.operation.name': operationName }),
    },
  };
}
