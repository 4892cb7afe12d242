import type { Work } from '@maarad/shared/database';
import type { Workshop } from '../workshops/workshop.entity.js';

/** No place is kept longer than until the workshop begins, also where it begins earlier now. The caller has it locked. */
export async function shortenOffers(work: Work, { id, startsAt }: Workshop): Promise<void> {
  await work.manager.query(
    `WITH shortened AS (
       UPDATE enrolments SET offer_expires_at = $2
       WHERE workshop_id = $1 AND status = 'OFFERED' AND offer_expires_at > $2 RETURNING id
     )
     UPDATE topic_waits SET offer_expires_at = $2
     WHERE status = 'OFFERED' AND enrolment_id IN (SELECT id FROM shortened)`,
    [id, startsAt],
  );
}
