/** Where the fair asks for more, so much: no wait is longer otherwise. */
const longestMs = 5_000;

/**
 * How long to wait before a connection is tried again, in milliseconds: anything up to what the fair asks for, then twice as much
 * each time up to five seconds. By chance, so that the readers of a fair that is back do not all come at once:
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 *
 * @param retryMs what the fair asks for; @param failures since something last came; @param chance from 0 to 1
 */
export const retryWait = (retryMs: number, failures: number, chance = Math.random()): number =>
  chance * Math.min(Math.max(longestMs, retryMs), retryMs * 2 ** failures);
