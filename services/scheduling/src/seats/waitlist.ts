import { defineLoader, groupedBy, type Context } from '@maarad/shared/graphql';
import { ReservationStatus } from './reservation-status.js';
import type { Reservation } from './reservation.entity.js';

const positions = defineLoader(async (ids: readonly string[], { database }): Promise<(number | null)[]> => {
  const rows: { id: string; position: number }[] = await database.query(
    `SELECT mine.id, count(*)::integer AS position
     FROM reservations AS mine
     JOIN reservations AS ahead
       ON ahead.session_id = mine.session_id AND ahead.status = 'WAITLISTED' AND ahead.place <= mine.place
     WHERE mine.id = ANY($1) AND mine.status = 'WAITLISTED'
     GROUP BY mine.id`,
    [ids],
  );
  return groupedBy(ids, rows, ({ id }) => id).map(([row]) => row?.position ?? null);
});

/** Which reservation of its session's waitlist it is, the next one being 1; null when it does not wait. */
export function waitlistPosition({ id, status }: Reservation, context: Context): Promise<number | null> | null {
  return status === ReservationStatus.WAITLISTED ? positions(context).load(id) : null;
}

/** How many parties wait for seats in each session. */
export const waitlistLength = defineLoader(async (sessionIds: readonly string[], { database }): Promise<number[]> => {
  const rows: { id: string; waiting: number }[] = await database.query(
    `SELECT session_id AS id, count(*)::integer AS waiting
     FROM reservations WHERE session_id = ANY($1) AND status = 'WAITLISTED' GROUP BY session_id`,
    [sessionIds],
  );
  return groupedBy(sessionIds, rows, ({ id }) => id).map(([row]) => row?.waiting ?? 0);
});
