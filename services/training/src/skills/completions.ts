import { In, type EntityManager } from 'typeorm';
import { minutesRequired } from '../attendance/workshop-sessions.js';
import { EnrolmentStatus } from '../enrolments/enrolment-status.js';
import { Enrolment } from '../enrolments/enrolment.entity.js';
import { Workshop } from '../workshops/workshop.entity.js';

export interface Completion {
  enrolment: Enrolment;
  workshop: Workshop;
}

/** What people of these exhibitors have completed, by each workshop's rule, in the order in which they enrolled. */
export async function completionsOf(
  manager: EntityManager,
  exhibitorIds: readonly string[],
  people?: readonly string[],
): Promise<Completion[]> {
  const attended = await manager
    .createQueryBuilder(Enrolment, 'enrolment')
    .addSelect('enrolment.participantKey')
    .where('enrolment.exhibitorId = ANY(:exhibitorIds)', { exhibitorIds })
    .andWhere('enrolment.status = :status', { status: EnrolmentStatus.ATTENDED })
    .andWhere('(:people::text[] IS NULL OR enrolment.participantKey = ANY(:people))', { people: people ?? null })
    .orderBy('enrolment.id')
    .getMany();
  const workshops = await manager.findBy(Workshop, { id: In(attended.map(({ workshopId }) => workshopId)) });
  return attended.flatMap((enrolment) =>
    workshops
      .filter((workshop) => workshop.id === enrolment.workshopId && enrolment.completes(minutesRequired(workshop)))
      .map((workshop) => ({ enrolment, workshop })),
  );
}
