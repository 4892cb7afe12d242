import { In } from 'typeorm';
import { useCase, type Work } from '@maarad/shared/database';
import { isId } from '@maarad/shared/runtime';
import { Enrolment } from '../enrolments/enrolment.entity.js';
import { requireLeads } from '../workshops/who-leads.js';
import { Workshop } from '../workshops/workshop.entity.js';
import { AttendanceEntry } from './attendance-entry.entity.js';
import type { AttendanceSheetReport, AttendanceSheetRowInput, EnterAttendanceSheetInput } from './attendance.inputs.js';
import { countPresence } from './count-presence.js';
import { minutesOf, type Span } from './presence.js';
import { sessionOf } from './workshop-sessions.js';

/** Enters the sheet that went round, for one session: row by row, so that one that is wrong does not keep the others. */
export const enterAttendanceSheet = useCase(
  async (work, input: EnterAttendanceSheetInput, { principal, clock }): Promise<AttendanceSheetReport> => {
    requireLeads(principal, (await work.find(Workshop, input.workshopId)).trainerIds);
    const enrolments = await lockEnrolments(work, input);
    const workshop = await work.find(Workshop, input.workshopId);
    const session = sessionOf(workshop, input.sessionId ?? undefined);
    const now = clock.now();
    const seen = new Set<string>();
    const results = input.rows.map((row) => {
      const enrolment = enrolments.get(row.enrolmentId);
      const problem = seen.has(row.enrolmentId)
        ? 'It is on the sheet twice: the first row was entered.'
        : problemOf(row, enrolment, session, now);
      seen.add(row.enrolmentId);
      return { row, enrolmentId: row.enrolmentId, enrolment: problem ? null : (enrolment ?? null), problem };
    });
    const entered = results.flatMap(({ row, enrolment }) => (enrolment ? [{ row, enrolment }] : []));
    await work.manager.upsert(
      AttendanceEntry,
      entered.map(({ row }) => ({
        ...{ enrolmentId: row.enrolmentId, sessionId: session.sessionId, minutes: row.minutes ?? null },
        spans: (row.spans ?? []).map(({ from, to }): [string, string] => [from.toISOString(), to.toISOString()]),
        ...{ enteredAt: now, enteredBy: principal.id },
      })),
      ['enrolmentId', 'sessionId'],
    );
    await countPresence(
      work,
      workshop,
      entered.map(({ enrolment }) => enrolment),
      now,
    );
    return { entered: entered.length, rows: results };
  },
);

/** Those of the workshop that the sheet names, locked in the order of their ids. */
async function lockEnrolments(work: Work, { workshopId, rows }: EnterAttendanceSheetInput) {
  const ids = rows.map(({ enrolmentId }) => enrolmentId).filter(isId);
  const found = await work.manager.find(Enrolment, {
    where: { id: In(ids), workshopId },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  return new Map(found.map((enrolment) => [enrolment.id, enrolment]));
}

/** Null when a row can be entered. */
function problemOf(
  { minutes, spans }: AttendanceSheetRowInput,
  enrolment: Enrolment | undefined,
  session: Span,
  now: Date,
): string | null {
  if (!enrolment) {
    return 'There is no such enrolment in this workshop.';
  }
  if (!enrolment.mayBePresent) {
    return `An enrolment that is ${enrolment.status} has no place in the workshop.`;
  }
  if ((minutes === undefined || minutes === null) === !spans) {
    return 'It must say either minutes or spans.';
  }
  if (session.from > now) {
    return 'The session has not begun yet.';
  }
  if ((minutes ?? 0) > minutesOf(session)) {
    return `The session has ${minutesOf(session)} minutes.`;
  }
  if (spans?.some(({ from, to }) => to <= from)) {
    return 'Nobody can leave before coming.';
  }
  return spans?.some(({ from, to }) => from >= session.to || to <= session.from)
    ? 'The times are not those of the session.'
    : null;
}
