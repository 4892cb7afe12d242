import type { z } from 'zod';
import { BadConfiguration, readConfig } from './config.js';
import { endAbandoned, stopOnSignals, type Shutdown } from './shutdown.js';

/** Runs a process of the fair: reads its configuration, starts it, and ends it on a signal. A start that fails, ends with 1; one that the supervisor has abandoned ends at once. */
export async function runProcess<Schema extends z.ZodType>(
  variables: Schema,
  environment: Record<string, string | undefined>,
  start: (config: z.infer<Schema>) => Promise<{ shutdown: Shutdown }>,
): Promise<void> {
  process.once('disconnect', endAbandoned);
  try {
    const { shutdown } = await start(readConfig(variables, environment));
    stopOnSignals(shutdown);
    process.off('disconnect', endAbandoned);
  } catch (error) {
    if (error instanceof BadConfiguration) {
      process.stderr.write(`${error.message}\n`);
    } else {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    }
    process.exit(1);
  }
}
