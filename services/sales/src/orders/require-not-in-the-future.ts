import { BadUserInput } from '@maarad/shared/errors';

/**
 * Nobody tells of what has not happened yet.
 * @param said a moment, or a day of the fair as `now` is one; what is not said is not held to anything
 * @throws BadUserInput
 */
export function requireNotInTheFuture<When extends Date | string>(
  said: When | null | undefined,
  now: When,
  path: string,
): void {
  if (said && said > now) {
    throw new BadUserInput([{ path, rule: 'must not be in the future' }]);
  }
}
