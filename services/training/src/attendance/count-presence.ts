import { In } from 'typeorm';
import { attendanceRecorded } from '@maarad/shared/contracts';
import type { Work } from '@maarad/shared/database';
import { EnrolmentStatus } from '../enrolments/enrolment-status.js';
import type { Enrolment } from '../enrolments/enrolment.entity.js';
import { tellEnrolments } from '../enrolments/tell-enrolments.js';
import type { Workshop } from '../workshops/workshop.entity.js';
import { AttendanceEntry } from './attendance-entry.entity.js';
import { AttendanceMark } from './attendance-mark.entity.js';
import { minutesPresent } from './presence.js';
import { minutesRequired, sessionsOf, type AttendedSession } from './workshop-sessions.js';

/**
 * Counts anew how long these were there. Once the workshop's attendance is closed, that also says who attended and who was
 * absent, and is told where it has changed. The caller has the enrolments locked.
 */
export async function countPresence(work: Work, workshop: Workshop, enrolments: Enrolment[], at: Date): Promise<void> {
  if (enrolments.length === 0) {
    return;
  }
  const closed = workshop.attendanceClosedAt !== null;
  const counted = await minutesOfEach(work, workshop, enrolments);
  const changed = enrolments.filter((enrolment, index) => {
    const before = [enrolment.status, enrolment.completes(minutesRequired(workshop))].join();
    enrolment.minutesPresent = counted[index] ?? (closed ? 0 : null);
    if (closed) {
      enrolment.settleAttendance();
    }
    return before !== [enrolment.status, enrolment.completes(minutesRequired(workshop))].join();
  });
  await work.manager.query(
    `UPDATE enrolments SET minutes_present = counted.minutes, status = counted.status
     FROM unnest($1::uuid[], $2::integer[], $3::text[]) AS counted(id, minutes, status) WHERE enrolments.id = counted.id`,
    [
      enrolments.map(({ id }) => id),
      enrolments.map((enrolment) => enrolment.minutesPresent),
      enrolments.map(({ status }) => status),
    ],
  );
  if (closed) {
    await tellEnrolments(work, [workshop], changed, at, (enrolment, facts, about) =>
      attendanceRecorded(
        enrolment.id,
        {
          ...facts,
          attended: enrolment.status === EnrolmentStatus.ATTENDED,
          completed: enrolment.completes(minutesRequired(workshop)),
        },
        about,
      ),
    );
  }
}

/** In the order of the enrolments; null where neither the door nor a sheet says anything. */
async function minutesOfEach(work: Work, workshop: Workshop, enrolments: Enrolment[]): Promise<(number | null)[]> {
  const where = { enrolmentId: In(enrolments.map(({ id }) => id)) };
  const marks = new Map<string, AttendanceMark[]>();
  for (const mark of await work.manager.findBy(AttendanceMark, where)) {
    marks.set(placeOf(mark), [...(marks.get(placeOf(mark)) ?? []), mark]);
  }
  const entries = new Map((await work.manager.findBy(AttendanceEntry, where)).map((entry) => [placeOf(entry), entry]));
  const inSession = (session: AttendedSession, enrolmentId: string): number | null => {
    const place = placeOf({ enrolmentId, sessionId: session.sessionId });
    const entry = entries.get(place);
    if (!entry && !marks.has(place)) {
      return null;
    }
    return minutesPresent(session, {
      marks: marks.get(place) ?? [],
      spans: (entry?.spans ?? []).map(([from, to]) => ({ from: new Date(from), to: new Date(to) })),
      minutes: entry?.minutes ?? null,
    });
  };
  return enrolments.map(({ id }) => {
    const known = sessionsOf(workshop)
      .map((session) => inSession(session, id))
      .filter((minutes) => minutes !== null);
    return known.length === 0 ? null : known.reduce((sum, minutes) => sum + minutes, 0);
  });
}

const placeOf = ({ enrolmentId, sessionId }: { enrolmentId: string; sessionId: string }) =>
  `${enrolmentId} ${sessionId}`;
