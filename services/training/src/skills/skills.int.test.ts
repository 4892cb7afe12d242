import type { Principal } from '@maarad/shared/auth';
import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { trainingService } from '../service.js';
import { time } from '../testing/attendance.js';
import { builders, trainer } from '../testing/builders.js';
import { certificatesOf } from '../testing/certificates.js';

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

const skills = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Exhibitor {
  skills { topic completedAt people workshop { id } certificates { id } } } } }`;
const read = (exhibitorId: string, as: Principal = organiser) =>
  service.execute(skills, { representations: [{ __typename: 'Exhibitor', id: exhibitorId }] }, { as });

test('an exhibitor’s skills are the topics of the workshops that its people completed, with their certificates', async () => {
  const one = await certificates.completed(edition, 3, { topic: 'EXPORT' });
  const issued = await certificates.issue(one.workshopId);
  const { data } = await read(one.exhibitorId, actingFor(one.exhibitorId));
  expect(data?._entities[0].skills).toEqual([
    {
      ...{ topic: 'EXPORT', completedAt: time('11:30').toISOString(), people: 1, workshop: { id: one.workshopId } },
      certificates: issued.certificates.map(({ id }: { id: string }) => ({ id })),
    },
  ]);
});

test('a certificate that is revoked is shown with no skill, which stays', async () => {
  const one = await certificates.certified(edition);
  await certificates.revoke(one.certificate.id);
  expect((await read(one.exhibitorId)).data?._entities[0].skills).toMatchObject([{ people: 1, certificates: [] }]);
});

test('who has completed nothing has no skill', async () => {
  const { exhibitorId } = await make.participant(edition);
  const { workshopId } = await make.scheduled(edition);
  await make.enrolled(workshopId, exhibitorId);
  expect((await read(exhibitorId)).data?._entities).toEqual([{ skills: [] }]);
});

test('skills are seen by the exhibitor itself and the organiser alone', async () => {
  const one = await certificates.completed(edition);
  const other = actingFor((await make.participant(edition)).exhibitorId);
  const visitor = { id: 'anonymous', role: 'visitor' as const };
  for (const as of [other, one.as, trainer(newId()), { id: 'region', role: 'partner' as const }, visitor]) {
    const { data, errors } = await read(one.exhibitorId, as);
    expect(data?._entities).toEqual([{ skills: null }]);
    expect(errors?.[0]?.extensions?.code).toBe(as.id === 'anonymous' ? 'UNAUTHENTICATED' : 'FORBIDDEN');
  }
});

test('the statements of skills do not grow with their number', async () => {
  const representations: object[] = [];
  for (let index = 0; index < 10; index += 1) {
    service.setNow(time('12:00'));
    representations.push({ __typename: 'Exhibitor', id: (await certificates.certified(edition)).exhibitorId });
  }
  const count = (asked: object[]) =>
    service.countStatements(() => service.data(skills, { representations: asked }, { as: organiser }));
  expect(await count(representations)).toBe(await count(representations.slice(0, 1)));
});
