import { TZDate } from '@date-fns/tz';
import ical, { ICalCalendarMethod, type ICalEventStatus } from 'ical-generator';
import { timeZoneComponent } from './time-zone.js';

/** One entry of a calendar. */
export interface CalendarEntry {
  /** Stable for as long as the thing exists (RFC 5545, 3.8.4.7). */
  uid: string;
  /** Grows with every change. */
  sequence: number;
  changedAt: Date;
  status: ICalEventStatus;
  startsAt: Date;
  endsAt: Date;
  timeZone: string;
  summary: string;
  location: string;
  description: string;
  category: string;
}

/** A calendar as iCalendar (RFC 5545): equal entries give equal text, so that its hash says whether it has changed. */
export function writeCalendar(name: string, entries: readonly CalendarEntry[]): string {
  const from = new Date(Math.min(...entries.map(({ startsAt }) => +startsAt)));
  const to = new Date(Math.max(...entries.map(({ endsAt }) => +endsAt)));
  const calendar = ical({
    name,
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'maarad', product: 'programme' },
    timezone: { name: null, generator: (timeZone) => timeZoneComponent(timeZone, from, to) },
  });
  for (const { uid, sequence, changedAt, status, startsAt, endsAt, timeZone, category, ...text } of entries) {
    calendar.createEvent({
      ...{ id: uid, sequence, status, stamp: changedAt, lastModified: changedAt, timezone: timeZone, ...text },
      start: new TZDate(+startsAt, timeZone),
      end: new TZDate(+endsAt, timeZone),
      categories: [{ name: category }],
    });
  }
  return `${calendar.toString()}\r\n`;
}
