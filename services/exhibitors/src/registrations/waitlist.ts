import type { Work } from '@maarad/shared/database';
import { defineLoader } from '@maarad/shared/graphql';
import { RegistrationStatus } from './registration-status.js';
import { Registration } from './registration.entity.js';

/**
 * The place that a registration takes when it enters the waitlist of its edition: after all that are there. One at a time, so
 * that nobody who is on the list sees another slip in before him.
 */
export async function placeAtTheEnd(work: Work, editionId: string): Promise<string> {
  await work.manager.query(`SELECT pg_advisory_xact_lock(hashtext('waitlist'), hashtext($1))`, [editionId]);
  const [place]: { number: string }[] = await work.manager.query(
    `SELECT nextval('registration_waitlist_numbers') AS number`,
  );
  return place?.number ?? '';
}

/** The first of an edition's waitlist, locked; null when nobody waits. */
export async function firstOfWaitlist(work: Work, editionId: string): Promise<Registration | null> {
  for (;;) {
    const first = await work.manager.findOne(Registration, {
      where: { editionId, status: RegistrationStatus.WAITLISTED },
      order: { waitlistNumber: 'ASC' },
    });
    const locked = first && (await work.lock(Registration, first.id));
    if (!locked || locked.status === RegistrationStatus.WAITLISTED) {
      return locked;
    }
  }
}

/** Where registrations stand on the waitlists of their editions, 1 first: for any number of them in one statement. */
export const waitlistPositions = defineLoader(async (ids: readonly string[], { database }) => {
  const rows: { id: string; position: number }[] = await database.query(
    `SELECT id, position FROM (
       SELECT id, row_number() OVER (PARTITION BY edition_id ORDER BY waitlist_number)::integer AS position
       FROM registrations
       WHERE status = 'WAITLISTED' AND edition_id IN (SELECT edition_id FROM registrations WHERE id = ANY($1))
     ) AS waiting WHERE id = ANY($1)`,
    [ids],
  );
  const byId = new Map(rows.map(({ id, position }) => [id, position]));
  return ids.map((id) => byId.get(id) ?? null);
});
