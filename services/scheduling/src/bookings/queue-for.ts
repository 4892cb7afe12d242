import type { Work } from '@maarad/shared/database';
import type { Resource } from './resource.js';

/**
 * Waits for those who are booking the same resources, those that the sessions are about to leave among them. The constraint alone
 * keeps the rule, but two who have both written before either checks wait for each other until PostgreSQL calls it a deadlock, a
 * second later.
 */
export async function queueFor(
  work: Work,
  resources: readonly Resource[],
  leaving: readonly string[] = [],
): Promise<void> {
  await work.manager.query(
    `SELECT pg_advisory_xact_lock(place)
     FROM (
       SELECT hashtextextended(resource, 0) AS place FROM unnest($1::text[]) AS resource
       UNION
       SELECT hashtextextended(resource_kind || ' ' || resource_id, 0) FROM bookings WHERE session_id = ANY($2::uuid[])
       ORDER BY place
     ) AS queue`,
    [resources.map(({ kind, id }) => `${kind} ${id}`), leaving],
  );
}
