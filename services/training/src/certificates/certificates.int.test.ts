import { certificateIssued, certificateRevoked } from '@maarad/shared/contracts';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { trainingService } from '../service.js';
import { enterSheet, time } from '../testing/attendance.js';
import { builders, trainer } from '../testing/builders.js';
import { certificatesOf, checkCertificate, issueCertificates, revokeCertificate } from '../testing/certificates.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let certificates: ReturnType<typeof certificatesOf>;
let edition: string;

beforeAll(async () => {
  service = await testService(trainingService);
  make = builders(service);
  certificates = certificatesOf(service);
  edition = await make.edition();
});
afterAll(() => service.close());
beforeEach(() => service.setNow(time('12:00')));

const check = async (code: string) => (await service.data(checkCertificate, { code })).certificate;
const told = async (type: string, workshopId: string) =>
  (await service.told(type)).filter(({ data }) => data.workshopId === workshopId);

test('a certificate is issued only when the rule is met; of each other it is said why not', async () => {
  const { workshopId, enrolments } = await certificates.completed(edition, 3);
  const [whole, hour, absent] = enrolments;
  const issued = await certificates.issue(workshopId);
  expect(issued.certificates).toEqual([
    {
      ...{ id: expect.any(String), code: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/), status: 'VALID' },
      ...{ issuedAt: '2025-01-28T12:00:00.000Z', enrolment: { id: whole } },
      checkUrl: `https://fair.test/certificates/${issued.certificates[0].code}`,
    },
  ]);
  expect(issued.withheld).toEqual([
    { enrolment: { id: hour }, reason: 'TOO_SHORT' },
    { enrolment: { id: absent }, reason: 'ABSENT' },
  ]);
});

test('no certificate is issued before the attendance is closed', async () => {
  const { workshopId } = await make.scheduled(edition);
  expect(await service.refusal(issueCertificates, { input: { workshopId } }, { as: organiser })).toMatchObject({
    code: 'ILLEGAL_TRANSITION',
  });
});

test('fifty who issue at once: one certificate an enrolment, one event, told without name and code', async () => {
  const { workshopId, exhibitorId, enrolmentId } = await certificates.completed(edition, 2);
  const answers = await Promise.all(Array.from({ length: 50 }, () => certificates.issue(workshopId)));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  const events = await told(certificateIssued.type, workshopId);
  expect(events.map(({ subject, data }) => [subject, data])).toEqual([
    [answers[0].certificates[0].id, { workshopId, editionId: edition, exhibitorId, enrolmentId }],
  ]);
});

test('the database keeps it at one certificate an enrolment, whatever a program does', async () => {
  const { certificate } = await certificates.certified(edition);
  await expect(
    service.database.query(
      `INSERT INTO certificates SELECT gen_random_uuid(), enrolment_id, workshop_id, exhibitor_id, 'another', issued_at, snapshot, status
       FROM certificates WHERE id = $1`,
      [certificate.id],
    ),
  ).rejects.toThrow('certificates_one_an_enrolment');
});

test('who completes a workshop afterwards, by a sheet that comes late, gets a certificate with the next issue', async () => {
  const { workshopId, enrolments } = await certificates.completed(edition, 2);
  await certificates.issue(workshopId);
  const rows = [{ enrolmentId: enrolments[1], minutes: 100 }];
  await service.data(enterSheet, { input: { workshopId, rows } }, { as: organiser });
  const again = await certificates.issue(workshopId);
  expect(again.certificates.map((one: any) => one.enrolment.id)).toEqual(enrolments);
  expect(again.withheld).toEqual([]);
  expect(await told(certificateIssued.type, workshopId)).toHaveLength(2);
});

test('a certificate keeps workshop, sessions, trainers, edition and participant as they were', async () => {
  const { certificate, workshopId, sessionId, trainerId } = await certificates.certified(edition);
  await make.moved(sessionId, edition, workshopId, {
    startsAt: '2025-01-29T09:30:00.000Z',
    endsAt: '2025-01-29T10:30:00.000Z',
  });
  const [{ snapshot }] = await service.database.query('SELECT snapshot FROM certificates WHERE id = $1', [
    certificate.id,
  ]);
  expect(snapshot).toMatchObject({
    workshop: { id: workshopId, title: { fr: 'Le marketing' }, topic: 'MARKETING' },
    sessions: [{ id: sessionId, startsAt: '2025-01-28T09:30:00.000Z', endsAt: '2025-01-28T11:30:00.000Z' }],
    trainers: [{ id: trainerId, name: { fr: 'Karima' } }],
    edition: { id: edition, name: { ar: 'المعرض الجهوي' } },
    exhibitor: { name: { ar: 'تعاونية أركان' } },
    participant: { name: expect.stringContaining('Fatima 1 ') },
    minutes: { present: 120, required: 96, whole: 120 },
  });
});

test('anyone checks a code: valid with initials only, revoked with the day only, unknown with nothing, all of one shape', async () => {
  const { certificate } = await certificates.certified(edition);
  const empty = { workshop: null, edition: null, holder: null, issuedAt: null, revokedAt: null };
  expect(await check(certificate.code)).toEqual({
    ...{ ...empty, status: 'VALID', workshop: { value: 'التسويق' }, edition: { value: 'المعرض الجهوي' } },
    ...{ holder: expect.stringMatching(/^F\. 1\. /), issuedAt: '2025-01-28T12:00:00.000Z' },
  });
  const typed = certificate.code
    .toLowerCase()
    .replace(/(.{5})/g, '$1-')
    .replace(/1/g, 'l')
    .replace(/0/g, 'o');
  expect((await check(typed)).status).toBe('VALID');
  await certificates.revoke(certificate.id);
  expect(await check(certificate.code)).toEqual({
    ...{ ...empty, status: 'REVOKED', revokedAt: '2025-01-28T12:00:00.000Z' },
  });
  for (const code of ['0'.repeat(26), certificate.code.slice(1), certificate.id, "' OR true --", '']) {
    expect(await check(code)).toEqual({ ...empty, status: 'UNKNOWN' });
  }
});

test('the organiser revokes a certificate once, with a reason that is not told; there is no other for the enrolment', async () => {
  const { certificate, workshopId, enrolmentId } = await certificates.certified(edition);
  const input = { certificateId: certificate.id, reason: 'Another came in her place.' };
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => service.execute(revokeCertificate, { input }, { as: organiser })),
  );
  expect(answers.filter(({ errors }) => !errors).map(({ data }) => data?.revokeCertificate)).toEqual([
    {
      ...{ id: certificate.id, status: 'REVOKED', revokedAt: '2025-01-28T12:00:00.000Z' },
      revocationReason: 'Another came in her place.',
    },
  ]);
  expect(answers.flatMap(({ errors }) => errors ?? []).map(({ extensions }) => extensions?.code)).toEqual(
    Array.from({ length: 49 }, () => 'ILLEGAL_TRANSITION'),
  );
  const [event, ...others] = await told(certificateRevoked.type, workshopId);
  expect(others).toEqual([]);
  expect(JSON.stringify(event)).not.toContain('her place');
  expect(await certificates.issue(workshopId)).toEqual({
    certificates: [],
    withheld: [{ enrolment: { id: enrolmentId }, reason: 'REVOKED' }],
  });
});

test("certificates are issued by the workshop's trainers and the organiser, and revoked by the organiser", async () => {
  const { certificate, workshopId, exhibitorId, as } = await certificates.certified(edition);
  const strangers = [
    actingFor(exhibitorId),
    trainer(await make.trainer()),
    { id: 'anonymous', role: 'visitor' as const },
  ];
  for (const stranger of strangers) {
    const code = stranger.id === 'anonymous' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
    expect(await service.refusal(issueCertificates, { input: { workshopId } }, { as: stranger })).toMatchObject({
      code,
    });
  }
  for (const stranger of [...strangers, as]) {
    const input = { certificateId: certificate.id, reason: 'mischief' };
    const code = stranger.id === 'anonymous' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
    expect(await service.refusal(revokeCertificate, { input }, { as: stranger })).toMatchObject({ code });
  }
  expect(await service.data(issueCertificates, { input: { workshopId } }, { as })).toBeTruthy();
});
