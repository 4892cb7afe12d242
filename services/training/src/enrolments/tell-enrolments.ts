import { In } from 'typeorm';
import type { About, NewEvent } from '@maarad/shared/contracts';
import type { Work } from '@maarad/shared/database';
import { Participant } from '@maarad/shared/projections';
import type { Workshop } from '../workshops/workshop.entity.js';
import type { Enrolment } from './enrolment.entity.js';

export interface EnrolmentFacts {
  workshopId: string;
  editionId: string;
  exhibitorId: string;
}

/** Tells something of each of these enrolments in these workshops: ids, the exhibitor's region and kind, nobody's name. */
export async function tellEnrolments(
  work: Work,
  workshops: Workshop[],
  enrolments: Enrolment[],
  at: Date,
  event: (enrolment: Enrolment, facts: EnrolmentFacts, about: About) => NewEvent,
): Promise<void> {
  if (enrolments.length === 0) {
    return;
  }
  const participations = await work.manager.findBy(Participant, {
    id: In(enrolments.map(({ registrationId }) => registrationId)),
  });
  const participants = new Map(participations.map((participation) => [participation.id, participation]));
  const editions = new Map(workshops.map(({ id, editionId }) => [id, editionId]));
  for (const enrolment of enrolments) {
    const { workshopId, exhibitorId, registrationId } = enrolment;
    const editionId = editions.get(workshopId) ?? '';
    const { region, kind } = participants.get(registrationId) ?? {};
    const about = { edition: editionId, region, kind, at };
    work.record(event(enrolment, { workshopId, editionId, exhibitorId }, about));
  }
}
