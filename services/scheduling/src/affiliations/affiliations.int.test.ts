import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { schedulingService } from '../service.js';
import { builders } from '../testing/builders.js';
import { errorOf, rulesOf } from '../testing/rules.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let rules: ReturnType<typeof rulesOf>;
let editionId: string;
let venueId: string;

beforeAll(async () => {
  service = await testService(schedulingService);
  make = builders(service);
  rules = rulesOf(service);
});
afterAll(() => service.close());
beforeEach(async () => {
  editionId = await make.edition();
  venueId = await make.venue();
});

const affiliate = (input: object, asking: object = { as: organiser }) =>
  service.execute(
    'mutation ($input: SetAffiliationInput!) { made: setAffiliation(input: $input) { id } }',
    { input },
    asking,
  );
const exhibitorOf = async (performerId: string) => {
  const query = 'query ($id: ID!) { performer(id: $id) { exhibitor { id } } }';
  return (await service.data(query, { id: performerId })).performer.exhibitor;
};

test('an expert who also runs a stand or sits in the jury cannot be double-booked: its exhibitor is missed there', async () => {
  const exhibitor = await make.participant(editionId);
  const [performerId, trainerId] = [await make.performer(), newId()];
  await affiliate({ performerId, exhibitorId: exhibitor.id });
  await affiliate({ trainerId, exhibitorId: exhibitor.id });
  const stand = await make.stand(editionId, exhibitor.id);
  await rules.set('setConflictRule', { editionId, rule: 'STAND_DUTY', severity: 'BLOCK' });
  const atStand = { rule: 'STAND_DUTY', conflictsWith: [{ type: 'Stand', id: stand.id }] };
  expect(errorOf(await make.schedule({ editionId, venueId, performerIds: [performerId] }))).toMatchObject(atStand);
  const workshop = make.announcement({ editionId, venueId, trainerIds: [trainerId] });
  await service.deliver(workshop.announced);
  expect((await service.told('org.maarad.scheduling.session.refused.v1')).at(-1)?.data).toMatchObject({
    conflictsWith: [{ type: 'Stand', id: stand.id }],
  });
  await stand.release();
  const sitting = await make.sitting(editionId, { exhibitorIds: [exhibitor.id] });
  expect(errorOf(await make.schedule({ editionId, venueId, performerIds: [performerId] }))).toMatchObject({
    ...{ rule: 'JURY_DUTY', conflictsWith: [{ type: 'JurySitting', id: sitting.id }] },
  });
  await affiliate({ performerId });
  expect((await make.schedule({ editionId, venueId, performerIds: [performerId] })).errors).toBeUndefined();
});

test('an affiliation that comes after a session is listed, and can be taken back', async () => {
  const exhibitor = await make.participant(editionId);
  const performerId = await make.performer();
  const sessionId = await make.session({ editionId, venueId, performerIds: [performerId] });
  await make.sitting(editionId, { exhibitorIds: [exhibitor.id] });
  expect(await rules.conflicts(editionId)).toEqual([]);
  expect((await affiliate({ performerId, exhibitorId: exhibitor.id })).data?.made).toEqual({ id: exhibitor.id });
  expect(await exhibitorOf(performerId)).toEqual({ id: exhibitor.id });
  expect(await rules.conflicts(editionId)).toMatchObject([{ rule: 'JURY_DUTY', sessions: [{ id: sessionId }] }]);
  expect((await affiliate({ performerId })).data?.made).toEqual({ id: exhibitor.id });
  expect((await affiliate({ performerId })).data?.made).toBeNull();
  expect(await exhibitorOf(performerId)).toBeNull();
  expect(await rules.conflicts(editionId)).toEqual([]);
});

test('an affiliation is of one performer that is in the books, or of one trainer, and is the organiser’s to set', async () => {
  const exhibitorId = newId();
  for (const who of [{}, { performerId: await make.performer(), trainerId: newId() }]) {
    expect(errorOf(await affiliate({ ...who, exhibitorId }))).toMatchObject({ code: 'BAD_USER_INPUT' });
  }
  expect(errorOf(await affiliate({ performerId: newId(), exhibitorId }))).toMatchObject({ code: 'NOT_FOUND' });
  const asking = { as: actingFor(exhibitorId) };
  expect(errorOf(await affiliate({ trainerId: newId(), exhibitorId }, asking))).toMatchObject({ code: 'FORBIDDEN' });
});
