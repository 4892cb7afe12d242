import { organiser, type TestService } from '@maarad/shared/testing';
import { builders, trainer } from './builders.js';

/** The builders' workshop: 2025-01-28 from 9:30 to 11:30, so 120 minutes, of which 96 complete it. */
export const time = (clock: string) => new Date(`2025-01-28T${clock}:00.000Z`);

export const recordAttendance =
  'mutation ($input: RecordAttendanceInput!) { recordAttendance(input: $input) { id status minutesPresent completed } }';
export const enterSheet =
  'mutation ($input: EnterAttendanceSheetInput!) { enterAttendanceSheet(input: $input) { entered rows { enrolmentId problem enrolment { minutesPresent } } } }';
export const closeAttendance =
  'mutation ($input: CloseAttendanceInput!) { closeAttendance(input: $input) { attendanceClosedAt completionRule { minimumPercent minimumMinutes } enrolments { nodes { id status minutesPresent completed } } } }';
const doorCodes = `query ($id: ID!) { workshop(id: $id) { enrolments(first: 100) { nodes { id doorCode } } } }`;

/** Builders of people who come to a workshop, and the door where they are let in. */
export function attendanceOf(service: TestService) {
  const make = builders(service);
  /** A workshop with somebody of an exhibitor in it, and the code for the door. */
  async function attended(edition: string, people = 1, overrides: object = {}) {
    const { workshopId, sessionId, trainerId } = await make.scheduled(edition, overrides);
    const { exhibitorId, registrationId } = await make.participant(edition);
    const enrolments = await make.enrolled(workshopId, exhibitorId, people);
    const { workshop } = await service.data(doorCodes, { id: workshopId }, { as: organiser });
    const codeOf = new Map<string, string>(workshop.enrolments.nodes.map((one: any) => [one.id, one.doorCode]));
    const [enrolmentId = ''] = enrolments;
    return {
      ...{ workshopId, sessionId, trainerId, exhibitorId, registrationId, enrolments, enrolmentId },
      doorCode: codeOf.get(enrolmentId) ?? '',
      codes: enrolments.map((id) => codeOf.get(id) ?? ''),
      as: trainer(trainerId),
    };
  }
  const scan = (
    { workshopId, doorCode, as }: { workshopId: string; doorCode: string; as: ReturnType<typeof trainer> },
    direction: string,
    at: string,
  ) => service.data(recordAttendance, { input: { workshopId, doorCode, direction, at: time(at) } }, { as });
  const closing = async ({ workshopId, as }: { workshopId: string; as: ReturnType<typeof trainer> }) =>
    (await service.data(closeAttendance, { input: { workshopId } }, { as })).closeAttendance;
  return { attended, scan, closing };
}
