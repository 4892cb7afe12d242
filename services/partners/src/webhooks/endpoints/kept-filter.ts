import { requireKnown, type EventFilter } from '../../feed/event-filter.js';

/** A filter as it is kept with an endpoint: only what narrows it. @throws BadUserInput naming what the fair does not know. */
export function keptFilter(filter: EventFilter | undefined): EventFilter {
  const known = requireKnown({ ...filter }, (field) => `filter.${field}`);
  return Object.fromEntries(
    Object.entries(known).filter(
      ([, value]: [string, unknown]) => value !== undefined && value !== null && value !== '',
    ),
  );
}
