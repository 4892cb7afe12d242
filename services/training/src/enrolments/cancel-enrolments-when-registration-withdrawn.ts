import { In, Not } from 'typeorm';
import { registrationWithdrawn } from '@maarad/shared/contracts';
import { when } from '@maarad/shared/messaging';
import { cancelTopicWaitsOf } from '../topic-waits/cancel-topic-waits-of.js';
import { Workshop } from '../workshops/workshop.entity.js';
import { cancelEnrolmentsOf } from './cancel-enrolments-of.js';
import { EnrolmentStatus } from './enrolment-status.js';
import { Enrolment } from './enrolment.entity.js';
import { settleWaitlist } from './settle-waitlist.js';

/** The places of an exhibitor that no longer takes part go to who waits for them. Workshops are locked in the order of their ids. */
export const cancelEnrolmentsWhenRegistrationWithdrawn = when(
  registrationWithdrawn,
  async (work, { subject: registrationId, data: { reason }, time }) => {
    await cancelTopicWaitsOf(work, registrationId, time);
    const held = await work.manager.findBy(Enrolment, { registrationId, status: Not(EnrolmentStatus.CANCELLED) });
    if (held.length === 0) {
      return;
    }
    const workshops = await work.manager.find(Workshop, {
      where: { id: In(held.map(({ workshopId }) => workshopId)) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    await cancelEnrolmentsOf(work, workshops, { registrationId }, { reason, at: time });
    for (const workshop of workshops) {
      await settleWaitlist(work, workshop, time);
    }
    await work.manager.save(workshops);
  },
);
