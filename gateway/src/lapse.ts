import { Unauthenticated } from '@maarad/shared/errors';
import type { Caller } from './request-context.js';

const longestTimer = 2 ** 31 - 1;

/** What lasts longer than a request is for a caller only as long as its token is good. */
export interface Lapse {
  /** Aborted when the token is no good any more; its reason is the refusal. */
  signal: AbortSignal;
  /** What lasted has ended. */
  stop(): void;
}

export function lapseOf({ expiresAt, again }: Caller): Lapse {
  const lapsed = new AbortController();
  const timers: NodeJS.Timeout[] = [];
  if (expiresAt) {
    const left = Math.min(Math.max(expiresAt.getTime() - Date.now(), 0), longestTimer);
    timers.push(setTimeout(() => lapsed.abort(new Unauthenticated('The token has expired.')), left));
  }
  if (again) {
    const check = () =>
      again.check().catch((error: unknown) => {
        // Who cannot be asked about gets no event meanwhile either: they come from the same service.
        if (error instanceof Unauthenticated) {
          lapsed.abort(error);
        }
      });
    timers.push(setInterval(() => void check(), again.afterMs));
  }
  timers.forEach((timer) => timer.unref());
  return { signal: lapsed.signal, stop: () => timers.forEach((timer) => clearTimeout(timer)) };
}

/** For what comes over a connection that was opened earlier. @throws Unauthenticated when the token is no good any more. */
export async function requireGood({ expiresAt, again }: Caller): Promise<void> {
  if (expiresAt && expiresAt.getTime() <= Date.now()) {
    throw new Unauthenticated('The token has expired.');
  }
  await again?.check();
}
