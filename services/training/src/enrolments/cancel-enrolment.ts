import { requireActsFor } from '@maarad/shared/auth';
import { useCase } from '@maarad/shared/database';
import { IllegalTransition } from '@maarad/shared/errors';
import { Workshop } from '../workshops/workshop.entity.js';
import { cancelEnrolmentsOf } from './cancel-enrolments-of.js';
import { EnrolmentStatus } from './enrolment-status.js';
import { Enrolment } from './enrolment.entity.js';
import type { CancelEnrolmentInput } from './enrolment.inputs.js';
import { settleWaitlist } from './settle-waitlist.js';

/** Gives a place back, or leaves the line. The workshop's row is locked first, as by everything that changes its places. */
export const cancelEnrolment = useCase(
  async (work, { enrolmentId, reason }: CancelEnrolmentInput, { principal, clock }) => {
    const { exhibitorId, workshopId } = await work.find(Enrolment, enrolmentId);
    requireActsFor(principal, exhibitorId);
    const workshop = await work.lock(Workshop, workshopId);
    const at = clock.now();
    const [cancelled] = await cancelEnrolmentsOf(work, [workshop], { id: enrolmentId }, { reason, at });
    if (!cancelled) {
      const { status } = await work.find(Enrolment, enrolmentId);
      throw new IllegalTransition('Enrolment', status, EnrolmentStatus.CANCELLED, []);
    }
    await settleWaitlist(work, workshop, at);
    await work.save(workshop);
    return cancelled;
  },
);
