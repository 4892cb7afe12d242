import type { BrokenRule, Judged } from '../broken-rules.js';
import { ConflictRule } from '../conflict-rule.js';
import type { JurySitting } from './jury-sitting.entity.js';
import { overlap } from '../span.js';

/** Whether somebody is missed who sits in the jury then: nobody judges and appears at once. */
export function juryDuties(sittings: readonly JurySitting[], judged: Judged): BrokenRule[] {
  const missed = sittings.filter((sitting) => overlap(sitting, judged) && sharesPeople(sitting, judged));
  if (missed.length === 0) {
    return [];
  }
  const times = missed.map(({ startsAt, endsAt }) => `${startsAt.toISOString()} to ${endsAt.toISOString()}`);
  return [
    {
      rule: ConflictRule.JURY_DUTY,
      detail: `Some of those in it sit in the jury: ${times.join('; ')}.`,
      things: missed.map(({ id }) => ({ type: 'JurySitting', id })),
    },
  ];
}

const sharesPeople = (sitting: JurySitting, { exhibitorIds, performerIds, trainerIds }: Judged): boolean =>
  exhibitorIds.some((id) => sitting.exhibitorIds.includes(id)) ||
  performerIds.some((id) => sitting.performerIds.includes(id)) ||
  trainerIds.some((id) => sitting.trainerIds.includes(id));
