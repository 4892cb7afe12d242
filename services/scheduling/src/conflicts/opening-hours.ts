import { dayAfter, daysOf } from '@maarad/shared/graphql';
import type { EditionFacts } from '@maarad/shared/projections';
import { instantAt } from './local-time.js';
import type { ProgrammeRules } from './programme-rules.entity.js';
import type { Span } from './span.js';

type Days = Pick<EditionFacts, 'startsOn' | 'endsOn' | 'timeZone'>;
type Hours = Pick<ProgrammeRules, 'opensAt' | 'closesAt'>;

/** The whole of an edition: from the first midnight to the last. */
export function wholeOf({ startsOn, endsOn, timeZone }: Days): Span {
  return { startsAt: instantAt(startsOn, '00:00', timeZone), endsAt: instantAt(endsOn, '24:00', timeZone) };
}

/** When the fair is open, day by day: its whole days where no hours are set. It may close after midnight. */
export function openSpans(edition: Days, { opensAt, closesAt }: Hours): Span[] {
  const [opens, closes] = opensAt && closesAt ? [opensAt, closesAt] : ['00:00', '24:00'];
  return daysOf(edition).map((day) => ({
    startsAt: instantAt(day, opens, edition.timeZone),
    endsAt: instantAt(closes > opens ? day : dayAfter(day), closes, edition.timeZone),
  }));
}

/** When the fair is closed between its first and its last midnight. */
export function closedSpans(edition: Days, hours: Hours): Span[] {
  const whole = wholeOf(edition);
  const closed: Span[] = [];
  let closedFrom = whole.startsAt;
  for (const open of openSpans(edition, hours)) {
    closed.push({ startsAt: closedFrom, endsAt: open.startsAt });
    closedFrom = open.endsAt;
  }
  closed.push({ startsAt: closedFrom, endsAt: whole.endsAt });
  return closed.filter(({ startsAt, endsAt }) => startsAt < endsAt);
}
