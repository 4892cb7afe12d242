import type { z } from 'zod';
import { BadConfiguration, readConfig } from './config.js';
import { stopOnSignals, type Shutdown } from './shutdown.js';

/** Runs a process of the fair: reads its configuration, starts it, and ends it on a signal. A start that fails, or that the supervisor has abandoned, ends with 1. */
export async function runProcess<Schema extends z.ZodType>(
  variables: Schema,
  environment: Record<string, string | undefined>,
  start: (config: z.infer<Schema>) => Promise<{ shutdown: Shutdown }>,
): Promise<void> {
  const abandon = () => process.exit(1);
  process.once('disconnect', abandon);
  try {
    const { shutdown } = await start(readConfig(variables, environment));
    stopOnSignals(shutdown);
    process.off('disconnect', abandon);
  } catch (error) {
    if (error instanceof BadConfiguration) {
      process.stderr.write(`${error.message}\n`);
    } else {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    }
    process.exit(1);
  }
}
