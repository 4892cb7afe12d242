import { requireActsFor } from '@maarad/shared/auth';
import { enrolmentConfirmed } from '@maarad/shared/contracts';
import { creatingAllUseCase } from '@maarad/shared/database';
import { newId } from '@maarad/shared/runtime';
import { Workshop } from '../workshops/workshop.entity.js';
import { EnrolmentStatus } from './enrolment-status.js';
import { Enrolment } from './enrolment.entity.js';
import type { EnrolInput } from './enrolment.inputs.js';
import { requireParticipation } from './require-participation.js';

/**
 * Gives people of an exhibitor their places in a workshop: all or none of them, or as many as fit. The workshop's row counts the
 * places, so of many who enrol at once as many get in as there are places.
 */
export const enrol = creatingAllUseCase('enrol', Enrolment, async (work, input: EnrolInput, { principal, clock }) => {
  const { exhibitorId, workshopId, participants, allOrNone } = input;
  requireActsFor(principal, exhibitorId);
  const { editionId } = await work.find(Workshop, workshopId);
  const { id: registrationId, region } = await requireParticipation(work, exhibitorId, editionId);
  const workshop = await work.lock(Workshop, workshopId);
  const fitting = allOrNone ? participants : participants.slice(0, Math.max(1, workshop.seatsLeft));
  workshop.takeSeats(fitting.length);
  await work.save(workshop);
  const at = clock.now();
  const enrolments = fitting.map(({ name }) =>
    Object.assign(new Enrolment(), {
      ...{ id: newId(), workshopId, exhibitorId, registrationId },
      participant: { name: name.trim() },
      status: EnrolmentStatus.CONFIRMED,
      enrolledAt: at,
      cancellationReason: null,
    }),
  );
  await work.manager.insert(Enrolment, enrolments);
  const facts = { workshopId, editionId, exhibitorId };
  work.record(...enrolments.map(({ id }) => enrolmentConfirmed(id, facts, { edition: editionId, region, at })));
  return enrolments;
});
