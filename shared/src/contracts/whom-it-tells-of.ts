import type { ReceivedEvent } from './define-event.js';
import { exhibitorKinds, type ExhibitorKindName } from './values.js';

/** What the data of many types have. */
interface Told {
  exhibitorId?: unknown;
  exhibitorIds?: unknown;
  /** Those with somebody enrolled in what a release changed. */
  enrolledExhibitorIds?: unknown;
  /** Who was in it before. */
  from?: { exhibitorIds?: unknown };
  kind?: unknown;
  partnerId?: unknown;
}

const isKind = (kind: unknown): kind is ExhibitorKindName => (exhibitorKinds as readonly unknown[]).includes(kind);

/** The kind of the exhibitor that an event is about; null where it is about none, or about several. */
export function kindOf({ kind, data }: Pick<ReceivedEvent, 'kind' | 'data'>): ExhibitorKindName | null {
  return [kind, (data as Told).kind].find(isKind) ?? null;
}

const listed = (ids: unknown): unknown[] => (Array.isArray(ids) ? (ids as unknown[]) : []);

/** Every exhibitor that an event names, also those that are no longer in what it tells of: they hear that they are not. */
export function exhibitorsOf({ data }: Pick<ReceivedEvent, 'data'>): string[] {
  const { exhibitorId, exhibitorIds, enrolledExhibitorIds, from } = data as Told;
  const ids = [exhibitorId, ...[exhibitorIds, enrolledExhibitorIds, from?.exhibitorIds].flatMap(listed)];
  return [...new Set(ids.filter((id): id is string => typeof id === 'string'))];
}

/** The partner that an event is about; null where it is about none. */
export function partnerOf({ data }: Pick<ReceivedEvent, 'data'>): string | null {
  const { partnerId } = data as Told;
  return typeof partnerId === 'string' ? partnerId : null;
}
