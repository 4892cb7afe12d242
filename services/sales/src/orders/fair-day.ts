import { dayOf } from '@maarad/shared/graphql';
import type { EditionFacts } from '@maarad/shared/projections';

/** The day of the fair on which something counts: before the first day it is the first, after the last one the last. */
export function fairDay({ startsOn, endsOn, timeZone }: EditionFacts, at: Date): string {
  const day = dayOf(at, timeZone);
  return day < startsOn ? startsOn : day > endsOn ? endsOn : day;
}
