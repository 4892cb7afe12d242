import { setMaxListeners } from 'node:events';
import type { Clock } from '@maarad/shared/runtime';
import { currentScope, runInScope, scopeOfEvent, traced } from '@maarad/shared/telemetry';
import { failuresToPause } from '../endpoints/circuit.js';
import type { WebhookEndpoint } from '../endpoints/webhook-endpoint.entity.js';
import { inUse, type KeySeal, type SealedKeys } from '../sending/key-seal.js';
import { signatureHeaders, type Signed } from '../sending/signing-keys.js';
import type { Answer, WebhookRequest, WebhookSender } from '../sending/send-webhook.js';
import type { FreshDelivery } from './fill-together.js';
import type { DueDelivery, Taker } from './pick-deliveries.js';
import { attemptSpan, sayAnswer } from './attempt-span.js';
import { isSuccess, type Outcome } from './record-outcomes.js';

/** An endpoint begins with the first and has one more with each success, up to the second, as long as no more than `mostStretched` are on their way. */
const mostAtFirst = 8;
const mostPerEndpoint = 32;
const mostStretched = 128;
const mostAtOnce = 384;
/** What is picked beyond that for an endpoint that takes it: so many for each, and no more than `mostAtOnce` in all. */
const mostAhead = 64;
const unsigned = 'the secret cannot be read any more: rotate it';

/** What is due for an endpoint beyond what is on its way. */
interface Ahead {
  endpoint: WebhookEndpoint;
  due: Map<string, DueDelivery>;
}

/**
 * The requests that are on their way: so many for each endpoint and in all. A request keeps its place until it succeeds or its failure
 * is written down; after a success the next one goes at once, after a failure nothing does before it is written down.
 */
export class InFlight {
  /** What has been sent and not written down, by delivery. */
  private readonly endpointOf = new Map<string, string>();
  /** Which of them have their place still. */
  private readonly open = new Map<string, string>();
  /** By endpoint; each round picks it anew. */
  private readonly ahead = new Map<string, Ahead>();
  /** How many each endpoint has earned, where that is more than at first. */
  private readonly earned = new Map<string, number>();
  /** Endpoints of which successes were written down last. */
  private takenBy: string[] = [];
  private readonly ended = new AbortController();
  private readonly answered: Outcome[] = [];

  constructor(
    private readonly sender: WebhookSender,
    private readonly seal: KeySeal,
    private readonly clock: Clock,
    private readonly onAnswer: (outcome: Outcome) => void,
  ) {
    // Every request on its way listens to it.
    setMaxListeners(0, this.ended.signal);
  }

  get size(): number {
    return this.endpointOf.size;
  }

  get ids(): string[] {
    return [...this.endpointOf.keys()];
  }

  /**
   * Who takes how many more. One that fails again and again is tried by one request at a time, once its pause is over; one that takes what it
   * is sent has more picked for it than there is room for. Others lose what is ahead of them, and what they have earned.
   */
  takers(endpoints: WebhookEndpoint[], now: Date): Taker[] {
    const willing = endpoints.filter(({ pausedUntil }) => pausedUntil === null || pausedUntil <= now);
    const busy = new Set([...this.open.values(), ...this.takenBy]);
    const isBusy = ({ id, failures }: WebhookEndpoint) => failures === 0 && busy.has(id);
    const share = Math.min(mostAhead, Math.floor(mostAtOnce / willing.filter(isBusy).length));
    const kept = new Set(willing.filter(isBusy).map(({ id }) => id));
    for (const list of [this.ahead, this.earned]) {
      [...list.keys()].filter((id) => !kept.has(id)).forEach((id) => list.delete(id));
    }
    return willing
      .map((endpoint) => ({ endpoint, slots: Math.max(0, this.room(endpoint)) + (isBusy(endpoint) ? share : 0) }))
      .filter(({ slots }) => slots > 0);
  }

  /** Sends what there is room for; the rest goes as soon as there is. */
  launch(due: DueDelivery[], endpoints: Map<string, WebhookEndpoint>): void {
    this.ahead.clear();
    const failing = new Set(this.answered.filter(({ answer }) => !isSuccess(answer)).map(endpointIdOf));
    for (const delivery of due) {
      const endpoint = endpoints.get(delivery.endpointId);
      if (endpoint && !this.endpointOf.has(delivery.id)) {
        if (this.room(endpoint) > 0) {
          this.begin(delivery, endpoint);
        } else if (endpoint.failures === 0 && !failing.has(endpoint.id)) {
          const ahead = this.ahead.get(endpoint.id) ?? { endpoint, due: new Map<string, DueDelivery>() };
          this.ahead.set(endpoint.id, ahead);
          ahead.due.set(delivery.id, delivery);
        }
      }
    }
  }

  /** The same for what has just become a delivery; what there is no room for waits with what is due. */
  launchFresh(fresh: FreshDelivery[]): void {
    for (const delivery of fresh) {
      if (this.room({ id: delivery.endpointId, failures: 0 }) > 0) {
        this.begin(delivery, delivery);
      }
    }
  }

  /** Nothing follows what is on its way. */
  hold(): void {
    this.ahead.clear();
  }

  /** How many more requests an endpoint takes now. */
  private room({ id, failures }: Pick<WebhookEndpoint, 'id' | 'failures'>): number {
    const most = failures >= failuresToPause ? 1 : mostAtFirst;
    const open = [...this.open.values()].filter((each) => each === id).length;
    const earned = Math.min((this.earned.get(id) ?? 0) - open, mostStretched - this.open.size);
    return Math.max(Math.min(most - open, mostAtOnce - this.open.size), earned);
  }

  /** One that was taken at once may be picked, too. */
  private begin(delivery: DueDelivery, endpoint: Pick<WebhookEndpoint, 'url' | 'keys'>): void {
    this.ahead.get(delivery.endpointId)?.due.delete(delivery.id);
    if (this.endpointOf.has(delivery.id)) {
      return;
    }
    this.endpointOf.set(delivery.id, delivery.endpointId);
    this.open.set(delivery.id, delivery.endpointId);
    void runInScope(scopeOfEvent(delivery.body), () => this.send(delivery, endpoint));
  }

  /** A success makes room for what is ahead; a failure has to be written down first, which may change everything. */
  private goOn({ delivery, answer }: Outcome): void {
    const { id, endpointId } = delivery;
    if (!isSuccess(answer)) {
      this.ahead.delete(endpointId);
      this.earned.delete(endpointId);
      return;
    }
    this.open.delete(id);
    const { endpoint, due } = this.ahead.get(endpointId) ?? {};
    if (endpoint && due) {
      this.earned.set(endpointId, Math.min(mostPerEndpoint, (this.earned.get(endpointId) ?? mostAtFirst) + 1));
      for (const next of [...due.values()].slice(0, Math.max(0, this.room(endpoint)))) {
        this.begin(next, endpoint);
      }
    }
  }

  /** What has been answered since the last time. They count as on their way until then, so that none is sent twice. */
  takeAnswered(): Outcome[] {
    return [...this.answered];
  }

  /** Called once outcomes are written down. */
  forget(outcomes: Outcome[]): void {
    this.answered.splice(0, outcomes.length);
    for (const { delivery } of outcomes) {
      this.endpointOf.delete(delivery.id);
      this.open.delete(delivery.id);
    }
    this.takenBy = outcomes.filter(({ answer }) => isSuccess(answer)).map(endpointIdOf);
  }

  /** Breaks off what is on its way: it counts as never sent, and comes again. */
  abort(): void {
    this.ended.abort();
  }

  private async send(delivery: DueDelivery, { url, keys }: Pick<WebhookEndpoint, 'url' | 'keys'>): Promise<void> {
    const at = this.clock.now();
    const { eventId: id, body } = delivery;
    const headers = this.signed({ id, at, body }, keys);
    const answer = headers
      ? await this.attempt(delivery, { url, headers, body })
      : { statusCode: null, error: unsigned, response: null, retryAfter: null, durationMs: 0 };
    if (!this.ended.signal.aborted) {
      const outcome = { delivery, at, answeredAt: this.clock.now(), answer };
      this.answered.push(outcome);
      this.goOn(outcome);
      this.onAnswer(outcome);
    }
  }

  /** The receiver gets the trace handed on, as its own part of it. */
  private attempt(delivery: DueDelivery, request: WebhookRequest): Promise<Answer> {
    return traced(
      () => attemptSpan(delivery, request),
      async (span) => {
        const scope = currentScope();
        const headers =
          scope && !scope.begins ? { traceparent: scope.traceparent, ...request.headers } : request.headers;
        const answer = await this.sender.send({ ...request, headers }, { signal: this.ended.signal });
        sayAnswer(span, answer);
        return answer;
      },
    );
  }

  /** Undefined where the service has another key than that with which the endpoint's were sealed: the partner has to rotate. */
  private signed(content: Signed, keys: SealedKeys[]): Record<string, string> | undefined {
    try {
      return signatureHeaders(
        content,
        inUse(keys, content.at).map((one) => this.seal.open(one)),
      );
    } catch {
      return undefined;
    }
  }
}

const endpointIdOf = ({ delivery }: Outcome): string => delivery.endpointId;
