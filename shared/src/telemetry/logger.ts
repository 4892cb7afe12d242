import { pino, type Logger } from 'pino';
import { errorWithoutValues } from './error-without-values.js';
import { currentScope } from './request-scope.js';

export type { Logger };

/** JSON lines with the service's name and, inside a request or a handler, its correlation and trace ids. */
export function createLogger(name: string, level: string): Logger {
  return pino({
    name,
    level,
    serializers: { err: errorWithoutValues },
    mixin: idsOfScope,
    redact: { paths: ['authorization', 'headers.authorization', 'token'], censor: '[secret]' },
  });
}

/** Named as OpenTelemetry names them in logs, so that a line leads to its trace: https://opentelemetry.io/docs/specs/otel/compatibility/logging_trace_context/ */
function idsOfScope(): Record<string, string> {
  const scope = currentScope();
  if (!scope) {
    return {};
  }
  const { correlationId, traceparent } = scope;
  return { correlationId, trace_id: traceparent.slice(3, 35), span_id: traceparent.slice(36, 52) };
}
