import fc from 'fast-check';
import type { Judged } from '../broken-rules.js';
import { juryDuties } from './jury-duties.js';
import type { JurySitting } from './jury-sitting.entity.js';
import { joined, within, type Span } from '../span.js';
import { unavailable } from '../unavailable.js';

const minute = 60_000;
const evening = Date.parse('2025-01-28T23:00:00Z');
const span = fc
  .tuple(fc.integer({ min: -300, max: 300 }), fc.integer({ min: 1, max: 200 }))
  .map(([from, length]): Span => ({
    startsAt: new Date(evening + from * minute),
    endsAt: new Date(evening + (from + length) * minute),
  }));
const has = ({ startsAt, endsAt }: Span, instant: number) => +startsAt <= instant && instant < +endsAt;
const kinds = ['exhibitorIds', 'trainerIds', 'performerIds'] as const;
const nobody = { exhibitorIds: [], trainerIds: [], performerIds: [] };
const sittingOf = (time: Span, people: object): JurySitting => ({
  ...{ id: 'sitting', editionId: 'edition', ...nobody, ...people },
  ...time,
});
const sessionOf = (time: Span, people: object): Judged => ({ venueId: 'venue', ...nobody, ...people, ...time });

test('a juror is double-booked exactly when an instant lies in the sitting and in the session, also across midnight and at identical times', () => {
  fc.assert(
    fc.property(span, span, fc.constantFrom(...kinds), (sits, plays, kind) => {
      const people = { [kind]: ['juror'] };
      const shared = [+sits.startsAt, +plays.startsAt].some((instant) => has(sits, instant) && has(plays, instant));
      const broken = juryDuties([sittingOf(sits, people)], sessionOf(plays, people));
      expect(broken.map(({ rule }) => rule)).toEqual(shared ? ['JURY_DUTY'] : []);
      expect(juryDuties([sittingOf(sits, people)], sessionOf(sits, people))).toHaveLength(1);
      const next = { startsAt: sits.endsAt, endsAt: new Date(+sits.endsAt + minute) };
      expect(juryDuties([sittingOf(sits, people)], sessionOf(next, people))).toEqual([]);
    }),
  );
});

test('who is not of the jury, or of it as somebody else, is free', () => {
  fc.assert(
    fc.property(span, fc.constantFrom(...kinds), fc.constantFrom(...kinds), (time, one, other) => {
      const broken = juryDuties([sittingOf(time, { [one]: ['juror'] })], sessionOf(time, { [other]: ['juror'] }));
      expect(broken).toHaveLength(one === other ? 1 : 0);
      expect(juryDuties([sittingOf(time, { [one]: ['juror'] })], sessionOf(time, { [one]: ['another'] }))).toEqual([]);
    }),
  );
});

test('windows that overlap or touch become one, and hold the same instants', () => {
  fc.assert(
    fc.property(fc.array(span, { maxLength: 8 }), (windows) => {
      const whole = joined(windows);
      for (const { startsAt, endsAt } of windows) {
        for (const instant of [+startsAt, +endsAt - 1, +endsAt]) {
          expect(whole.some((each) => has(each, instant))).toBe(windows.some((each) => has(each, instant)));
        }
      }
      whole.slice(1).forEach((each, index) => expect(+each.startsAt).toBeGreaterThan(+(whole[index] as Span).endsAt));
    }),
  );
});

test('a session is in an availability as a whole or breaks the rule; it may begin and end with it', () => {
  fc.assert(
    fc.property(fc.array(span, { minLength: 1, maxLength: 4 }), span, (windows, time) => {
      const available = (resourceId: string, resourceKind: 'VENUE' | 'PERFORMER') =>
        new Map([[resourceId, { resourceId, resourceKind, windows: joined(windows) }]]);
      const fits = joined(windows).some((window) => within(window, time));
      const session = sessionOf(time, { performerIds: ['performer'] });
      expect(unavailable(available('venue', 'VENUE'), session)).toHaveLength(fits ? 0 : 1);
      expect(unavailable(available('performer', 'PERFORMER'), session)).toHaveLength(fits ? 0 : 1);
      expect(unavailable(available('another', 'VENUE'), session)).toEqual([]);
      const [first] = joined(windows) as [Span];
      expect(unavailable(available('venue', 'VENUE'), sessionOf(first, {}))).toEqual([]);
    }),
  );
});
