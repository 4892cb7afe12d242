import { enrolmentOffered } from '@maarad/shared/contracts';
import { violatedConstraint, type Work } from '@maarad/shared/database';
import { newId } from '@maarad/shared/runtime';
import { newDoorCode } from '../enrolments/door-code.js';
import { EnrolmentStatus } from '../enrolments/enrolment-status.js';
import { Enrolment } from '../enrolments/enrolment.entity.js';
import { missingPrerequisites } from '../enrolments/require-prerequisites.js';
import { tellEnrolments } from '../enrolments/tell-enrolments.js';
import type { Workshop } from '../workshops/workshop.entity.js';
import { TopicWait } from './topic-wait.entity.js';

/**
 * Offers the free places of a workshop to those who wait for its topic, whoever asked first. The caller has the workshop locked
 * and nobody waits for the workshop itself.
 */
export async function offerToTopicLine(work: Work, workshop: Workshop, at: Date): Promise<void> {
  const passed: string[] = [];
  while (workshop.startsAt > at && workshop.freePlaces > 0) {
    const wait = await nextInTopicLine(work, workshop, passed);
    if (!wait) {
      return;
    }
    const { exhibitorId, participant } = wait;
    const missing = await missingPrerequisites(work, workshop, exhibitorId, [participant.name]);
    const offered = missing.length === 0 ? await offerPlace(work, workshop, wait, at) : null;
    if (!offered) {
      passed.push(wait.id);
      continue;
    }
    workshop.takeSeats(1);
    await tellEnrolments(work, [workshop], [offered.enrolment], at, ({ id }, facts, about) =>
      enrolmentOffered(id, { ...facts, offerExpiresAt: offered.until.toISOString() }, about),
    );
  }
}

/** Whom another transaction is about to offer something is skipped: it has an offer then, or is found by the next to look. */
async function nextInTopicLine(
  work: Work,
  { id: workshopId, editionId, topic }: Workshop,
  passed: string[],
): Promise<TopicWait | null> {
  return work.manager
    .createQueryBuilder(TopicWait, 'wait')
    .where("wait.status = 'WAITING' AND wait.editionId = :editionId AND wait.topic = :topic", { editionId, topic })
    .andWhere('wait.id IN (SELECT wait_id FROM topic_line WHERE workshop_id = :workshopId)', { workshopId })
    .andWhere('NOT wait.id = ANY(:passed)', { passed })
    .orderBy('wait.place')
    .limit(1)
    .setLock('pessimistic_write')
    .setOnLocked('skip_locked')
    .getOne();
}

/** Null when another topic's workshop has just offered a place to the same person. */
async function offerPlace(work: Work, workshop: Workshop, wait: TopicWait, at: Date) {
  const { exhibitorId, registrationId, participant, participantKey } = wait;
  const [id, until] = [newId(), workshop.offerEnds(at)];
  const enrolment = Object.assign(new Enrolment(), {
    ...{ id, partyId: id, workshopId: workshop.id, exhibitorId, registrationId, participant, participantKey },
    ...{ status: EnrolmentStatus.OFFERED, enrolledAt: at, offerExpiresAt: until, cancellationReason: null },
    ...{ doorCode: newDoorCode(), minutesPresent: null, due: workshop.price, topicWaitId: wait.id },
  });
  try {
    await work.manager.transaction(async (manager) => {
      await manager.insert(Enrolment, enrolment);
      wait.offer(id, until);
      const { status, enrolmentId, offerExpiresAt } = wait;
      await manager.update(TopicWait, { id: wait.id }, { status, enrolmentId, offerExpiresAt });
    });
    return { enrolment, until };
  } catch (error) {
    if (violatedConstraint(error) !== 'topic_waits_one_offer_a_person') {
      throw error;
    }
    return null;
  }
}
