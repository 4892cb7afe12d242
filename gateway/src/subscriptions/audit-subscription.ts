import { randomUUID } from 'node:crypto';
import type { Principal } from '@maarad/shared/auth';
import type { FeedEvent } from './feed-event.js';
import type { FeedFilter, FeedSource } from './feed-source.js';
import { patiently } from './patiently.js';

/** How often it is told how far a subscription has come. */
const reportEveryMs = 60_000;

/** The audit of one subscription to events. */
export interface SubscriptionAudit {
  /** Called with the place after which it begins; it has to be noted before anything is given. */
  begin(after: number): void;
  /** Resolves once the beginning has been noted; undefined where nothing is. @throws where it cannot be. */
  begun(): Promise<void> | undefined;
  gave(event: FeedEvent): void;
  end(): void;
}

const unwatched: SubscriptionAudit = {
  begin: () => undefined,
  begun: () => undefined,
  gave: () => undefined,
  end: () => undefined,
};

/** Notes who among the partners listens to events, since when and how far, as streams and pages do; others listen unwatched. */
export function auditSubscription(
  source: Pick<FeedSource, 'report'>,
  principal: Principal,
  filter: FeedFilter,
): SubscriptionAudit {
  if (principal.role !== 'partner') {
    return unwatched;
  }
  const read = { id: randomUUID(), filter, after: 0, last: 0, events: 0 };
  let noted: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  const report = () => source.report(principal, read);
  // What is missed while the service is away is told the next time.
  const reportLater = () => void report().catch(() => undefined);
  return {
    begin(after) {
      Object.assign(read, { after, last: after });
      noted = patiently(report);
      noted.catch(() => undefined);
      timer = setInterval(reportLater, reportEveryMs).unref();
    },
    begun: () => noted,
    gave({ position }) {
      read.last = position;
      read.events += 1;
    },
    end() {
      clearInterval(timer);
      if (noted) {
        noted.then(reportLater, () => undefined);
      }
    },
  };
}
