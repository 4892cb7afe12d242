import { z } from 'zod';
import { BadUserInput } from '@maarad/shared/errors';
import { Language } from '@maarad/shared/graphql';

const id = z.uuid('must be an id');

const parameters = z
  .object({
    edition: id.optional(),
    day: z.iso.date('must be a day, YYYY-MM-DD').optional(),
    venue: id.optional(),
    session: id.optional(),
    exhibitor: id.optional(),
    reservations: z.literal('mine', 'must be "mine"').optional(),
    lang: z.enum(Language, 'must be one of ar, fr, en, zgh').optional(),
  })
  .strict();

/** What a calendar is asked for. */
export type CalendarRequest = z.infer<typeof parameters>;

/** @throws BadUserInput naming every parameter that is unknown or unusable. */
export function calendarRequest(url: URL): CalendarRequest {
  const { success, data, error } = parameters.safeParse(Object.fromEntries(url.searchParams));
  if (success) {
    return data;
  }
  throw new BadUserInput(
    error.issues.map(({ path, message }) => ({ path: path.join('.') || 'parameters', rule: message })),
  );
}
