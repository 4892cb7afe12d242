import { organiser, type TestService } from '@maarad/shared/testing';
import { attendanceOf, closeAttendance, time } from './attendance.js';

export const issueCertificates = `mutation ($input: IssueCertificatesInput!) { issueCertificates(input: $input) {
  certificates { id code status issuedAt checkUrl enrolment { id } } withheld { enrolment { id } reason } } }`;
export const revokeCertificate =
  'mutation ($input: RevokeCertificateInput!) { revokeCertificate(input: $input) { id status revokedAt revocationReason } }';
export const checkCertificate =
  'query ($code: String!) { certificate(code: $code) { status workshop { value } edition { value } holder issuedAt revokedAt } }';

/** Builders of people who have completed a workshop, and of their certificates. */
export function certificatesOf(service: TestService) {
  const { attended, scan } = attendanceOf(service);
  /** A workshop whose attendance is closed: the first of its people was there all the time, the second for an hour, others not. */
  async function completed(edition: string, people = 1, overrides: object = {}) {
    const one = await attended(edition, people, overrides);
    const [whole = '', hour] = one.codes;
    await scan({ ...one, doorCode: whole }, 'IN', '09:30');
    if (hour) {
      await scan({ ...one, doorCode: hour }, 'IN', '10:30');
    }
    service.setNow(time('12:00'));
    await service.data(closeAttendance, { input: { workshopId: one.workshopId } }, { as: one.as });
    return one;
  }
  const issue = async (workshopId: string) =>
    (await service.data(issueCertificates, { input: { workshopId } }, { as: organiser })).issueCertificates;
  /** Somebody's certificate. */
  async function certified(edition: string) {
    const one = await completed(edition);
    const { certificates } = await issue(one.workshopId);
    return { ...one, certificate: certificates[0] as { id: string; code: string; checkUrl: string } };
  }
  const revoke = (certificateId: string, reason = 'Another came in her place.') =>
    service.data(revokeCertificate, { input: { certificateId, reason } }, { as: organiser });
  return { completed, issue, certified, revoke };
}
