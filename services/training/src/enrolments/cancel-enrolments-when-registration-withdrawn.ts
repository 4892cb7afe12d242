import { In } from 'typeorm';
import { registrationWithdrawn } from '@maarad/shared/contracts';
import { when } from '@maarad/shared/messaging';
import { Workshop } from '../workshops/workshop.entity.js';
import { cancelEnrolmentsOf } from './cancel-enrolments-of.js';
import { EnrolmentStatus } from './enrolment-status.js';
import { Enrolment } from './enrolment.entity.js';

/** The places of an exhibitor that no longer takes part are free again. Workshops are locked in the order of their ids. */
export const cancelEnrolmentsWhenRegistrationWithdrawn = when(
  registrationWithdrawn,
  async (work, { subject: registrationId, data: { reason }, time }) => {
    const held = await work.manager.findBy(Enrolment, { registrationId, status: EnrolmentStatus.CONFIRMED });
    if (held.length === 0) {
      return;
    }
    const workshops = await work.manager.find(Workshop, {
      where: { id: In(held.map(({ workshopId }) => workshopId)) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    const cancelled = await cancelEnrolmentsOf(work, workshops, { registrationId }, { reason, at: time });
    for (const workshop of workshops) {
      workshop.freeSeats(cancelled.filter(({ workshopId }) => workshopId === workshop.id).length);
    }
    await work.manager.save(workshops);
  },
);
