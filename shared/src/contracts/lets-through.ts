/** What a reader of the feed wants of it. What is null or left out narrows nothing; an empty list lets nothing through. */
export interface WantedEvents {
  types?: readonly string[] | null;
  regions?: readonly string[] | null;
  kinds?: readonly string[] | null;
  exhibitorId?: string | null;
  editionId?: string | null;
  subject?: string | null;
}

/** What of an event a filter looks at. */
export interface FilteredFacts {
  type: string;
  subject: string;
  region?: string | null;
  /** As `kindOf` says it. */
  kind?: string | null;
  edition?: string | null;
  /** As `exhibitorsOf` says them. */
  exhibitors: readonly string[];
}

/** The filter of the feed as its database applies it, told of an event that is at hand: both let the same through. */
export function letsThrough(
  { types, regions, kinds, exhibitorId, editionId, subject }: WantedEvents,
  event: FilteredFacts,
): boolean {
  const among = (list: readonly string[] | null | undefined, value: string | null | undefined) =>
    !list || (value != null && list.includes(value));
  return (
    among(types, event.type) &&
    among(regions, event.region) &&
    among(kinds, event.kind) &&
    (!exhibitorId || event.exhibitors.includes(exhibitorId)) &&
    (!editionId || event.edition === editionId) &&
    (!subject || event.subject === subject)
  );
}
