import { useCase } from '@maarad/shared/database';
import { IllegalTransition, NotFound } from '@maarad/shared/errors';
import { newId } from '@maarad/shared/runtime';
import { EnrolmentStatus } from '../enrolments/enrolment-status.js';
import { Enrolment } from '../enrolments/enrolment.entity.js';
import { requireLeads } from '../workshops/who-leads.js';
import { Workshop } from '../workshops/workshop.entity.js';
import { AttendanceMark } from './attendance-mark.entity.js';
import type { RecordAttendanceInput } from './attendance.inputs.js';
import { countPresence } from './count-presence.js';
import { requireNotAhead } from './require-not-ahead.js';
import { sessionAt, sessionOf } from './workshop-sessions.js';

/**
 * Somebody goes through the door of a workshop. A mark that is sent again is there once; one that comes late, or before another
 * that was earlier, counts all the same.
 */
export const recordAttendance = useCase(async (work, input: RecordAttendanceInput, { principal, clock }) => {
  const { doorCode, direction } = input;
  const { id: workshopId, trainerIds } = await work.find(Workshop, input.workshopId);
  requireLeads(principal, trainerIds);
  const now = clock.now();
  const at = input.at ?? now;
  requireNotAhead(at, now, 'at');
  const enrolment = await work.manager.findOne(Enrolment, {
    where: { workshopId, doorCode: doorCode.trim().toUpperCase() },
    lock: { mode: 'pessimistic_write' },
  });
  if (!enrolment) {
    throw new NotFound('Enrolment', doorCode);
  }
  if (!enrolment.mayBePresent) {
    throw new IllegalTransition('Enrolment', enrolment.status, EnrolmentStatus.ATTENDED, []);
  }
  // Read again now that the enrolment is locked: meanwhile the session may have moved, or its attendance been closed.
  const workshop = await work.find(Workshop, workshopId);
  const { sessionId } = input.sessionId ? sessionOf(workshop, input.sessionId) : sessionAt(workshop, at);
  await work.manager
    .createQueryBuilder()
    .insert()
    .into(AttendanceMark)
    .values({
      id: newId(),
      enrolmentId: enrolment.id,
      sessionId,
      direction,
      at,
      recordedAt: now,
      recordedBy: principal.id,
    })
    .orIgnore()
    .execute();
  await countPresence(work, workshop, [enrolment], now);
  return enrolment;
});
