import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-base';
import type { Logger } from '../logger.js';

type Done = Parameters<SpanExporter['export']>[1];

/** Says once that the collector does not take traces, and once that it does again. */
export class Reporting implements SpanExporter {
  private failing = false;

  constructor(
    private readonly exporter: SpanExporter,
    private readonly logger: Logger,
  ) {}

  export(spans: ReadableSpan[], done: Done): void {
    this.exporter.export(spans, (result) => {
      const failing = result.error !== undefined;
      if (failing && !this.failing) {
        this.logger.warn({ err: result.error }, 'the collector takes no traces; they are dropped');
      } else if (!failing && this.failing) {
        this.logger.info('the collector takes traces again');
      }
      this.failing = failing;
      done(result);
    });
  }

  shutdown(): Promise<void> {
    return this.exporter.shutdown();
  }

  async forceFlush(): Promise<void> {
    await this.exporter.forceFlush?.();
  }
}
