import type { Consumption } from '../messaging/event-log.js';
import type { Logger } from '../telemetry/index.js';

/** A consumer that is off while administrators have paused it. Changes come one after the other. */
export class ConsumerSwitch {
  private running?: Consumption;
  private ended = false;
  private steps: Promise<void> = Promise.resolve();

  constructor(
    private readonly consume: () => Promise<Consumption>,
    private readonly logger: Logger,
  ) {}

  /** Resolves once the consumer is as wanted. @throws when it could not be started */
  settle(paused: boolean): Promise<void> {
    const step = this.steps.then(async () => {
      if (paused && this.running) {
        const { running } = this;
        this.running = undefined;
        await running.stop();
        this.logger.info('the consumer is paused');
      } else if (!paused && !this.running && !this.ended) {
        this.running = await this.consume();
      }
    });
    this.steps = step.catch(() => undefined);
    return step;
  }

  stop(): Promise<void> {
    this.ended = true;
    return this.settle(true);
  }
}
