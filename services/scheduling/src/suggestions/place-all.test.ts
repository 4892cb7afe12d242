import fc from 'fast-check';
import { EditionFacts } from '@maarad/shared/projections';
import type { ResourceKind } from '../bookings/resource.js';
import { brokenRules, groundOf } from '../conflicts/broken-rules.js';
import { ConflictSeverity } from '../conflicts/conflict-rule.js';
import { ProgrammeRules } from '../conflicts/programme-rules.entity.js';
import { withWalks } from '../conflicts/walking-time.js';
import { overlap, prolonged, type Span } from '../conflicts/span.js';
import { VenueKind, type Venue } from '../venues/venue.entity.js';
import { Calendar, type Taken } from './calendar.js';
import { freeSlots } from './free-slots.js';
import { placeAll } from './place-all.js';
import { siteOf, type Site } from './site.js';
import { peopleOf, type Wish } from './wish.js';

const edition = Object.assign(new EditionFacts(), {
  ...{ id: 'edition', name: {}, startsOn: '2025-01-27', endsOn: '2025-01-28', timeZone: 'Africa/Casablanca' },
});
const minute = 60_000;
const first = Date.parse('2025-01-26T23:00:00Z');
const spanAt = (start: number, length: number): Span => ({
  startsAt: new Date(first + start * minute),
  endsAt: new Date(first + (start + length) * minute),
});
const span = fc.tuple(fc.integer({ min: 0, max: 2800 }), fc.integer({ min: 5, max: 240 })).map((at) => spanAt(...at));

const venue = (index: number) =>
  fc.record({
    id: fc.constant(`venue-${index}`),
    name: fc.constant({}),
    kind: fc.constantFrom(...Object.values(VenueKind)),
    capacity: fc.integer({ min: 10, max: 60 }),
    changeOverMinutes: fc.constantFrom(0, 10, 15, 40),
  });

const site = fc
  .record({
    venues: fc.tuple(venue(1), venue(2)),
    quiet: fc.array(span, { maxLength: 3 }),
    hours: fc.constantFrom<[string | null, string | null][]>(
      [null, null],
      ['10:00', '20:00'],
      ['16:00', '02:00'],
      ['00:00', '24:00'],
    ),
    walk: fc.constantFrom(0, 10, 45),
    sits: fc.option(span),
    away: fc.option(fc.record({ span, kind: fc.constantFrom('VENUE', 'PERFORMER'), who: fc.constantFrom(1, 2) })),
    before: fc.array(fc.record({ span, kind: fc.constantFrom('VENUE', 'PERFORMER'), who: fc.constantFrom(1, 2) }), {
      maxLength: 4,
    }),
  })
  .map(({ venues, quiet, hours: [opensAt, closesAt], walk, sits, away, before }): Site => {
    const quietPeriods = quiet.map(({ startsAt: from, endsAt: to }) => ({ id: 'q', from, to, label: { ar: 'صلاة' } }));
    const rules = Object.assign(ProgrammeRules.usual(edition.id), {
      opensAt,
      closesAt,
      quietPeriods,
      walkingMinutes: walk,
    });
    rules.severities = { WALKING_TIME: ConflictSeverity.BLOCK };
    const taken = before.map(({ span: time, kind, who }): Taken => ({
      resource: { kind: kind as ResourceKind, id: `${kind.toLowerCase()}-${who}` },
      sessionId: 'before',
      venueId: 'venue-1',
      ...time,
    }));
    const people = { exhibitorIds: ['exhibitor-1'], trainerIds: [], performerIds: ['performer-3'] };
    const kept = {
      duties: [],
      affiliations: [{ personId: 'performer-1', personKind: 'PERFORMER' as const, exhibitorId: 'exhibitor-1' }],
      sittings: sits ? [{ id: 'sitting', editionId: edition.id, ...sits, ...people }] : [],
      availabilities: away
        ? [
            {
              resourceKind: away.kind as 'VENUE' | 'PERFORMER',
              resourceId: `${away.kind.toLowerCase()}-${away.who}`,
              windows: [away.span],
            },
          ]
        : [],
    };
    return siteOf(groundOf(edition, rules, kept), venues as Venue[], new Calendar(taken), new Date('2024-01-01'));
  });

const wish = fc.record({
  kind: fc.constantFrom('CONCERT', 'CONFERENCE', null),
  minutes: fc.integer({ min: 5, max: 300 }),
  capacity: fc.option(fc.integer({ min: 1, max: 70 })),
  venueIds: fc.option(fc.constantFrom(['venue-1'], ['venue-2'])),
  performerIds: fc.subarray(['performer-1', 'performer-2', 'performer-3']),
  exhibitorIds: fc.subarray(['exhibitor-1']),
  trainerIds: fc.constant([]),
  within: fc.option(span),
  moving: fc.constant(null),
}) as fc.Arbitrary<Wish>;

const wishes = fc.array(wish, { minLength: 1, maxLength: 12 });
const seed = fc.integer();

test('no placement breaks a rule: venue, people, change-over, capacity, hours, quiet periods, jury, availability, walks, the wished time', () => {
  fc.assert(
    fc.property(site, wishes, seed, (at, wanted, lot) => {
      const { placements, refusals } = placeAll(at, wanted, lot);
      expect([...placements, ...refusals].map(({ index }) => index).sort((a, b) => a - b)).toEqual(
        wanted.map((_, index) => index),
      );
      placements.forEach(({ index, slot }) => {
        const { capacity, venueIds, within, minutes, ...people } = wanted[index] as Wish;
        expect(+slot.endsAt - +slot.startsAt).toBe(minutes * minute);
        expect(capacity ?? 0).toBeLessThanOrEqual(slot.venue.capacity);
        expect(venueIds ?? [slot.venue.id]).toContain(slot.venue.id);
        expect(!within || (within.startsAt <= slot.startsAt && slot.endsAt <= within.endsAt)).toBe(true);
        const blocking = brokenRules(at.ground, { ...people, ...slot, venueId: slot.venue.id }).filter(
          ({ rule }) => at.ground.rules.severityOf(rule) === ConflictSeverity.BLOCK,
        );
        expect(blocking).toEqual([]);
        const inVenue = prolonged(slot, slot.venue.changeOverMinutes);
        expect(at.calendar.inTheWay({ kind: 'VENUE', id: slot.venue.id }, inVenue)).toBeUndefined();
        for (const person of peopleOf(wanted[index] as Wish)) {
          expect(at.calendar.inTheWay(person, slot)).toBeUndefined();
        }
        for (const other of placements.filter((each) => each.index > index)) {
          if (other.slot.venue.id === slot.venue.id) {
            expect(overlap(inVenue, prolonged(other.slot, slot.venue.changeOverMinutes))).toBe(false);
          }
          const both = peopleOf(wanted[index] as Wish).filter(({ id }) =>
            peopleOf(wanted[other.index] as Wish).some((person) => person.id === id),
          );
          expect(both.length > 0 && overlap(slot, other.slot)).toBe(false);
          const walked = withWalks(slot, at.ground.rules.walkingMinutes);
          const apart = other.slot.venue.id !== slot.venue.id;
          expect(both.length > 0 && apart && overlap(walked, other.slot)).toBe(false);
        }
      });
    }),
    { numRuns: 60 },
  );
});

test('the same seed gives the same programme', () => {
  fc.assert(
    fc.property(site, wishes, seed, (at, wanted, lot) => {
      expect(placeAll(at, wanted, lot)).toEqual(placeAll(at, structuredClone(wanted), lot));
    }),
    { numRuns: 25 },
  );
});

test('what is refused has no free slot beside those that were placed, and a rule says why', () => {
  fc.assert(
    fc.property(site, wishes, seed, (at, wanted, lot) => {
      const { placements, refusals } = placeAll(at, wanted, lot);
      const calendar = at.calendar.copy();
      for (const { index, slot } of placements) {
        const { id, changeOverMinutes } = slot.venue;
        calendar.take({
          resource: { kind: 'VENUE', id },
          sessionId: null,
          venueId: id,
          ...prolonged(slot, changeOverMinutes),
        });
        peopleOf(wanted[index] as Wish).forEach((resource) =>
          calendar.take({ resource, sessionId: null, venueId: id, startsAt: slot.startsAt, endsAt: slot.endsAt }),
        );
      }
      for (const { index, rule, ruledOut } of refusals) {
        expect(freeSlots({ ...at, calendar }, wanted[index] as Wish).slots).toEqual([]);
        expect(rule === null).toBe(ruledOut.size === 0);
      }
    }),
    { numRuns: 40 },
  );
});

test('a session may be placed across midnight where the fair is open then', () => {
  const rules = Object.assign(ProgrammeRules.usual(edition.id), { opensAt: '20:00', closesAt: '02:00' });
  const only = { id: 'venue-1', name: {}, kind: VenueKind.STAGE, capacity: 50, changeOverMinutes: 0 } as Venue;
  const nothing = { duties: [], sittings: [], availabilities: [], affiliations: [] };
  const at = siteOf(groundOf(edition, rules, nothing), [only], new Calendar(), new Date('2024-01-01'));
  const allNight: Wish = {
    ...{ kind: 'CONCERT', minutes: 360, capacity: null, venueIds: null, performerIds: [], exhibitorIds: [] },
    ...{ trainerIds: [], within: null, moving: null },
  };
  const { placements, refusals } = placeAll(at, [allNight, allNight], 1);
  expect(placements.map(({ slot }) => slot.startsAt.toISOString())).toEqual(['2025-01-27T19:00:00.000Z']);
  expect(refusals).toMatchObject([{ index: 1, rule: 'CLOSING_HOURS' }]);
});
