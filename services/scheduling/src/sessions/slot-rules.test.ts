import 'reflect-metadata';
import fc from 'fast-check';
import { EditionFacts } from '@maarad/shared/projections';
import { newId } from '@maarad/shared/runtime';
import { Venue, VenueKind } from '../venues/venue.entity.js';
import { slotIn } from './slot-rules.js';

// Morocco keeps UTC+1 on these days, so that its midnight is 23:00 UTC: https://www.timeanddate.com/time/zone/morocco/marrakesh
const edition = Object.assign(new EditionFacts(), {
  id: newId(),
  startsOn: '2025-01-27',
  endsOn: '2025-02-02',
  timeZone: 'Africa/Casablanca',
});
const venue = Object.assign(new Venue(), { id: newId(), kind: VenueKind.STAGE, capacity: 40 });
const opens = Date.parse('2025-01-26T23:00:00Z');
const closes = Date.parse('2025-02-02T23:00:00Z');
const minute = 60_000;
const minutes = fc.integer({ min: -3 * 24 * 60, max: 10 * 24 * 60 }).map((count) => opens + count * minute);

test('a session has a slot exactly when it ends after it starts and lies within the days of the edition', () => {
  fc.assert(
    fc.property(minutes, minutes, (from, to) => {
      const slot = () => slotIn(edition, venue, { startsAt: new Date(from), endsAt: new Date(to), capacity: 1 });
      if (from < to && opens <= from && to <= closes) {
        expect(slot().day).toBe(new Date(from + 60 * minute).toISOString().slice(0, 10));
      } else {
        expect(slot).toThrow(from < to ? /must be a day of the edition/ : /must be after startsAt/);
      }
    }),
  );
});

test('the midnights that bound the edition belong to it on its side alone', () => {
  const slot = (from: number, to: number) => () =>
    slotIn(edition, venue, { startsAt: new Date(from), endsAt: new Date(to), capacity: 1 });
  expect(slot(opens, opens + 1)().day).toBe('2025-01-27');
  expect(slot(closes - 1, closes)().day).toBe('2025-02-02');
  expect(slot(opens - 1, opens + 1)).toThrow('startsAt');
  expect(slot(closes - 1, closes + 1)).toThrow('endsAt');
  expect(slot(closes, closes + 1)).toThrow('startsAt');
});

test('a session holds at most as many as its venue', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 80 }), (capacity) => {
      const slot = () => slotIn(edition, venue, { startsAt: new Date(opens), endsAt: new Date(closes), capacity });
      if (capacity <= venue.capacity) {
        expect(slot().venueId).toBe(venue.id);
      } else {
        expect(slot).toThrow('capacity');
      }
    }),
  );
});
