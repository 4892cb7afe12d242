import { workshopCancelled } from '@maarad/shared/contracts';
import type { Work } from '@maarad/shared/database';
import { cancelEnrolmentsOf } from '../enrolments/cancel-enrolments-of.js';
import { workshopFacts } from './workshop-facts.js';
import type { Workshop } from './workshop.entity.js';

/** The workshop does not take place, nor do its enrolments count. The caller has its row locked. */
export async function callOffWorkshop(
  work: Work,
  workshop: Workshop,
  { reason, at }: { reason: string | null; at: Date },
): Promise<void> {
  workshop.cancel(reason);
  work.record(
    workshopCancelled(
      workshop.id,
      { ...workshopFacts(workshop), sessionId: workshop.sessionId, reason },
      { edition: workshop.editionId, at },
    ),
  );
  await cancelEnrolmentsOf(work, [workshop], {}, { reason, at });
  await work.save(workshop);
}
