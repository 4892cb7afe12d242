import {
  isSpanContextValid,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Attributes,
  type Span,
  type TimeInput,
} from '@opentelemetry/api';
import { ATTR_ERROR_TYPE } from '@opentelemetry/semantic-conventions';
import { currentScope, runInScope, type RequestScope } from '../request-scope.js';
import { tracing, type Tracing } from './tracing.js';

export { SpanKind, type Span };

/** What a span is called and says, as OpenTelemetry's semantic conventions have it: never a value that a caller sent. */
export interface SpanDescription {
  name: string;
  kind?: SpanKind;
  attributes?: Attributes;
}

/** Whether what runs in this scope is recorded: decided once, where its request came in, and handed on with `traceparent`. */
const isSampled = ({ traceparent }: RequestScope): boolean =>
  (Number.parseInt(traceparent.slice(-2), 16) & TraceFlags.SAMPLED) !== 0;

/**
 * Runs something within a span of the scope that it runs in; what it causes, here or in another process, comes below that span.
 * Where nothing is traced it costs one look, and neither the description nor a span is made.
 */
export function traced<Result>(
  describe: () => SpanDescription,
  run: (span?: Span) => Promise<Result>,
): Promise<Result> {
  const scope = tracing() && currentScope();
  return scope ? tracedFrom(scope, describe, (_scope, span) => run(span)) : run();
}

/**
 * The same for who holds the scope in its hands, as where a request comes in. What runs is given the scope of what it causes; it runs in
 * it where it is traced, and only there.
 */
export function tracedFrom<Result>(
  scope: RequestScope,
  describe: () => SpanDescription,
  run: (scope: RequestScope, span?: Span) => Promise<Result>,
): Promise<Result> {
  const on = tracing();
  return on && isSampled(scope) ? within(on, scope, describe(), run) : run(scope);
}

async function within<Result>(
  on: Tracing,
  scope: RequestScope,
  description: SpanDescription,
  run: (scope: RequestScope, span: Span) => Promise<Result>,
): Promise<Result> {
  const span = open(on, scope, description);
  const caused = below(span, scope);
  try {
    return await runInScope(caused, () => run(caused, span));
  } catch (error) {
    failed(span, error);
    throw error;
  } finally {
    span.end();
  }
}

/** A span that its caller ends; undefined where the scope is not recorded. */
export function openSpan(
  scope: RequestScope,
  description: () => SpanDescription,
  startTime?: TimeInput,
): Span | undefined {
  const on = tracing();
  return on && isSampled(scope) ? open(on, scope, description(), startTime) : undefined;
}

/** The scope of what a span causes. */
export const below = (span: Span, { correlationId }: RequestScope): RequestScope => ({
  correlationId,
  traceparent: traceparentOf(span),
});

/** Says of a span that it failed, and how, without the error's text: that may hold what a caller sent. */
export function failed(span: Span, error: unknown): void {
  const { code, name } = error as { code?: unknown; name?: unknown };
  span.setAttribute(ATTR_ERROR_TYPE, String(code ?? name ?? 'Error'));
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/**
 * The scope of a request from outside, whose share decides whether it is recorded. A caller's trace is gone on with, so that it finds
 * its own request in ours; whether it is recorded is not the caller's to say, or anybody could have all of it recorded.
 */
export function drawn(scope: RequestScope): RequestScope {
  const on = tracing();
  if (!on) {
    return scope;
  }
  const flags = Math.random() < on.share ? '01' : '00';
  return { ...scope, traceparent: `${scope.traceparent.slice(0, -2)}${flags}` };
}

function open({ tracer }: Tracing, scope: RequestScope, description: SpanDescription, startTime?: TimeInput): Span {
  const { name, kind = SpanKind.INTERNAL, attributes = {} } = description;
  const [, traceId = '', spanId = ''] = scope.traceparent.split('-');
  const parent = { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true };
  const context =
    !scope.begins && isSpanContextValid(parent) ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
  return tracer.startSpan(
    name,
    { kind, startTime, attributes: { ...attributes, 'maarad.correlation_id': scope.correlationId } },
    context,
  );
}

function traceparentOf(span: Span): string {
  const { traceId, spanId } = span.spanContext();
  return `00-${traceId}-${spanId}-01`;
}
