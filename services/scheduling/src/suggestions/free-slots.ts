import type { Resource } from '../bookings/resource.js';
import { brokenRules, type BrokenRule } from '../conflicts/broken-rules.js';
import { ConflictRule, ConflictSeverity } from '../conflicts/conflict-rule.js';
import { overlap, prolonged, type Span } from '../conflicts/span.js';
import { walkingTime, withWalks, type Elsewhere } from '../conflicts/walking-time.js';
import { unavailable } from '../conflicts/unavailable.js';
import type { Venue } from '../venues/venue.entity.js';
import type { Site, Start } from './site.js';
import { peopleOf, type Wish } from './wish.js';

/** A place in the programme where nothing stands in a session's way. */
export interface FreeSlot extends Span {
  venue: Venue;
  start: Start;
  /** Rules that it breaks and that only warn. */
  warnings: BrokenRule[];
}

/** How many slots each rule has ruled out: the first rule that a slot breaks counts. */
export type RuledOut = Map<ConflictRule, number>;

/** All free slots for a session beside the one that it has, by their start, then by venue; and what ruled the others out. */
export function freeSlots(site: Site, wish: Wish): { slots: FreeSlot[]; ruledOut: RuledOut } {
  const { ground, starts, endsAt: end } = site;
  const venues = site.venues.filter(({ id }) => wish.venueIds?.includes(id) ?? true);
  const people = peopleOf(wish);
  const ruledOut: RuledOut = new Map();
  const ruleOut = (rule: ConflictRule, many: number) => ruledOut.set(rule, (ruledOut.get(rule) ?? 0) + many);
  const slots: FreeSlot[] = [];
  for (const start of starts) {
    const span = prolonged({ startsAt: start.at, endsAt: start.at }, wish.minutes);
    const { within } = wish;
    if (span.endsAt > end || (within && (span.startsAt < within.startsAt || span.endsAt > within.endsAt))) {
      continue;
    }
    const broken = brokenRules(ground, { ...wish, ...span, venueId: null });
    const blocked = broken.find(({ rule }) => ground.rules.severityOf(rule) === ConflictSeverity.BLOCK);
    const busy = people.find((person) => site.calendar.inTheWay(person, span, wish.moving?.sessionId));
    if (blocked || busy) {
      ruleOut(blocked?.rule ?? ConflictRule[busy?.kind ?? 'PERFORMER'], venues.length);
      continue;
    }
    const around = sessionsNear(site, people, span, wish);
    const warnings = broken.filter(({ rule }) => ground.rules.severityOf(rule) === ConflictSeverity.WARN);
    for (const venue of venues) {
      if (
        wish.moving?.venueId === venue.id &&
        +wish.moving.startsAt === +span.startsAt &&
        +wish.moving.endsAt === +span.endsAt
      ) {
        continue;
      }
      const there = rulesOfVenue(site, span, venue, around);
      const blocks = there.find((each) => ground.rules.severityOf(each.rule) === ConflictSeverity.BLOCK);
      const rule = venueRule(site, wish, venue, span) ?? blocks?.rule;
      if (rule) {
        ruleOut(rule, 1);
      } else {
        const own = there.filter((each) => ground.rules.severityOf(each.rule) === ConflictSeverity.WARN);
        slots.push({ ...span, venue, start, warnings: own.length > 0 ? [...warnings, ...own] : warnings });
      }
    }
  }
  return { slots, ruledOut };
}

const nothing: readonly BrokenRule[] = [];

/** What a slot breaks by its venue. Asked a million times, mostly where neither availability nor walks are set. */
function rulesOfVenue({ ground }: Site, span: Span, venue: Venue, around: readonly Elsewhere[]): readonly BrokenRule[] {
  if (around.length === 0 && !ground.available.has(venue.id)) {
    return nothing;
  }
  const judged = { ...span, venueId: venue.id, performerIds: [], exhibitorIds: [], trainerIds: [] };
  return [...unavailable(ground.available, judged), ...walkingTime(ground.rules.walkingMinutes, judged, around)];
}

/** What its people are in within a walk of a time: of those sessions no more than time and place is known here. */
function sessionsNear(
  { ground, calendar }: Site,
  people: readonly Resource[],
  span: Span,
  { moving }: Wish,
): Elsewhere[] {
  const { walkingMinutes } = ground.rules;
  if (walkingMinutes === 0) {
    return [];
  }
  const near = withWalks(span, walkingMinutes);
  return people
    .flatMap((person) => calendar.of(person))
    .filter((taken) => overlap(near, taken) && (!moving || taken.sessionId !== moving.sessionId))
    .map(({ sessionId, venueId, startsAt, endsAt }) => ({ id: sessionId ?? '', title: {}, venueId, startsAt, endsAt }));
}

function venueRule({ calendar }: Site, wish: Wish, venue: Venue, span: Span): ConflictRule | undefined {
  if (wish.capacity !== null && wish.capacity > venue.capacity) {
    return ConflictRule.CAPACITY;
  }
  const resource = { kind: 'VENUE' as const, id: venue.id };
  const there = calendar.inTheWay(resource, prolonged(span, venue.changeOverMinutes), wish.moving?.sessionId);
  if (!there) {
    return undefined;
  }
  // A booking of a venue is its session and the change-over after it.
  const session = prolonged(there, -venue.changeOverMinutes);
  return overlap(session, span) ? ConflictRule.VENUE : ConflictRule.CHANGE_OVER;
}
