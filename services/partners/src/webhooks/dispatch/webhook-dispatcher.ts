import type { EventEmitter } from 'node:events';
import { setImmediate as others, setTimeout as pause } from 'node:timers/promises';
import type { DataSource, QueryRunner } from 'typeorm';
import type { Clock } from '@maarad/shared/runtime';
import type { Logger } from '@maarad/shared/telemetry';
import { feedTail } from '../../feed/feed-tail.js';
import { readEnds } from '../../feed/read-feed.js';
import { EndpointStatus } from '../endpoints/endpoint-status.js';
import { WebhookEndpoint } from '../endpoints/webhook-endpoint.entity.js';
import type { KeySeal } from '../sending/key-seal.js';
import type { WebhookSender } from '../sending/send-webhook.js';
import { dropUnseen } from './drop-unseen.js';
import { fillDeliveries } from './fill-deliveries.js';
import { fillTogether, isNearTheEnd } from './fill-together.js';
import { InFlight } from './in-flight.js';
import { takeLead } from './leading-dispatcher.js';
import { pickDeliveries } from './pick-deliveries.js';
import { recordOutcomes, type Outcome } from './record-outcomes.js';
import { webhookBell } from './webhook-bell.js';

/** Any number, the same for every process of this service: one of them sends. */
const dispatcherLock = 7_415_301;
/** How soon is found what nobody rang for: deadlines that have come, and what another process did. */
const pollMs = 1_000;
const longestPauseMs = 5_000;
/** How long requests that are on their way may take to end once the process stops. */
const farewellMs = 4_000;

export interface DispatcherOptions {
  database: DataSource;
  clock: Clock;
  logger: Logger;
  sender: WebhookSender;
  seal: KeySeal;
  onAttempt?: (outcome: Outcome) => void;
}

/**
 * Sends events to the endpoints: a reader of the feed like any other. One dispatcher is active among all processes, by an advisory
 * lock on the very connection through which it writes: where the connection is lost, so is the lock, and its next statement fails
 * instead of racing its successor. Nothing that matters is in memory alone: a request whose outcome was not written down is sent
 * again, with the same id.
 */
export class WebhookDispatcher {
  private running = false;
  private loop: Promise<void> = Promise.resolve();
  /** The last place whose event was handed over as it was appended. */
  private handedTo = 0;
  private readonly interrupted = new AbortController();

  constructor(private readonly options: DispatcherOptions) {}

  start(): void {
    this.running = true;
    this.loop = this.run();
  }

  /** Lets what is on its way end, then hands over. */
  async stop(): Promise<void> {
    this.running = false;
    this.interrupted.abort();
    this.bell.ring();
    await this.loop;
    this.options.sender.close();
  }

  private get bell() {
    return webhookBell(this.options.database);
  }

  private async run(): Promise<void> {
    let failures = 0;
    while (this.running) {
      try {
        await this.lead(() => (failures = 0));
      } catch (error) {
        failures += 1;
        this.options.logger.warn({ err: error, failures }, 'webhooks could not be sent and are tried again');
      }
      const ms = failures === 0 ? pollMs : Math.min(longestPauseMs, 100 * 2 ** failures);
      await pause(ms, undefined, { signal: this.interrupted.signal }).catch(() => undefined);
    }
  }

  /** Takes the lead where it is free, and keeps it until the end or a failure. */
  private async lead(onProgress: () => void): Promise<void> {
    const connection = this.options.database.createQueryRunner();
    let leading = false;
    try {
      const [lock]: { taken: boolean }[] = await connection.query('SELECT pg_try_advisory_lock($1) AS taken', [
        dispatcherLock,
      ]);
      leading = lock?.taken ?? false;
      if (leading) {
        await this.dispatch(connection, onProgress);
      }
    } finally {
      if (leading) {
        await connection.query('SELECT pg_advisory_unlock($1)', [dispatcherLock]).catch(() => undefined);
      }
      await connection.release();
    }
  }

  private async dispatch(connection: QueryRunner, onProgress: () => void): Promise<void> {
    const { sender, seal, clock, logger, onAttempt } = this.options;
    const inFlight = new InFlight(sender, seal, clock, (outcome) => {
      onAttempt?.(outcome);
      const { delivery, answer } = outcome;
      const { statusCode: status, error, durationMs: ms } = answer;
      logger.debug(
        { delivery: delivery.id, endpoint: delivery.endpointId, status, error, ms },
        'a webhook was attempted',
      );
      this.bell.ring();
    });
    const stepDown = await this.takeOver(connection, inFlight);
    const leave = this.listen();
    try {
      while (this.running) {
        await this.round(connection, inFlight);
        onProgress();
        await this.bell.wait(pollMs);
      }
      stepDown();
      inFlight.hold();
      await this.finish(connection, inFlight);
    } finally {
      stepDown();
      inFlight.abort();
      leave();
    }
  }

  /** From here on what this process appends is handed over with its deliveries, as long as the connection that has the lock is there. */
  private async takeOver(connection: QueryRunner, inFlight: InFlight): Promise<() => void> {
    const { database, clock } = this.options;
    const client = (await connection.connect()) as EventEmitter;
    let leads = true;
    const stepDown = takeLead(database, {
      get inFlight() {
        return inFlight.ids;
      },
      get now() {
        return clock.now();
      },
      take: (place, fresh, settled) => {
        if (!leads) {
          return;
        }
        this.handedTo = Math.max(this.handedTo, place);
        if (!settled) {
          this.bell.ring();
        }
        const launch = () => leads && inFlight.launchFresh(fresh);
        // Whoever else reads the feed's end goes first: that is a write, this is a signature and a request.
        if (feedTail(database).readers > 1) {
          setImmediate(launch);
        } else {
          launch();
        }
      },
    });
    const giveUp = () => {
      leads = false;
      stepDown();
    };
    client.on('error', giveUp).on('end', giveUp);
    return () => {
      giveUp();
      client.off('error', giveUp).off('end', giveUp);
    };
  }

  /** Hears of what is appended to the feed, by this process or another one. */
  private listen(): () => void {
    const left = new AbortController();
    const reader = feedTail(this.options.database).follow(left.signal);
    void (async () => {
      for (let end: number | undefined = 0; end !== undefined; end = await reader.beyond(end)) {
        if (end > this.handedTo) {
          this.bell.ring();
        }
      }
    })();
    return () => {
      left.abort();
      reader.leave();
    };
  }

  /** Writes down what was answered, makes deliveries of what is new and sends them where nothing waits, then sends what else is due. */
  private async round(connection: QueryRunner, inFlight: InFlight): Promise<void> {
    await this.writeDown(connection, inFlight);
    const now = this.options.clock.now();
    inFlight.launchFresh(await fillTogether(connection, { now, inFlight: inFlight.ids }));
    // Requests go out before the next statement is made ready: their sockets are written to in the event loop's next turn.
    await others();
    const endpoints = await connection.manager.findBy(WebhookEndpoint, { status: EndpointStatus.ENABLED });
    const takers = inFlight.takers(endpoints, now);
    if (takers.length === 0) {
      return;
    }
    const ends = await readEnds(this.options.database);
    const wanting = takers.map(({ endpoint }) => endpoint);
    for (const endpoint of wanting.filter((one) => !isNearTheEnd(one, ends))) {
      if (await fillDeliveries(connection, endpoint, { last: ends.last, now })) {
        this.bell.ring();
      }
    }
    const due = await pickDeliveries(connection, takers, { now, inFlight: inFlight.ids });
    const byId = new Map(endpoints.map((endpoint) => [endpoint.id, endpoint]));
    const seen = await dropUnseen(connection, due, byId, now);
    if (seen.length < due.length) {
      this.bell.ring();
    }
    inFlight.launch(seen, byId);
  }

  private async writeDown(connection: QueryRunner, inFlight: InFlight): Promise<void> {
    const outcomes = inFlight.takeAnswered();
    await recordOutcomes(connection, outcomes);
    inFlight.forget(outcomes);
  }

  private async finish(connection: QueryRunner, inFlight: InFlight): Promise<void> {
    const deadline = Date.now() + farewellMs;
    while (inFlight.size > 0 && Date.now() < deadline) {
      await this.bell.wait(100);
      await this.writeDown(connection, inFlight);
    }
  }
}
