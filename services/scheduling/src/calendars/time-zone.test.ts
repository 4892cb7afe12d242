import ICAL from 'ical.js';
import { timeZoneComponent } from './time-zone.js';

/** What the clocks show, by the component as a calendar program reads it. */
function clocksAt(timeZone: string, around: string, local: string): string {
  const at = new Date(around);
  const component = new ICAL.Component(ICAL.parse(timeZoneComponent(timeZone, at, at)));
  const zone = new ICAL.Timezone(component);
  const time = ICAL.Time.fromDateTimeString(local);
  time.zone = zone;
  return time.toJSDate().toISOString();
}

test('the clocks of Morocco go back for Ramadan and forward after it, to the hour', () => {
  const casablanca = (local: string) => clocksAt('Africa/Casablanca', '2025-03-01T00:00:00Z', local);
  expect(casablanca('2025-02-22T10:00:00')).toBe('2025-02-22T09:00:00.000Z');
  expect(casablanca('2025-02-23T10:00:00')).toBe('2025-02-23T10:00:00.000Z');
  expect(clocksAt('Africa/Casablanca', '2025-04-06T00:00:00Z', '2025-04-07T10:00:00')).toBe('2025-04-07T09:00:00.000Z');
});

test('a zone without a change, and one with a half hour, are carried as they are', () => {
  expect(timeZoneComponent('UTC', new Date(0), new Date(0)).match(/TZOFFSETTO:\+0000/g)).toHaveLength(1);
  expect(clocksAt('Asia/Kolkata', '2025-01-28T00:00:00Z', '2025-01-28T10:00:00')).toBe('2025-01-28T04:30:00.000Z');
});
