import type { FairData } from '../fair-data.js';
import type { GraphClient, Refused } from './graph-client.js';
import type { LoadedExhibitors } from './load-exhibitors.js';
import type { Enrolled, LoadedProgramme } from './load-programme.js';
import { mutateEach } from './mutate-each.js';
import { peopleOf } from './people-of.js';

const done = ({ code }: Refused) => code === 'ILLEGAL_TRANSITION';

/**
 * A workshop that is full: who waits, whose place goes on to the next, who declines it, who takes it, and one who does not answer:
 * that offer runs out by itself some minutes later. Others wait for a topic, whichever workshop of it will suit.
 */
export async function loadWaitlists(
  actingFor: (exhibitorId: string) => Promise<GraphClient>,
  { training }: FairData,
  { editionId, exhibitorIds }: LoadedExhibitors,
  { workshopIds, enrolments }: LoadedProgramme,
): Promise<void> {
  const { workshop, parties, steps } = training.waitlist;
  const clientOf = (exhibitor: string) => actingFor(exhibitorIds.get(exhibitor) ?? '');
  const waiting = new Map<string, Enrolled | undefined>();
  // One after the other: the order in which they ask is the order in which they wait.
  for (const { key, exhibitor, participants } of parties) {
    const input = {
      ...{ idempotencyKey: key, workshopId: workshopIds.get(workshop), exhibitorId: exhibitorIds.get(exhibitor) },
      ...{ participants: peopleOf(exhibitor, participants), waitlist: true },
    };
    const [made] = await mutateEach<Enrolled[]>(await clientOf(exhibitor), 'enrol', 'EnrolInput', [input]);
    waiting.set(exhibitor, made?.[0]);
  }
  for (const { exhibitor, does, reason } of steps) {
    const client = await clientOf(exhibitor);
    const enrolmentId = waiting.get(exhibitor)?.id ?? enrolments.get(`${workshop} ${exhibitor}`)?.[0]?.id;
    if (does === 'GIVES_UP') {
      await mutateEach(client, 'cancelEnrolment', 'CancelEnrolmentInput', [{ enrolmentId, reason }], { done });
    } else if (does === 'DECLINES') {
      await mutateEach(client, 'declineOffer', 'AnswerOfferInput', [{ enrolmentId }], { done });
    } else {
      await mutateEach(client, 'acceptOffer', 'AnswerOfferInput', [{ enrolmentId }], { done });
    }
  }
  for (const { key, exhibitor, participants, ...topic } of training.topicWaits) {
    const input = {
      ...{ idempotencyKey: key, editionId, exhibitorId: exhibitorIds.get(exhibitor) },
      ...{ ...topic, participants: peopleOf(exhibitor, participants) },
    };
    await mutateEach(await clientOf(exhibitor), 'waitForTopic', 'WaitForTopicInput', [input]);
  }
}
