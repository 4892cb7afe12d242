import { dayOf } from '@maarad/shared/graphql';
import type { Edition } from '../../editions/edition.entity.js';
import { PartnershipFollowUpState } from './follow-up-state.js';

/** Days after the fair, or after the agreement if that was later, until it is asked how a partnership fares. */
const daysUntilFirst = 30;

/** Days from one word to the next; null when it is not asked again. */
const daysUntilNext: Record<PartnershipFollowUpState, number | null> = {
  ON_TRACK: 90,
  STALLED: 30,
  DELIVERED: null,
  ENDED: null,
};

/** Of partnerships that belong to no edition. */
const usualTimeZone = 'Africa/Casablanca';

type Fair = Pick<Edition, 'endsOn' | 'timeZone'> | null;

export function firstFollowUpDue(agreedAt: Date, fair: Fair): string {
  const agreedOn = dayOf(agreedAt, fair?.timeZone ?? usualTimeZone);
  return daysAfter(fair && fair.endsOn > agreedOn ? fair.endsOn : agreedOn, daysUntilFirst);
}

export function nextFollowUpDue(state: PartnershipFollowUpState, at: Date, fair: Fair): string | null {
  const days = daysUntilNext[state];
  return days === null ? null : daysAfter(dayOf(at, fair?.timeZone ?? usualTimeZone), days);
}

function daysAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
