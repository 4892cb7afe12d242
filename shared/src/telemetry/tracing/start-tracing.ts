import type { Logger } from '../logger.js';
import { ownVersion } from './own-version.js';
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

/** Traces this process where a collector is named; without one, nothing is traced and nothing is spent on it, not even to load the SDK. */
export async function startTracing({ service, config, logger }: TracingOptions): Promise<{ stop(): Promise<void> }> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, KAFKA_BROKERS: brokers } = config;
  const share = shareOf(config);
  if (endpoint === undefined) {
    return { stop: () => Promise.resolve() };
  }
  const { providerTo } = await import('./collector.js');
  const provider = providerTo(`${endpoint.replace(/\/$/, '')}/v1/traces`, service, logger);
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

function shareOf({ OTEL_TRACES_SAMPLER: sampler = '', OTEL_TRACES_SAMPLER_ARG: share = usualShare }: TracingConfig) {
  return sampler.endsWith('always_on') ? 1 : sampler.endsWith('always_off') ? 0 : share;
}
