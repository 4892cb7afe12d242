/** What can be in one session at a time. The order is that in which a conflict is told: the venue first. */
export const resourceKinds = ['VENUE', 'PERFORMER', 'EXHIBITOR', 'TRAINER'] as const;
export type ResourceKind = (typeof resourceKinds)[number];

export interface Resource {
  kind: ResourceKind;
  id: string;
}

/** Each resource once, in the one order in which all bookings are written. */
export function sortedResources(resources: readonly Resource[]): Resource[] {
  const each = new Map(
    resources.map((resource) => [`${resourceKinds.indexOf(resource.kind)} ${resource.id}`, resource]),
  );
  return [...each].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, resource]) => resource);
}
