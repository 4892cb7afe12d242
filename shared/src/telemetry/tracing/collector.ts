import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { AlwaysOnSampler, BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { ATTR_SERVICE_NAME, ATTR_SERVICE_VERSION } from '@opentelemetry/semantic-conventions';
import { v7 } from 'uuid';
import type { Logger } from '../logger.js';
import { ownVersion } from './own-version.js';
import { Reporting } from './reporting-exporter.js';

/** A collector that is away delays the end of a process by no more than this. */
const patienceMs = 2_000;

/** Sends to a collector's address what it is given. What is asked to be recorded is: whether a request is, was decided where it came in. */
export function providerTo(url: string, service: string, logger: Logger): BasicTracerProvider {
  const exporter = new Reporting(new OTLPTraceExporter({ url, timeoutMillis: patienceMs }), logger);
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
