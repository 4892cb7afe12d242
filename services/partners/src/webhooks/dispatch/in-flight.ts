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
import type { Outcome } from './record-outcomes.js';

const mostPerEndpoint = 8;
const mostAtOnce = 256;
const unsigned = 'the secret cannot be read any more: rotate it';

/** The requests that are on their way: so many for each endpoint and in all. */
export class InFlight {
  private readonly endpointOf = new Map<string, string>();
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

  /** Who takes how many more. One that fails again and again is tried by one request at a time, once its pause is over. */
  takers(endpoints: WebhookEndpoint[], now: Date): Taker[] {
    const counts = this.counts();
    return endpoints
      .filter(({ pausedUntil }) => pausedUntil === null || pausedUntil <= now)
      .map((endpoint) => {
        const most = endpoint.failures >= failuresToPause ? 1 : mostPerEndpoint;
        return { endpoint, slots: Math.max(0, most - (counts.get(endpoint.id) ?? 0)) };
      })
      .filter(({ slots }) => slots > 0);
  }

  private counts(): Map<string, number> {
    const counts = new Map<string, number>();
    this.endpointOf.forEach((id) => counts.set(id, (counts.get(id) ?? 0) + 1));
    return counts;
  }

  /** Sends what there is room for. */
  launch(due: DueDelivery[], endpoints: Map<string, WebhookEndpoint>): void {
    for (const delivery of due.slice(0, mostAtOnce - this.size)) {
      const endpoint = endpoints.get(delivery.endpointId);
      if (endpoint) {
        this.begin(delivery, endpoint);
      }
    }
  }

  /** The same for what has just become a delivery; what there is no room for waits with what is due. */
  launchFresh(fresh: FreshDelivery[]): void {
    const counts = this.counts();
    for (const delivery of fresh) {
      const count = (counts.get(delivery.endpointId) ?? 0) + 1;
      if (this.size < mostAtOnce && count <= mostPerEndpoint) {
        counts.set(delivery.endpointId, count);
        this.begin(delivery, delivery);
      }
    }
  }

  /** One that was taken at once may be picked, too. */
  private begin(delivery: DueDelivery, endpoint: Pick<WebhookEndpoint, 'url' | 'keys'>): void {
    if (this.endpointOf.has(delivery.id)) {
      return;
    }
    this.endpointOf.set(delivery.id, delivery.endpointId);
    void runInScope(scopeOfEvent(delivery.body), () => this.send(delivery, endpoint));
  }

  /** What has been answered since the last time. They count as on their way until then, so that none is sent twice. */
  takeAnswered(): Outcome[] {
    return [...this.answered];
  }

  /** Called once outcomes are written down. */
  forget(outcomes: Outcome[]): void {
    this.answered.splice(0, outcomes.length);
    outcomes.forEach(({ delivery }) => this.endpointOf.delete(delivery.id));
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
