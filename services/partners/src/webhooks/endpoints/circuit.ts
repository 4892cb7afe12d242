/** So many failures in a row, and an endpoint is tried by one request at a time, with pauses between. */
export const failuresToPause = 5;
const shortestPauseMs = 10_000;
const longestPauseMs = 300_000;
/** An endpoint without a success for so long is disabled: as long as a delivery is tried. */
const longestFailureMs = 3 * 86_400_000;

/** How an endpoint fares. */
export interface Circuit {
  /** Attempts that failed since one succeeded, without those that were on their way already when it was paused. */
  failures: number;
  /** Of the first of them. */
  failingSince: Date | null;
  /** Nothing is sent before. */
  pausedUntil: Date | null;
}

export const closedCircuit: Circuit = { failures: 0, failingSince: null, pausedUntil: null };

/**
 * After a failure: from the fifth in a row on, the pauses double from 10 s to 5 minutes, so that a dead receiver costs next to
 * nothing. Requests that were on their way together are one failure, or a receiver that was away for a moment would be left
 * alone for minutes. What it asks for by `Retry-After` is kept to as well.
 */
export function afterFailure(circuit: Circuit, at: Date, retryAfter: Date | null): Circuit {
  const paused = circuit.failures >= failuresToPause && circuit.pausedUntil !== null && at < circuit.pausedUntil;
  const failures = circuit.failures + (paused ? 0 : 1);
  const pauseMs = Math.min(longestPauseMs, shortestPauseMs * 2 ** Math.min(failures - failuresToPause, 10));
  const until = failures >= failuresToPause && !paused ? at.getTime() + pauseMs : 0;
  const latest = Math.max(until, retryAfter?.getTime() ?? 0, circuit.pausedUntil?.getTime() ?? 0);
  return { failures, failingSince: circuit.failingSince ?? at, pausedUntil: latest > 0 ? new Date(latest) : null };
}

export const isBeyondHope = ({ failingSince }: Circuit, at: Date): boolean =>
  failingSince !== null && at.getTime() - failingSince.getTime() >= longestFailureMs;
