import { dayOf } from '@maarad/shared/graphql';
import { VenueKind } from '../venues/venue.entity.js';
import type { SessionKind } from '../sessions/session-kind.js';
import type { Calendar } from './calendar.js';
import type { FreeSlot } from './free-slots.js';
import type { Site } from './site.js';
import { reasonOf, SlotReasonCode, warningCosts, type SlotReason } from './slot-reason.js';
import { peopleOf, type Wish } from './wish.js';

export interface ScoredSlot extends FreeSlot {
  score: number;
  reasons: SlotReason[];
}

const madeFor: Record<SessionKind, VenueKind[]> = {
  WORKSHOP: [VenueKind.WORKSHOP_ROOM],
  CONCERT: [VenueKind.STAGE, VenueKind.OPEN_AIR],
  FOLKLORE: [VenueKind.STAGE, VenueKind.OPEN_AIR],
  CEREMONY: [VenueKind.STAGE],
  CONFERENCE: [VenueKind.CONFERENCE_ROOM],
  DEMONSTRATION: [VenueKind.OPEN_AIR, VenueKind.WORKSHOP_ROOM],
  BUSINESS_MEETING: [VenueKind.MEETING_ROOM],
};

const minute = 60_000;

/** The free slots with what speaks for each; the best first, then the earliest, then by venue. */
export function scored(site: Site, wish: Wish, slots: readonly FreeSlot[]): ScoredSlot[] {
  const lightDays = daysWithFewest(site);
  const walks = othersOf(site.calendar, wish, 30);
  const zone = site.ground.edition.timeZone;
  const theirDays = new Set(walks.map(({ day }) => dayOf(day, zone)));
  const oldDay = wish.moving && dayOf(wish.moving.startsAt, zone);
  return slots
    .map((slot): ScoredSlot => {
      const { moving, capacity, kind } = wish;
      const { venue, start, startsAt, endsAt } = slot;
      const speaks: Record<SlotReasonCode, boolean> = {
        VENUE_FITS_KIND: kind !== null && madeFor[kind].includes(venue.kind),
        VENUE_FITS_SIZE: capacity !== null && venue.capacity <= 2 * capacity,
        DAYTIME: start.daytime,
        LIGHT_DAY: lightDays.has(start.day),
        NO_GAP: followsClosely(site.calendar, slot, wish),
        PEOPLE_THERE: theirDays.has(start.day),
        TIME_TO_WALK: walks.length > 0 && walks.every(({ from, to }) => +endsAt <= from || to <= +startsAt),
        SAME_VENUE: moving?.venueId === venue.id,
        SAME_DAY: oldDay === start.day,
        NEAR_THE_OLD_TIME: moving !== null && Math.abs(+startsAt - +moving.startsAt) <= 120 * minute,
      };
      const reasons = Object.values(SlotReasonCode)
        .filter((code) => speaks[code])
        .map(reasonOf);
      const points = reasons.reduce((sum, reason) => sum + reason.points, 0);
      return { ...slot, reasons, score: points - warningCosts * slot.warnings.length };
    })
    .sort(
      (one, other) =>
        other.score - one.score || +one.startsAt - +other.startsAt || (one.venue.id < other.venue.id ? -1 : 1),
    );
}

/** The other sessions of a session's people, with some minutes around each. */
function othersOf(calendar: Calendar, wish: Wish, minutes: number) {
  return peopleOf(wish)
    .flatMap((person) => calendar.of(person))
    .filter(({ sessionId }) => !wish.moving || sessionId !== wish.moving.sessionId)
    .map(({ startsAt, endsAt }) => ({
      day: startsAt,
      from: +startsAt - minutes * minute,
      to: +endsAt + minutes * minute,
    }));
}

function followsClosely(calendar: Calendar, { venue, startsAt, endsAt }: FreeSlot, { moving }: Wish): boolean {
  const begins = startsAt.getTime();
  const ready = endsAt.getTime() + venue.changeOverMinutes * minute;
  const close = (gap: number) => gap >= 0 && gap < 15 * minute;
  return calendar
    .of({ kind: 'VENUE', id: venue.id })
    .some(
      (taken) =>
        (close(begins - taken.endsAt.getTime()) || close(taken.startsAt.getTime() - ready)) &&
        (!moving || taken.sessionId !== moving.sessionId),
    );
}

function daysWithFewest({ starts, venues, calendar, ground }: Site): Set<string> {
  const many = new Map(starts.map(({ day }) => [day, 0]));
  for (const { startsAt } of venues.flatMap(({ id }) => calendar.of({ kind: 'VENUE', id }))) {
    const day = dayOf(startsAt, ground.edition.timeZone);
    many.set(day, (many.get(day) ?? 0) + 1);
  }
  const fewest = Math.min(...many.values());
  return new Set([...many].filter(([, count]) => count === fewest).map(([day]) => day));
}
