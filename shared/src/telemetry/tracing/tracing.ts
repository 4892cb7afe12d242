import type { Tracer } from '@opentelemetry/api';

/** What a process that traces has at hand; without it nothing of a span is ever made. */
export interface Tracing {
  tracer: Tracer;
  /** The share of requests from outside that are traced, 0 to 1. */
  share: number;
  /** How OpenTelemetry calls the event log. */
  messagingSystem: string;
}

let current: Tracing | undefined;

export const tracing = (): Tracing | undefined => current;

/** Switches tracing on for the whole process, or off. */
export function switchTracing(on: Tracing | undefined): void {
  current = on;
}
