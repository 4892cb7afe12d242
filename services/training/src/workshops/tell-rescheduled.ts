import { In, Not } from 'typeorm';
import { enrolmentRescheduled } from '@maarad/shared/contracts';
import type { Work } from '@maarad/shared/database';
import { EnrolmentStatus } from '../enrolments/enrolment-status.js';
import { Enrolment } from '../enrolments/enrolment.entity.js';
import { tellEnrolments } from '../enrolments/tell-enrolments.js';
import { toldSlot, type Slot } from './meetings.js';
import type { Workshop } from './workshop.entity.js';

const { CANCELLED, ABSENT, ATTENDED } = EnrolmentStatus;

/** Tells all who have a place in a workshop or wait for one that a session of it is elsewhere, or (`to` is null) is not at all. */
export async function tellRescheduled(
  work: Work,
  workshop: Workshop,
  { sessionId, from, to, at }: { sessionId: string; from: Slot; to: Slot | null; at: Date },
): Promise<void> {
  const enrolments = await work.manager.find(Enrolment, {
    where: { workshopId: workshop.id, status: Not(In([CANCELLED, ABSENT, ATTENDED])) },
    order: { id: 'ASC' },
  });
  await tellEnrolments(work, [workshop], enrolments, at, ({ id }, facts, about) =>
    enrolmentRescheduled(id, { ...facts, sessionId, from: toldSlot(from), to: to && toldSlot(to) }, about),
  );
}
