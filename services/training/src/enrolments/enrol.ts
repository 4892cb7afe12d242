import { In, Not } from 'typeorm';
import { requireActsFor } from '@maarad/shared/auth';
import { enrolmentConfirmed, enrolmentWaitlisted } from '@maarad/shared/contracts';
import { creatingAllUseCase, type Work } from '@maarad/shared/database';
import { Conflict } from '@maarad/shared/errors';
import { newId } from '@maarad/shared/runtime';
import { Workshop, WorkshopFull } from '../workshops/workshop.entity.js';
import { newDoorCode } from './door-code.js';
import { EnrolmentStatus } from './enrolment-status.js';
import { Enrolment } from './enrolment.entity.js';
import type { EnrolInput } from './enrolment.inputs.js';
import { participantKey } from './participant-key.js';
import { requireDifferentPeople } from './require-different-people.js';
import { requireParticipation } from './require-participation.js';
import { requirePrerequisites } from './require-prerequisites.js';
import { settleWaitlist } from './settle-waitlist.js';

/**
 * Gives people of an exhibitor their places in a workshop: all or none of them, or as many as fit; who finds none waits in line
 * where that is wanted. The workshop's row counts the places and is locked, so of many who enrol at once as many get in as there
 * are places, and the others wait in the order in which they came.
 */
export const enrol = creatingAllUseCase(
  'enrol',
  Enrolment,
  async (work, input: EnrolInput, { principal, clock }) => {
    const { exhibitorId, workshopId, participants, allOrNone } = input;
    requireActsFor(principal, exhibitorId);
    requireDifferentPeople(participants);
    const { editionId } = await work.find(Workshop, workshopId);
    const { id: registrationId, region, kind } = await requireParticipation(work, exhibitorId, editionId);
    const workshop = await work.lock(Workshop, workshopId);
    const at = clock.now();
    workshop.requireOpen();
    await requirePrerequisites(
      work,
      workshop,
      exhibitorId,
      participants.map(({ name }) => name),
    );
    await settleWaitlist(work, workshop, at);
    const { seated, queued } = await whoFits(work, workshop, input);
    workshop.takeSeats(seated);
    await work.save(workshop);
    const party = newId();
    const enrolments = participants.slice(0, seated + queued).map(({ name }, index) => {
      const id = newId();
      return Object.assign(new Enrolment(), {
        ...{ id, workshopId, exhibitorId, registrationId, partyId: allOrNone ? party : id },
        ...{ participant: { name: name.trim() }, participantKey: participantKey(name) },
        status: index < seated ? EnrolmentStatus.CONFIRMED : EnrolmentStatus.WAITLISTED,
        ...{ enrolledAt: at, cancellationReason: null, offerExpiresAt: null },
        ...{ doorCode: newDoorCode(), minutesPresent: null, due: workshop.price, topicWaitId: null },
      });
    });
    await work.manager.insert(Enrolment, enrolments);
    const facts = { workshopId, editionId, exhibitorId };
    const about = { edition: editionId, region, kind, at };
    work.record(
      ...enrolments.map(({ id, status }) =>
        status === EnrolmentStatus.CONFIRMED
          ? enrolmentConfirmed(id, facts, about)
          : enrolmentWaitlisted(id, facts, about),
      ),
    );
    return enrolments;
  },
  {
    violations: {
      enrolments_once_a_person: async ({ workshopId, exhibitorId, participants }, manager) => {
        const before = await manager.findBy(Enrolment, {
          ...{ workshopId, exhibitorId, status: Not(EnrolmentStatus.CANCELLED) },
          participantKey: In(participants.map(({ name }) => participantKey(name))),
        });
        return new Conflict(
          'Somebody is enrolled in this workshop already. Namesakes are told apart by a fuller name.',
          before.map(({ id }) => ({ type: 'Enrolment', id })),
        );
      },
    },
  },
);

/** How many have their places at once and how many wait. @throws WorkshopFull when nobody has, and nobody wants to wait. */
async function whoFits(work: Work, workshop: Workshop, { participants, allOrNone, waitlist }: EnrolInput) {
  const others = await work.manager.countBy(Enrolment, {
    workshopId: workshop.id,
    status: EnrolmentStatus.WAITLISTED,
  });
  const left = others > 0 ? 0 : workshop.freePlaces;
  const wanted = participants.length;
  const seated = wanted <= left ? wanted : allOrNone ? 0 : left;
  if (seated === 0 && !waitlist) {
    throw new WorkshopFull(left);
  }
  return { seated, queued: waitlist ? wanted - seated : 0 };
}
