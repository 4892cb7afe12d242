import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AlwaysOnSampler,
  BasicTracerProvider,
  BatchSpanProcessor,
  type SpanExporter,
} from '@opentelemetry/sdk-trace-base';
import { ATTR_SERVICE_NAME, ATTR_SERVICE_VERSION } from '@opentelemetry/semantic-conventions';
import { v7 } from 'uuid';
import type { Logger } from '../logger.js';
import { ownVersion } from './own-version.js';
import { Reporting } from './reporting-exporter.js';
import { switchTracing } from './tracing.js';

/** OpenTelemetry's own variables: https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/ */
export interface TracingConfig {
  OTEL_EXPORTER_OTLP_ENDPOINT?: string;
  OTEL_TRACES_SAMPLER?: string;
  OTEL_TRACES_SAMPLER_ARG?: number;
}

export interface TracingOptions {
  service: string;
  config: TracingConfig & { KAFKA_BROKERS?: unknown };
  logger: Logger;
}

const usualShare = 0.1;
/** A collector that is away delays the end of a process by no more than this. */
const patienceMs = 2_000;

/** Traces this process where a collector is named; without one, nothing is traced and nothing is spent on it. */
export function startTracing({ service, config, logger }: TracingOptions): { stop(): Promise<void> } {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, KAFKA_BROKERS: brokers } = config;
  const share = shareOf(config);
  if (endpoint === undefined) {
    return { stop: () => Promise.resolve() };
  }
  const url = `${endpoint.replace(/\/$/, '')}/v1/traces`;
  const provider = providerOf(
    service,
    new Reporting(new OTLPTraceExporter({ url, timeoutMillis: patienceMs }), logger),
  );
  const messagingSystem = brokers ? 'kafka' : 'maarad';
  switchTracing({ tracer: provider.getTracer('maarad', ownVersion), share, messagingSystem });
  logger.info({ collector: endpoint, share }, 'traces go to a collector');
  return {
    stop: async () => {
      switchTracing(undefined);
      // That the collector is away has been said.
      await provider.shutdown().catch(() => undefined);
    },
  };
}

/** What is asked to be recorded is recorded: whether a request is, was decided where it came in. */
function providerOf(service: string, exporter: SpanExporter): BasicTracerProvider {
  return new BasicTracerProvider({
    resource: resourceFromAttributes({
      [ATTR_SERVICE_NAME]: service,
      [ATTR_SERVICE_VERSION]: ownVersion,
      'service.namespace': 'maarad',
      'service.instance.id': v7(),
    }),
    sampler: new AlwaysOnSampler(),
    spanProcessors: [new BatchSpanProcessor(exporter, { exportTimeoutMillis: patienceMs })],
  });
}

function shareOf({ OTEL_TRACES_SAMPLER: sampler = '', OTEL_TRACES_SAMPLER_ARG: share = usualShare }: TracingConfig) {
  return sampler.endsWith('always_on') ? 1 : sampler.endsWith('always_off') ? 0 : share;
}
