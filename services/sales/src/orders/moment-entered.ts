import { Forbidden } from '@maarad/shared/errors';
import type { Surroundings } from '@maarad/shared/database';
import type { EditionFacts } from '@maarad/shared/projections';
import { requireNotInTheFuture } from './require-not-in-the-future.js';

/**
 * When it happened that the organiser enters only now, from paper or by word of mouth, such as what was ordered while nothing could be
 * reached. Undefined where nothing is said: then it happens now.
 * @throws Forbidden from anybody else
 * @throws BadUserInput in the future, and on no day of the edition
 */
export function momentEntered(
  said: Date | null | undefined,
  path: string,
  edition: EditionFacts,
  { principal, clock }: Pick<Surroundings, 'principal' | 'clock'>,
): Date | undefined {
  if (!said) {
    return undefined;
  }
  if (principal.role !== 'admin') {
    throw new Forbidden('The organiser alone enters afterwards what was ordered or paid.');
  }
  requireNotInTheFuture(said, clock.now(), path);
  edition.dayOf(said, path);
  return said;
}
