import type { Logger } from '../telemetry/index.js';

type Step = { name: string; stop: () => Promise<unknown> };

/** Steps that end a process in order: first what takes in work, last what the work needs. */
export class Shutdown {
  private readonly steps: Step[] = [];
  private ended?: Promise<void>;

  constructor(private readonly logger: Logger) {}

  /** Registers a step; the one registered last ends first. */
  before(name: string, stop: () => Promise<unknown>): void {
    this.steps.unshift({ name, stop });
  }

  /** Runs every step once; a failing step is logged and the next one runs all the same. */
  run(reason: string): Promise<void> {
    this.ended ??= this.runSteps(reason);
    return this.ended;
  }

  private async runSteps(reason: string): Promise<void> {
    this.logger.info({ reason }, 'stopping');
    for (const { name, stop } of this.steps) {
      try {
        await stop();
      } catch (error) {
        this.logger.error({ err: error, step: name }, 'a step of the shutdown failed');
      }
    }
    this.logger.info('stopped');
  }
}

/**
 * Ends a process whose supervisor is gone, and with it whoever read its output. `process.exit` would first write what is left of
 * the log, and the log's stream retries a broken pipe forever (sonic-boom, `flushSync`).
 */
export function endAbandoned(): void {
  process.kill(process.pid, 'SIGKILL');
}

/**
 * Ends a process that cannot recover, in peace where that is still possible, with the code 1 in any case: its supervisor starts
 * another one.
 */
export function giveUp(logger: Logger, reason: string): void {
  logger.fatal({ reason }, 'this process cannot recover');
  process.exitCode = 1;
  process.kill(process.pid, 'SIGTERM');
}

const patienceMs = 15_000;

/** Ends the process gracefully on SIGTERM, on Ctrl-C, and when the supervisor that started it is gone. */
export function stopOnSignals(shutdown: Shutdown): void {
  const stop = (reason: string, end: () => void) => {
    setTimeout(end, patienceMs).unref();
    void shutdown.run(reason).then(end);
  };
  process.once('SIGTERM', () => stop('SIGTERM', () => process.exit()));
  process.once('SIGINT', () => stop('SIGINT', () => process.exit()));
  process.once('disconnect', () => stop('the supervisor is gone', endAbandoned));
  // It may have gone while this process was starting, before anyone listened.
  if (process.connected === false) {
    stop('the supervisor is gone', endAbandoned);
  }
}
