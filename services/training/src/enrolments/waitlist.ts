import { defineLoader, groupedBy, type Context } from '@maarad/shared/graphql';
import type { Workshop } from '../workshops/workshop.entity.js';
import { EnrolmentStatus } from './enrolment-status.js';
import type { Enrolment } from './enrolment.entity.js';

const positions = defineLoader(async (workshopIds: readonly string[], { database }) => {
  const rows: { id: string; workshop_id: string; position: number }[] = await database.query(
    'SELECT id, workshop_id, position FROM waitlist WHERE workshop_id = ANY($1)',
    [workshopIds],
  );
  return groupedBy(workshopIds, rows, (row) => row.workshop_id).map(
    (line) => new Map(line.map(({ id, position }) => [id, position])),
  );
});

/** Whose turn it is in its workshop's line, the next one's being 1; null when it does not wait. */
export async function waitlistPosition(context: Context, { id, status, workshopId }: Enrolment) {
  return status === EnrolmentStatus.WAITLISTED ? ((await positions(context).load(workshopId)).get(id) ?? null) : null;
}

const lines = defineLoader(async (workshopIds: readonly string[], { database, clock }) => {
  const rows: { id: string; waiting: number; lapsed: number }[] = await database.query(
    `SELECT workshop_id AS id,
       count(*) FILTER (WHERE status = 'WAITLISTED')::integer AS waiting,
       count(*) FILTER (WHERE offer_expires_at <= $2)::integer AS lapsed
     FROM enrolments WHERE workshop_id = ANY($1) AND status IN ('WAITLISTED', 'OFFERED') GROUP BY workshop_id`,
    [workshopIds, clock.now()],
  );
  return groupedBy(workshopIds, rows, ({ id }) => id).map(([row]) => row ?? { waiting: 0, lapsed: 0 });
});

export async function waitlistLength(context: Context, { id }: Workshop): Promise<number> {
  return (await lines(context).load(id)).waiting;
}

/** Places that one can take now: what an offer kept that has run out is free by the clock; while others wait, all are theirs. */
export async function seatsLeft(context: Context, { id, freePlaces }: Workshop): Promise<number> {
  const { waiting, lapsed } = await lines(context).load(id);
  return waiting > 0 ? 0 : freePlaces + lapsed;
}
