/** A moment as the clocks of the fair show it. */
export interface LocalTime {
  /** YYYY-MM-DD */
  day: string;
  /** HH:MM */
  time: string;
}

/** What the clocks of `timeZone` show at an instant. */
export function localTimeOf(instant: string | number, timeZone: string): LocalTime {
  // The Swedish locale writes a date as ISO 8601 does.
  const shown = new Date(instant).toLocaleString('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const [day = '', time = ''] = shown.split(' ');
  return { day, time };
}

/** The instant, in milliseconds, at which the clocks of `timeZone` show this time on this day. */
export function instantAt({ day, time }: LocalTime, timeZone: string): number {
  const asIfUtc = Date.parse(`${day}T${time}:00Z`);
  const shown = localTimeOf(asIfUtc, timeZone);
  return asIfUtc - (Date.parse(`${shown.day}T${shown.time}:00Z`) - asIfUtc);
}

/** The days from the first to the last, both included. */
export function daysBetween(first: string, last: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += 24 * 3600 * 1000) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
}
