import { In } from 'typeorm';
import { requireActsFor } from '@maarad/shared/auth';
import { enrolmentPromoted } from '@maarad/shared/contracts';
import { useCase, type Work } from '@maarad/shared/database';
import type { Surroundings } from '@maarad/shared/database';
import { Workshop } from '../workshops/workshop.entity.js';
import { endTopicWaits } from '../topic-waits/settle-topic-waits.js';
import { cancelEnrolmentsOf } from './cancel-enrolments-of.js';
import { EnrolmentStatus } from './enrolment-status.js';
import { Enrolment } from './enrolment.entity.js';
import type { AnswerOfferInput } from './enrolment.inputs.js';
import { settleWaitlist } from './settle-waitlist.js';
import { tellEnrolments } from './tell-enrolments.js';

/** Takes the places that are kept for a party: it is one person, or all who want to come together. */
export const acceptOffer = useCase(async (work, input: AnswerOfferInput, surroundings) => {
  const { workshop, party } = await offeredParty(work, input, surroundings, EnrolmentStatus.CONFIRMED);
  party.forEach((enrolment) => enrolment.accept());
  const ids = party.map(({ id }) => id);
  await work.manager.update(Enrolment, { id: In(ids) }, { status: EnrolmentStatus.CONFIRMED, offerExpiresAt: null });
  await endTopicWaits(work, party, surroundings.clock.now());
  await tellEnrolments(work, [workshop], party, surroundings.clock.now(), ({ id }, facts, about) =>
    enrolmentPromoted(id, facts, about),
  );
  return party;
});

/** Leaves the places that are kept for a party to whoever is next. */
export const declineOffer = useCase(async (work, input: AnswerOfferInput, surroundings) => {
  const { workshop, party } = await offeredParty(work, input, surroundings, EnrolmentStatus.CANCELLED);
  const at = surroundings.clock.now();
  const which = { id: In(party.map(({ id }) => id)) };
  const declined = await cancelEnrolmentsOf(work, [workshop], which, { reason: 'The offer was declined.', at });
  await settleWaitlist(work, workshop, at);
  return declined;
});

/** @throws IllegalTransition when no place is kept for it, or no longer. */
async function offeredParty(
  work: Work,
  { enrolmentId }: AnswerOfferInput,
  { principal, clock }: Surroundings,
  answer: EnrolmentStatus,
): Promise<{ workshop: Workshop; party: Enrolment[] }> {
  const { exhibitorId, workshopId, partyId } = await work.find(Enrolment, enrolmentId);
  requireActsFor(principal, exhibitorId);
  const workshop = await work.lock(Workshop, workshopId);
  const asked = await work.find(Enrolment, enrolmentId);
  asked.requireOffered(clock.now(), answer);
  const where = { workshopId, partyId, status: EnrolmentStatus.OFFERED };
  return { workshop, party: await work.manager.find(Enrolment, { where, order: { id: 'ASC' } }) };
}
