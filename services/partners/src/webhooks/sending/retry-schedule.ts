/** How long after each failed attempt the next one comes, in seconds: ten attempts in a little over three days. */
const delays = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];

/** An attempt is put off by up to this share of its delay, so that what failed at once does not come back at once. */
const jitter = 0.1;
const longestRetryAfterMs = 86_400_000;

/** When what has failed so many times is tried again; null where it was the last time. */
export function nextAttempt(tries: number, failedAt: Date, random: () => number = Math.random): Date | null {
  const delay = delays[tries - 1];
  return delay === undefined ? null : new Date(failedAt.getTime() + delay * 1_000 * (1 + random() * jitter));
}

/** What an answer's `Retry-After` asks for (seconds, or a date: RFC 9110, 10.2.3), at most a day; null where it is no such thing. */
export function retryAfter(header: string | undefined, answeredAt: Date): Date | null {
  const text = header?.trim() ?? '';
  const wanted = /^\d{1,9}$/.test(text) ? answeredAt.getTime() + Number(text) * 1_000 : Date.parse(text);
  return Number.isNaN(wanted) || wanted <= answeredAt.getTime()
    ? null
    : new Date(Math.min(wanted, answeredAt.getTime() + longestRetryAfterMs));
}
