import type { Work } from '@maarad/shared/database';
import type { SessionChange } from '../releases/difference.js';

/**
 * The exhibitors that have somebody enrolled in the workshops of changed sessions, each once; in a session that was called off, those
 * that had until then.
 */
export async function enrolledIn(work: Work, changes: readonly SessionChange[]): Promise<string[]> {
  const held = changes.filter(({ session }) => session.workshopId !== null);
  const rows: { exhibitor_id: string }[] = await work.manager.query(
    `SELECT DISTINCT enrolment.exhibitor_id
     FROM unnest($1::uuid[], $2::timestamptz[]) AS changed (workshop_id, cancelled_at)
     JOIN workshop_enrolments enrolment USING (workshop_id)
     WHERE enrolment.cancelled_at IS NULL OR enrolment.cancelled_at >= changed.cancelled_at
     ORDER BY 1`,
    [held.map(({ session }) => session.workshopId), held.map(({ session }) => session.cancelledAt)],
  );
  return rows.map(({ exhibitor_id: id }) => id);
}

/** How many people hold or wait for seats in changed sessions, each counted once; in one that was called off, those who did until then. */
export async function holdersIn(work: Work, changes: readonly SessionChange[]): Promise<number> {
  const [row]: { holders: string }[] = await work.manager.query(
    `SELECT count(DISTINCT reservation.holder) AS holders
     FROM unnest($1::uuid[], $2::timestamptz[]) AS changed (session_id, cancelled_at)
     JOIN reservations reservation USING (session_id)
     WHERE reservation.status <> 'CANCELLED' OR reservation.changed_at >= changed.cancelled_at`,
    [changes.map(({ session }) => session.id), changes.map(({ session }) => session.cancelledAt)],
  );
  return Number(row?.holders);
}
