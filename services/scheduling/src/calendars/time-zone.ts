import { TZDate } from '@date-fns/tz';

const dayMs = 24 * 3_600_000;
/** Calendar programs that know the zone use their own table; this much about the entries is enough for those that do not. */
const marginMs = 31 * dayMs;

/**
 * A time zone as a calendar carries it (RFC 5545, 3.6.5), with its changes about the time between `from` and `to`: taken from the
 * platform's own table, by which the days of the fair are told too.
 */
export function timeZoneComponent(timeZone: string, from: Date, to: Date): string {
  const first = +from - marginMs;
  const observances = [observance('19700101T000000', offsetAt(first, timeZone), offsetAt(first, timeZone))];
  for (let at = first; at < +to + marginMs; at += dayMs) {
    const [before, after] = [offsetAt(at, timeZone), offsetAt(at + dayMs, timeZone)];
    if (before !== after) {
      const change = changeWithin(at, at + dayMs, timeZone);
      observances.push(observance(compact(change + before * 60_000), before, after));
    }
  }
  return ['BEGIN:VTIMEZONE', `TZID:${timeZone}`, ...observances.flat(), 'END:VTIMEZONE'].join('\r\n');
}

/** Minutes that the clocks of the zone are ahead of UTC. */
const offsetAt = (at: number, timeZone: string): number => -new TZDate(at, timeZone).getTimezoneOffset();

/** The first minute with the offset of `to`. */
function changeWithin(from: number, to: number, timeZone: string): number {
  let [low, high] = [from, to];
  while (high - low > 60_000) {
    const middle = low + Math.floor((high - low) / 120_000) * 60_000;
    [low, high] = offsetAt(middle, timeZone) === offsetAt(from, timeZone) ? [middle, high] : [low, middle];
  }
  return Math.floor(high / 60_000) * 60_000;
}

function observance(start: string, from: number, to: number): string[] {
  const kind = to > from ? 'DAYLIGHT' : 'STANDARD';
  return [`BEGIN:${kind}`, `DTSTART:${start}`, `TZOFFSETFROM:${utc(from)}`, `TZOFFSETTO:${utc(to)}`, `END:${kind}`];
}

function utc(minutes: number): string {
  const digits = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${digits(Math.abs(minutes) / 60)}${digits(Math.abs(minutes) % 60)}`;
}

const compact = (at: number): string => new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '');
