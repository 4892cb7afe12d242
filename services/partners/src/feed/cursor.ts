import { BadUserInput } from '@maarad/shared/errors';

/** A place in the feed as text: the cursor of every channel, GraphQL's edges and `Last-Event-ID` alike. */
export const cursorAt = (position: number): string => String(position);

/** @throws BadUserInput when this is no cursor of the feed. `0` is the place before the first event. */
export function placeOf(cursor: string, path: string): number {
  if (!/^\d{1,15}$/.test(cursor)) {
    throw new BadUserInput([{ path, rule: 'must be a cursor that the feed gave' }]);
  }
  return Number(cursor);
}
