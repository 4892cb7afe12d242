import type { DataSource } from 'typeorm';
import { WakeUp } from '@maarad/shared/messaging';

const bells = new WeakMap<DataSource, WakeUp>();

/** Rung after a commit that gives the dispatcher of this process something to do; another process finds it by itself a little later. */
export function webhookBell(database: DataSource): WakeUp {
  const bell = bells.get(database) ?? new WakeUp();
  bells.set(database, bell);
  return bell;
}
