import type { ConflictingThing } from '@maarad/shared/errors';
import { servedLanguage } from '@maarad/shared/graphql';
import type { EditionFacts } from '@maarad/shared/projections';
import { withAffiliates } from '../affiliations/with-affiliates.js';
import type { Affiliation } from '../affiliations/affiliation.entity.js';
import type { Availability } from '../availability/availability.entity.js';
import { ConflictRule } from './conflict-rule.js';
import { juryDuties } from './duties/jury-duties.js';
import type { JurySitting } from './duties/jury-sitting.entity.js';
import { instantAt } from './local-time.js';
import { closedSpans, wholeOf } from './opening-hours.js';
import type { ProgrammeRules } from './programme-rules.entity.js';
import { overlap, type Span } from './span.js';
import type { StandDuty } from './duties/stand-duty.entity.js';
import { unavailable } from './unavailable.js';

/** When an exhibitor is expected at a stand. */
interface Duty extends Pick<StandDuty, 'standId' | 'code'> {
  during: Span[];
}

/** What a session is judged by, read once for a whole edition. */
export interface Ground {
  edition: EditionFacts;
  rules: ProgrammeRules;
  closed: Span[];
  duties: Map<string, Duty[]>;
  sittings: readonly JurySitting[];
  /** When those are available who said when, by id; whoever is not in it always is. */
  available: Map<string, Availability>;
  /** The exhibitor that a performer or trainer is of, by its id. */
  exhibitorOf: Map<string, string>;
}

/** What is kept of an edition and of who is in its sessions. */
export interface Kept {
  duties: readonly StandDuty[];
  sittings: readonly JurySitting[];
  availabilities: readonly Availability[];
  affiliations: readonly Affiliation[];
}

export function groundOf(
  edition: EditionFacts,
  rules: ProgrammeRules,
  { duties, sittings, availabilities, affiliations }: Kept,
): Ground {
  const ofExhibitor = new Map<string, Duty[]>();
  for (const { standId, code, exhibitorId, slices } of duties) {
    const during = slices ? slices.map((slice) => spanOfSlice(slice, edition.timeZone)) : [wholeOf(edition)];
    ofExhibitor.set(exhibitorId, [...(ofExhibitor.get(exhibitorId) ?? []), { standId, code, during }]);
  }
  const exhibitorOf = new Map(affiliations.map(({ personId, exhibitorId }) => [personId, exhibitorId]));
  const available = new Map(availabilities.map((each) => [each.resourceId, each]));
  return { edition, rules, closed: closedSpans(edition, rules), duties: ofExhibitor, sittings, available, exhibitorOf };
}

/** A half-day ends or begins at noon. */
const spanOfSlice = ({ day, half }: { day: string; half: string }, timeZone: string): Span =>
  half === 'MORNING'
    ? { startsAt: instantAt(day, '00:00', timeZone), endsAt: instantAt(day, '12:00', timeZone) }
    : { startsAt: instantAt(day, '12:00', timeZone), endsAt: instantAt(day, '24:00', timeZone) };

/** What of a session the rules look at. */
export interface Judged extends Span {
  exhibitorIds: readonly string[];
  performerIds: readonly string[];
  trainerIds: readonly string[];
  /** Null while it may be any. */
  venueId: string | null;
}

export interface BrokenRule {
  rule: ConflictRule;
  detail: string;
  /** What stands in the way. */
  things: ConflictingThing[];
}

/** The weighed rules that a session in this time breaks, whatever they weigh. */
export function brokenRules(ground: Ground, judged: Judged): BrokenRule[] {
  const present = withAffiliates(ground.exhibitorOf, judged);
  return [
    ...closingHours(ground, judged),
    ...quietPeriods(ground, judged),
    ...standDuties(ground, present),
    ...juryDuties(ground.sittings, present),
    ...unavailable(ground.available, judged),
  ];
}

function closingHours({ edition, rules, closed }: Ground, judged: Judged): BrokenRule[] {
  if (!closed.some((span) => overlap(span, judged))) {
    return [];
  }
  return [
    {
      rule: ConflictRule.CLOSING_HOURS,
      detail: `The fair is open from ${rules.opensAt} to ${rules.closesAt}.`,
      things: [{ type: 'Edition', id: edition.id, name: edition.name }],
    },
  ];
}

function quietPeriods({ rules }: Ground, judged: Judged): BrokenRule[] {
  const met = rules.quietPeriods.filter(({ from, to }) => overlap({ startsAt: from, endsAt: to }, judged));
  if (met.length === 0) {
    return [];
  }
  const names = met.map(
    ({ label, from, to }) => `${label[servedLanguage(label, undefined)]}, ${from.toISOString()} to ${to.toISOString()}`,
  );
  return [
    {
      rule: ConflictRule.QUIET_PERIOD,
      detail: `It is to be quiet: ${names.join('; ')}.`,
      things: met.map(({ id, label }) => ({ type: 'QuietPeriod', id, name: label })),
    },
  ];
}

function standDuties({ duties }: Ground, judged: Judged): BrokenRule[] {
  const missed = judged.exhibitorIds
    .flatMap((id) => duties.get(id) ?? [])
    .filter(({ during }) => during.some((span) => overlap(span, judged)));
  if (missed.length === 0) {
    return [];
  }
  return [
    {
      rule: ConflictRule.STAND_DUTY,
      detail: `Missed at the stand: ${missed.map(({ code }) => code).join(', ')}.`,
      things: missed.map(({ standId, code }) => ({ type: 'Stand', id: standId, name: { fr: code } })),
    },
  ];
}
