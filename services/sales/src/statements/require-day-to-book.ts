import { BadUserInput } from '@maarad/shared/errors';
import type { EditionFacts } from '@maarad/shared/projections';

/**
 * Books are kept from the first day of the edition on; when its last day is closed, what still comes counts on a day after it.
 * @throws BadUserInput
 */
export function requireDayToBook({ startsOn }: EditionFacts, day: string | null | undefined): void {
  if (day && day < startsOn) {
    throw new BadUserInput([{ path: 'day', rule: `must not be before ${startsOn}, the first day of the edition` }]);
  }
}
