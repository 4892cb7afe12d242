import type { DataSource } from 'typeorm';
import type { Principal } from '../auth/index.js';
import type { OutboxRow } from '../messaging/outbox.js';
import type { Clock } from '../runtime/clock.js';
import type { Language } from './language.js';

/** What a resolver and a use case are given: who asks, in which language, and the service's own database. One per request. */
export interface Context {
  principal: Principal;
  /** The mutation that is run, by its name in the graph: the audit has it. A chore or a handler runs none. */
  operation?: string;
  language: Language | undefined;
  database: DataSource;
  clock: Clock;
  /** Tells the relay that a commit left events to send: these, where the caller has them at hand. */
  wakeRelay: (written?: OutboxRow[]) => void;
}
