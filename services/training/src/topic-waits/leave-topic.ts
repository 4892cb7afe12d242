import { requireActsFor } from '@maarad/shared/auth';
import { useCase } from '@maarad/shared/database';
import { cancelEnrolmentsOf } from '../enrolments/cancel-enrolments-of.js';
import { Enrolment } from '../enrolments/enrolment.entity.js';
import { settleWaitlist } from '../enrolments/settle-waitlist.js';
import { Workshop } from '../workshops/workshop.entity.js';
import { tellEnded } from './settle-topic-waits.js';
import type { LeaveTopicInput } from './topic-wait.inputs.js';
import { TopicWait } from './topic-wait.entity.js';

/** Somebody waits for a topic no longer; a place that is offered goes to whoever is next. */
export const leaveTopic = useCase(async (work, { topicWaitId }: LeaveTopicInput, { principal, clock }) => {
  requireActsFor(principal, (await work.find(TopicWait, topicWaitId)).exhibitorId);
  const wait = await work.lock(TopicWait, topicWaitId);
  const at = clock.now();
  const { enrolmentId } = wait;
  wait.cancel();
  await work.save(wait);
  await tellEnded(work, [wait], 'CANCELLED', at);
  if (enrolmentId !== null) {
    const { workshopId } = await work.find(Enrolment, enrolmentId);
    const workshop = await work.lock(Workshop, workshopId);
    const reason = 'The topic is waited for no longer.';
    await cancelEnrolmentsOf(work, [workshop], { id: enrolmentId }, { reason, at });
    await settleWaitlist(work, workshop, at);
    await work.save(workshop);
  }
  return wait;
});
