import { dayAfter, type LocalDate } from '@maarad/shared/graphql';

const formats = new Map<string, Intl.DateTimeFormat>();

function shownAt(instant: number, timeZone: string): number {
  // The Swedish locale writes a date as ISO 8601 does.
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' });
  formats.set(timeZone, format);
  return Date.parse(`${format.format(instant).replace(' ', 'T')}Z`);
}

/**
 * The instant at which the clocks of a time zone show a time (HH:MM, up to 24:00) on a day. The offset is read twice, since the
 * first reading may be on the other side of a change of the clocks.
 */
export function instantAt(day: LocalDate, time: string, timeZone: string): Date {
  const wanted = time === '24:00' ? Date.parse(`${dayAfter(day)}T00:00:00Z`) : Date.parse(`${day}T${time}:00Z`);
  const guess = wanted - (shownAt(wanted, timeZone) - wanted);
  return new Date(wanted - (shownAt(guess, timeZone) - guess));
}
