import { BadUserInput } from '@maarad/shared/errors';

/** A door's clock may be a little ahead of ours. */
const toleratedMs = 5 * 60_000;

/** @throws BadUserInput when it has not happened yet. */
export function requireNotAhead(at: Date, now: Date, path: string): void {
  if (at.getTime() > now.getTime() + toleratedMs) {
    throw new BadUserInput([{ path, rule: 'must not be in the future' }]);
  }
}
