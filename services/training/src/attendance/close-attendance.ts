import { In } from 'typeorm';
import { useCase } from '@maarad/shared/database';
import { CodedError } from '@maarad/shared/errors';
import { countedAtTheEnd } from '../enrolments/enrolment-status.js';
import { Enrolment } from '../enrolments/enrolment.entity.js';
import { requireLeads } from '../workshops/who-leads.js';
import { Workshop } from '../workshops/workshop.entity.js';
import type { CloseAttendanceInput } from './attendance.inputs.js';
import { countPresence } from './count-presence.js';
import { sessionOf, sessionsOf } from './workshop-sessions.js';

/**
 * Says who attended and who was absent, once the workshop is over, and tells it. What the door or a sheet says afterwards is
 * counted still. Closing again counts anew, and changes nothing where nothing has come.
 */
export const closeAttendance = useCase(async (work, { workshopId }: CloseAttendanceInput, { principal, clock }) => {
  const workshop = await work.lock(Workshop, workshopId);
  requireLeads(principal, workshop.trainerIds);
  const now = clock.now();
  sessionOf(workshop, sessionsOf(workshop)[0]?.sessionId);
  const end = new Date(Math.max(...sessionsOf(workshop).map(({ to }) => to.getTime())));
  if (end > now) {
    throw new CodedError('ILLEGAL_TRANSITION', 'The attendance of a workshop is closed when it is over.', {
      type: 'Workshop',
      endsAt: end.toISOString(),
    });
  }
  workshop.attendanceClosedAt ??= now;
  await work.save(workshop);
  const enrolments = await work.manager.find(Enrolment, {
    where: { workshopId, status: In(countedAtTheEnd) },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  await countPresence(work, workshop, enrolments, now);
  return workshop;
});
