import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Principal } from '../auth/index.js';
import type { Context } from '../graphql/index.js';
import type { Logger } from '../telemetry/index.js';
import type { Clock } from './clock.js';

/** What a service does by itself again and again, through its use cases: mostly telling that a deadline has passed. */
export interface Chore {
  /** Unique in its service: of several processes, one at a time does the chore of a name. */
  name: string;
  /** The pause before each run. */
  everyMs: number;
  run(context: Context): Promise<unknown>;
}

export interface ChoreOptions {
  database: DataSource;
  clock: Clock;
  wakeRelay: () => void;
  logger: Logger;
}

/** Whom a history names where nobody did it: the service, by a chore. */
export const doingChore = (name: string): Principal => ({ id: `chore:${name}`, role: 'admin' });

/** Does each chore at its interval until stopped. A run that fails is logged, and the next one comes all the same. */
export function startChores(chores: readonly Chore[], options: ChoreOptions): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const loops = chores.map((chore) => repeat(chore, options, stopping.signal));
  return {
    async stop() {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}

async function repeat(chore: Chore, options: ChoreOptions, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await pause(chore.everyMs, undefined, { signal }).catch(() => undefined);
    if (!signal.aborted) {
      await doChore(chore, options).catch((error: unknown) =>
        options.logger.error({ err: error, chore: chore.name }, 'a chore failed and comes again'),
      );
    }
  }
}

/**
 * Does a chore once, unless another process is at it; says whether it did. The lock lives on a connection of its own, so that
 * it goes when its process dies.
 */
export async function doChore(chore: Chore, { database, clock, wakeRelay }: ChoreOptions): Promise<boolean> {
  const holder = database.createQueryRunner();
  try {
    const [lock]: { taken: boolean }[] = await holder.query(
      `SELECT pg_try_advisory_lock(hashtext('chore'), hashtext($1)) AS taken`,
      [chore.name],
    );
    if (!lock?.taken) {
      return false;
    }
    try {
      await chore.run({ principal: doingChore(chore.name), language: undefined, database, clock, wakeRelay });
    } finally {
      await holder.query(`SELECT pg_advisory_unlock(hashtext('chore'), hashtext($1))`, [chore.name]);
    }
    return true;
  } finally {
    await holder.release();
  }
}
