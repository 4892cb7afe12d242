import { In } from 'typeorm';
import { topicWaitEnded } from '@maarad/shared/contracts';
import type { Work } from '@maarad/shared/database';
import { Participant } from '@maarad/shared/projections';
import type { Enrolment } from '../enrolments/enrolment.entity.js';
import { topicWaitFacts } from './topic-wait-facts.js';
import { TopicWaitStatus } from './topic-wait-status.js';
import { TopicWait } from './topic-wait.entity.js';

const waitsOf = (enrolments: readonly Enrolment[]) => ({
  enrolmentId: In(enrolments.map(({ id }) => id)),
  status: TopicWaitStatus.OFFERED,
});
const cameByTopic = (enrolments: readonly Enrolment[]) => enrolments.filter(({ topicWaitId }) => topicWaitId !== null);

/** Whoever let a place go that was offered for a topic waits on, where it was in the line. */
export async function returnToTopicLine(work: Work, cancelled: readonly Enrolment[]): Promise<void> {
  const offered = cameByTopic(cancelled);
  if (offered.length > 0) {
    await work.manager.update(TopicWait, waitsOf(offered), {
      ...{ status: TopicWaitStatus.WAITING, enrolmentId: null, offerExpiresAt: null },
    });
  }
}

/** Whoever took a place that was offered for a topic no longer waits for it. */
export async function endTopicWaits(work: Work, taken: readonly Enrolment[], at: Date): Promise<void> {
  const accepted = cameByTopic(taken);
  if (accepted.length === 0) {
    return;
  }
  const waits = await work.manager.findBy(TopicWait, waitsOf(accepted));
  const ids = waits.map(({ id }) => id);
  await work.manager.update(TopicWait, { id: In(ids) }, { status: TopicWaitStatus.ENROLLED, offerExpiresAt: null });
  await tellEnded(work, waits, 'ENROLLED', at);
}

export async function tellEnded(
  work: Work,
  waits: readonly TopicWait[],
  outcome: 'ENROLLED' | 'CANCELLED',
  at: Date,
): Promise<void> {
  const participants = await work.manager.findBy(Participant, {
    id: In(waits.map(({ registrationId }) => registrationId)),
  });
  for (const wait of waits) {
    const { region, kind } = participants.find(({ id }) => id === wait.registrationId) ?? {};
    const about = { edition: wait.editionId, region, kind, at };
    work.record(topicWaitEnded(wait.id, { ...topicWaitFacts(wait), outcome }, about));
  }
}
