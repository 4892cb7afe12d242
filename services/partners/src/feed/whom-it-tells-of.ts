import { exhibitorKinds, type ExhibitorKindName, type ReceivedEvent } from '@maarad/shared/contracts';

/** What the data of many types have. */
interface Told {
  exhibitorId?: unknown;
  exhibitorIds?: unknown;
  kind?: unknown;
}

const isKind = (kind: unknown): kind is ExhibitorKindName => (exhibitorKinds as readonly unknown[]).includes(kind);

/** The kind of the exhibitor that an event is about; null where it is about none, or about several. */
export function kindOf({ kind, data }: Pick<ReceivedEvent, 'kind' | 'data'>): ExhibitorKindName | null {
  return [kind, (data as Told).kind].find(isKind) ?? null;
}

/** Every exhibitor that an event names. */
export function exhibitorsOf({ data }: Pick<ReceivedEvent, 'data'>): string[] {
  const { exhibitorId, exhibitorIds } = data as Told;
  const ids = [exhibitorId, ...(Array.isArray(exhibitorIds) ? (exhibitorIds as unknown[]) : [])];
  return [...new Set(ids.filter((id): id is string => typeof id === 'string'))];
}
