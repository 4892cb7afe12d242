import { tellerOf, type EventHandlers } from '../messaging/event-handler.js';
import type { Lag } from '../messaging/event-log.js';

const windowSeconds = 60;

/** Events per second of the last minute, by the service that told them. */
export type FlowRates = Record<string, number>;

/** What a service hears of another one; null is what cannot be known just now. */
export interface FlowReport {
  /** The service that tells the events. */
  from: string;
  /** Handled here in the last minute, per second. */
  eventsPerSecond: number | null;
  /** Events of the topics in which they are told that are not handled yet; others may tell in the same topic. */
  lag: number | null;
}

/** Counts what one process sends, and what it handles by who told it, over the last minute. */
export class Flows {
  /** Each service that this one hears of, with the topics in which it is told. */
  private readonly topics = new Map<string, Set<string>>();
  private readonly seconds: { at: number; sent: number; counts: Map<string, number> }[] = [];

  constructor(
    handlers: EventHandlers,
    private readonly now: () => number = Date.now,
  ) {
    for (const { type, topic } of Object.values(handlers).flatMap(({ definitions }) => definitions)) {
      const from = tellerOf(type);
      this.topics.set(from, (this.topics.get(from) ?? new Set()).add(topic));
    }
  }

  handled(type: string): void {
    const from = tellerOf(type);
    const { counts } = this.second();
    counts.set(from, (counts.get(from) ?? 0) + 1);
  }

  sent(events: number): void {
    this.second().sent += events;
  }

  /** Events given to the event log per second of the last minute. */
  sentPerSecond(): number {
    return this.recent().reduce((sum, { sent }) => sum + sent, 0) / windowSeconds;
  }

  rates(): FlowRates {
    const recent = this.recent();
    return Object.fromEntries(
      [...this.topics.keys()].map((from) => [
        from,
        recent.reduce((sum, { counts }) => sum + (counts.get(from) ?? 0), 0) / windowSeconds,
      ]),
    );
  }

  /** Over all processes of the service, from what each of them tells. */
  report(instances: { received?: FlowRates }[] | null, lag: Lag | undefined): FlowReport[] {
    return [...this.topics].map(([from, topics]) => ({
      from,
      eventsPerSecond: instances && instances.reduce((sum, { received }) => sum + (received?.[from] ?? 0), 0),
      lag: lag ? [...topics].reduce((sum, topic) => sum + (lag[topic] ?? 0), 0) : null,
    }));
  }

  private recent() {
    const since = Math.floor(this.now() / 1_000) - windowSeconds;
    return this.seconds.filter(({ at }) => at > since);
  }

  private second() {
    const at = Math.floor(this.now() / 1_000);
    const last = this.seconds.at(-1);
    if (last?.at === at) {
      return last;
    }
    const fresh = { at, sent: 0, counts: new Map<string, number>() };
    this.seconds.push(fresh);
    if (this.seconds.length > windowSeconds) {
      this.seconds.shift();
    }
    return fresh;
  }
}
