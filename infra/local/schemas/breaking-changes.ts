import { buildSchema, findBreakingChanges } from 'graphql';
import { z } from 'zod';

/** The changes that were made knowingly: `gateway/breaking-changes.json`, emptied when they are released. */
export const acceptedChanges = z.array(z.strictObject({ change: z.string().min(1), reason: z.string().min(1) }));

export type AcceptedChanges = z.infer<typeof acceptedChanges>;

/** What a front-end written against the first schema would trip over in the second, apart from what is accepted. */
export function breakingChanges(before: string, after: string, accepted: AcceptedChanges): string[] {
  const known = new Set(accepted.map(({ change }) => change));
  return findBreakingChanges(buildSchema(before), buildSchema(after))
    .map(({ description }) => description)
    .filter((description) => !known.has(description));
}
