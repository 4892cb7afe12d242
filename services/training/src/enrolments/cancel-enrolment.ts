import { requireActsFor } from '@maarad/shared/auth';
import { useCase } from '@maarad/shared/database';
import { IllegalTransition } from '@maarad/shared/errors';
import { Workshop } from '../workshops/workshop.entity.js';
import { cancelEnrolmentsOf } from './cancel-enrolments-of.js';
import { EnrolmentStatus } from './enrolment-status.js';
import { Enrolment } from './enrolment.entity.js';
import type { CancelEnrolmentInput } from './enrolment.inputs.js';

/** Gives a place back. The workshop's row is locked first, as by everything that changes its places. */
export const cancelEnrolment = useCase(
  async (work, { enrolmentId, reason }: CancelEnrolmentInput, { principal, clock }) => {
    const { exhibitorId, workshopId } = await work.find(Enrolment, enrolmentId);
    requireActsFor(principal, exhibitorId);
    const workshop = await work.lock(Workshop, workshopId);
    const [cancelled] = await cancelEnrolmentsOf(work, [workshop], { id: enrolmentId }, { reason, at: clock.now() });
    if (!cancelled) {
      throw new IllegalTransition('Enrolment', EnrolmentStatus.CANCELLED, EnrolmentStatus.CANCELLED, []);
    }
    workshop.freeSeats(1);
    await work.save(workshop);
    return cancelled;
  },
);
