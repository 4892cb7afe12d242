import { setTimeout as pause } from 'node:timers/promises';
import type { Fair } from '../../local/fair.js';
import { mutation } from '../../local/load/operations.js';
import { services, type ServiceName } from '../../local/processes.js';
import type { Write, Writes } from './writes.js';

/** How long a client waits for one answer: a little longer than the gateway waits for a service. */
export const clientPatienceMs = 12_000;

/** Each service has clients of its own, so that those of one that is away do not hold up the others'. */
const clients: ServiceName[] = [...services, 'sales', 'exhibitors'];
const betweenWritesMs = 80;
const betweenAttemptsMs = 200;
/** For so long a client asks again for the same thing. */
const persistenceMs = 120_000;

/** What says that the fair is not itself, and that the same may be asked again. */
const passing = new Set(['SERVICE_UNAVAILABLE', 'RATE_LIMITED']);
/** What a client that asks again may find: that it was done the first time. */
const doneBefore = 'ILLEGAL_TRANSITION';

/** What clients were told. */
export interface Outcome {
  /** Ids of what was made, by service and table; one for each answer that said so. */
  accepted: Map<string, string[]>;
  /** Writes that were taken, whether they made something or changed it. */
  writes: number;
  attempts: number;
  /** The longest that a client waited for an answer, in milliseconds. */
  longestMs: number;
  /** Attempts that had no answer when the client's patience ended. */
  timedOut: number;
  /** Errors that say nothing that a client can go by, and refusals that nothing explains. */
  unexpected: string[];
  /** How many answers named a service as away. */
  named: Map<ServiceName, number>;
}

/** Clients that write, each with a key of its own for each write, which they repeat until they are told. */
export class Load {
  readonly outcome: Outcome = {
    ...{ accepted: new Map(), writes: 0, attempts: 0, longestMs: 0, timedOut: 0, unexpected: [], named: new Map() },
  };
  private running = true;
  private readonly working: Promise<unknown>;

  constructor(
    private readonly fair: Fair,
    private readonly writes: Writes,
  ) {
    this.working = Promise.all(clients.map((service, number) => this.client(service, number)));
  }

  /** Ends once every write that was begun has its answer. */
  async stop(): Promise<Outcome> {
    this.running = false;
    await this.working;
    return this.outcome;
  }

  private async client(service: ServiceName, number: number): Promise<void> {
    const token = await this.fair.token('admin', { id: `drill-${number}` });
    while (this.running) {
      await this.settle(this.writes.next(service), token);
      await pause(betweenWritesMs);
    }
  }

  private async settle(write: Write, token: string): Promise<void> {
    const { outcome } = this;
    for (const end = Date.now() + persistenceMs; ;) {
      const { made, errors = [] } = await this.attempt(write, token);
      const codes = errors.map(({ extensions }) => extensions?.code ?? '');
      if (made) {
        this.accept(write, made);
        return;
      }
      if (codes.includes(doneBefore) && !write.table) {
        outcome.writes += 1;
        return;
      }
      if (codes.some((code) => !passing.has(code))) {
        outcome.unexpected.push(`${write.field}: ${JSON.stringify(errors)}`);
        if (!codes.includes('INTERNAL')) {
          return;
        }
      }
      if (Date.now() > end) {
        outcome.unexpected.push(`${write.field}: no answer in ${persistenceMs / 1_000} s`);
        return;
      }
      await pause(betweenAttemptsMs);
    }
  }

  private accept({ service, table, made }: Write, id: string): void {
    const { accepted } = this.outcome;
    this.outcome.writes += 1;
    if (table) {
      const place = `${service}.${table}`;
      accepted.set(place, [...(accepted.get(place) ?? []), id]);
    }
    made?.(id);
  }

  private async attempt({ field, type, input }: Write, token: string): Promise<Attempt> {
    const { outcome } = this;
    const began = performance.now();
    outcome.attempts += 1;
    try {
      const response = await fetch(`${this.fair.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: mutation(field, type), variables: { input } }),
        signal: AbortSignal.timeout(clientPatienceMs),
      });
      const { data, errors } = (await response.json()) as Answer;
      for (const { extensions } of errors ?? []) {
        if (extensions?.code === 'SERVICE_UNAVAILABLE' && extensions.service) {
          outcome.named.set(extensions.service, (outcome.named.get(extensions.service) ?? 0) + 1);
        }
      }
      const made = Array.isArray(data?.made) ? data.made[0] : data?.made;
      return { made: made?.id, errors };
    } catch (error) {
      if ((error as Error).name === 'TimeoutError') {
        outcome.timedOut += 1;
      }
      return {};
    } finally {
      outcome.longestMs = Math.max(outcome.longestMs, performance.now() - began);
    }
  }
}

interface Attempt {
  made?: string;
  /** None, and nothing made: the gateway itself was away. */
  errors?: Answer['errors'];
}

interface Answer {
  data?: { made: { id: string } | { id: string }[] | null } | null;
  errors?: { message: string; extensions?: { code?: string; service?: ServiceName } }[];
}
