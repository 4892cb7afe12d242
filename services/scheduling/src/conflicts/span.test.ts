import fc from 'fast-check';
import { closedSpans, openSpans, wholeOf } from './opening-hours.js';
import { instantAt } from './local-time.js';
import { overlap, prolonged, type Span } from './span.js';

const minute = 60_000;
const noon = Date.parse('2025-01-28T12:00:00Z');
const span = fc
  .tuple(fc.integer({ min: -3000, max: 3000 }), fc.integer({ min: 1, max: 1500 }))
  .map(([from, length]): Span => ({
    startsAt: new Date(noon + from * minute),
    endsAt: new Date(noon + (from + length) * minute),
  }));
const has = ({ startsAt, endsAt }: Span, instant: number) => +startsAt <= instant && instant < +endsAt;

test('two times overlap exactly when an instant lies in both, whatever midnight is between them', () => {
  fc.assert(
    fc.property(span, span, (one, other) => {
      const instants = [one.startsAt, other.startsAt, one.endsAt, other.endsAt].map(Number);
      const shared = instants.some((instant) => has(one, instant) && has(other, instant));
      expect(overlap(one, other)).toBe(shared);
      expect(overlap(other, one)).toBe(shared);
    }),
  );
});

test('identical times overlap; one that begins where another ends does not', () => {
  fc.assert(
    fc.property(span, fc.integer({ min: 1, max: 600 }), (one, minutes) => {
      expect(overlap(one, { ...one })).toBe(true);
      const next = prolonged({ startsAt: one.endsAt, endsAt: one.endsAt }, minutes);
      expect(overlap(one, next)).toBe(false);
      expect(overlap(prolonged(one, 1), next)).toBe(true);
    }),
  );
});

const edition = { startsOn: '2025-01-27', endsOn: '2025-02-02', timeZone: 'Africa/Casablanca' };
const clock = fc
  .integer({ min: 0, max: 24 * 4 - 1 })
  .map(
    (quarter) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`,
  );

test('at every instant of the edition the fair is either open or closed, also where it closes after midnight', () => {
  fc.assert(
    fc.property(
      clock,
      fc.oneof(clock, fc.constant('24:00')),
      fc.double({ min: 0, max: 0.999_999, noNaN: true }),
      (opensAt, closesAt, part) => {
        const whole = wholeOf(edition);
        const instant = Math.floor(+whole.startsAt + part * (+whole.endsAt - +whole.startsAt));
        const open = openSpans(edition, { opensAt, closesAt }).some((each) => has(each, instant));
        expect(closedSpans(edition, { opensAt, closesAt }).some((each) => has(each, instant))).toBe(!open);
      },
    ),
  );
});

test('without hours the fair is never closed, from its first midnight to its last', () => {
  expect(closedSpans(edition, { opensAt: null, closesAt: null })).toEqual([]);
});

test('a local time is found on both sides of a change of the clocks', () => {
  // Morocco puts its clocks back by an hour for Ramadan: in 2025 on 23 February at 03:00, which was 02:00 UTC.
  expect(instantAt('2025-02-22', '10:00', 'Africa/Casablanca').toISOString()).toBe('2025-02-22T09:00:00.000Z');
  expect(instantAt('2025-02-23', '01:30', 'Africa/Casablanca').toISOString()).toBe('2025-02-23T00:30:00.000Z');
  expect(instantAt('2025-02-23', '10:00', 'Africa/Casablanca').toISOString()).toBe('2025-02-23T10:00:00.000Z');
  expect(instantAt('2025-02-23', '24:00', 'Africa/Casablanca').toISOString()).toBe('2025-02-24T00:00:00.000Z');
});
