import { topicWaitEnded } from '@maarad/shared/contracts';
import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { lapseOffers } from '../enrolments/lapse-offers.js';
import { trainingService } from '../service.js';
import { acceptOffer, builders, cancelWorkshop, declineOffer } from '../testing/builders.js';
import { leave, wait, topicWaitsOf } from '../testing/topic-waits.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let edition: string;
let chore: ReturnType<typeof topicWaitsOf>['chore'];
let waitInput: ReturnType<typeof topicWaitsOf>['waitInput'];
let readAll: ReturnType<typeof topicWaitsOf>['readAll'];
let waiting: ReturnType<typeof topicWaitsOf>['waiting'];
let workshop: ReturnType<typeof topicWaitsOf>['workshop'];
let full: ReturnType<typeof topicWaitsOf>['full'];
let cancel: ReturnType<typeof topicWaitsOf>['cancel'];
let answer: ReturnType<typeof topicWaitsOf>['answer'];

const noon = new Date('2025-01-20T12:00:00Z');
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);

beforeAll(async () => {
  service = await testService(trainingService);
  make = builders(service);
  ({ chore, waitInput, readAll, waiting, workshop, full, cancel, answer } = topicWaitsOf(service, () => edition));
});
beforeEach(async () => {
  service.setNow(noon);
  edition = await make.edition();
});
afterAll(() => service.close());

test('who waits for a topic is offered a place that becomes free in any workshop of it, with a deadline, whoever asked first', async () => {
  const { held } = await full(1);
  const [first, second] = [await waiting(), await waiting()];
  expect(await first.read()).toMatchObject({ status: 'WAITING', position: 1, enrolment: null });
  expect(await second.read()).toMatchObject({ status: 'WAITING', position: 2 });
  await cancel(held[0]);
  expect(await first.read()).toMatchObject({
    ...{ status: 'OFFERED', position: null, offerExpiresAt: later(120).toISOString() },
    enrolment: { status: 'OFFERED' },
  });
  expect(await second.read()).toMatchObject({ status: 'WAITING', position: 1 });
});

test('whoever accepts is enrolled and waits no longer', async () => {
  const { held, workshopId } = await full(1);
  const one = await waiting();
  await cancel(held[0]);
  const { enrolment } = await one.read();
  expect((await answer(acceptOffer, enrolment.id)).acceptOffer).toMatchObject([{ status: 'CONFIRMED' }]);
  expect(await one.read()).toMatchObject({
    ...{ status: 'ENROLLED', position: null, offerExpiresAt: null },
    enrolment: { id: enrolment.id, status: 'CONFIRMED', workshop: { id: workshopId } },
  });
  const told = (await service.told()).filter(({ subject }) => [one.id, enrolment.id].includes(subject));
  expect(told.map(({ type }) => type.split('.').slice(3, 5).join('.'))).toEqual([
    ...['topic-wait.joined', 'enrolment.offered', 'topic-wait.ended', 'enrolment.promoted'],
  ]);
  expect(told[2]?.data).toEqual({
    ...{ editionId: edition, exhibitorId: one.exhibitorId, topic: 'EXPORT', language: null, level: null },
    outcome: 'ENROLLED',
  });
});

test('an offer that is declined goes on to the next; who declined waits on, for other workshops', async () => {
  const { held, workshopId } = await full(1);
  const [first, second] = [await waiting(), await waiting()];
  await cancel(held[0]);
  await answer(declineOffer, (await first.read()).enrolment.id);
  expect(await first.read()).toMatchObject({ status: 'WAITING', position: 1 });
  expect(await second.read()).toMatchObject({ status: 'OFFERED', enrolment: { workshop: { id: workshopId } } });
  const other = await workshop(1);
  await chore();
  expect(await first.read()).toMatchObject({ status: 'OFFERED', enrolment: { workshop: { id: other.workshopId } } });
});

test('an offer that has run out is none at that instant, and goes on to the next; the person waits on', async () => {
  const { held } = await full(1);
  const [first, second] = [await waiting(), await waiting()];
  await cancel(held[0]);
  service.setNow(later(120));
  expect(await first.read()).toMatchObject({ status: 'WAITING', position: 1, offerExpiresAt: null, enrolment: null });
  await lapseOffers(service.context({ as: organiser }));
  expect(await first.read()).toMatchObject({ status: 'WAITING', position: 1 });
  expect(await second.read()).toMatchObject({ status: 'OFFERED' });
});

test('a new workshop and places that are free already are offered, in the workshop that begins first', async () => {
  await workshop(5, { startsAt: '2025-01-29T09:00:00Z', endsAt: '2025-01-29T10:00:00Z' });
  const { workshopId } = await full(1);
  const one = await waiting();
  expect(await one.read()).toMatchObject({ status: 'OFFERED' });
  expect((await one.read()).enrolment.workshop.id).not.toBe(workshopId);
});

test('a place is offered only in the language and at the level asked for, in a workshop that has not begun', async () => {
  const french = await waiting({ language: 'FR', level: 'ADVANCED' });
  await workshop(1, { language: 'AR', level: 'ADVANCED' });
  await workshop(1, { language: 'FR', level: 'BEGINNER' });
  await workshop(1, { topic: 'PRICING', language: 'FR', level: 'ADVANCED' });
  await chore();
  expect(await french.read()).toMatchObject({ status: 'WAITING' });
  const { workshopId } = await workshop(1, { language: 'FR', level: 'ADVANCED' });
  service.setNow(new Date('2025-01-28T09:30:00Z'));
  await chore();
  expect(await french.read()).toMatchObject({ status: 'WAITING' });
  service.setNow(noon);
  await chore();
  expect(await french.read()).toMatchObject({ status: 'OFFERED', enrolment: { workshop: { id: workshopId } } });
});

test('those who wait for the workshop itself come before those who wait for its topic', async () => {
  const { held, workshopId } = await full(2);
  const byTopic = await waiting();
  const { exhibitorId } = await make.participant(edition);
  const pair = await make.waiting(workshopId, exhibitorId, 2);
  await cancel(held[0]);
  await chore();
  expect(await byTopic.read()).toMatchObject({ status: 'WAITING' });
  await cancel(held[1]);
  expect(await byTopic.read()).toMatchObject({ status: 'WAITING' });
  await answer(declineOffer, pair[0] ?? '');
  expect(await byTopic.read()).toMatchObject({ status: 'OFFERED' });
});

test('nobody is offered two places at once, though waiting for two topics', async () => {
  const { exhibitorId } = await make.participant(edition);
  for (const topic of ['EXPORT', 'PRICING']) {
    await service.data(wait, { input: waitInput(exhibitorId, ['Zahra'], { topic }) }, { as: organiser });
  }
  await workshop(1);
  await workshop(1, { topic: 'PRICING' });
  await Promise.all(Array.from({ length: 10 }, chore));
  const read = async () => (await readAll(exhibitorId)).data._entities[0].topicWaits.nodes;
  const statuses = (await read()).map(({ status }: any) => status);
  expect(statuses.sort()).toEqual(['OFFERED', 'WAITING']);
  const offered = (await read()).find(({ status }: any) => status === 'OFFERED');
  await answer(acceptOffer, offered.enrolment.id);
  await chore();
  expect((await read()).map(({ status }: any) => status).sort()).toEqual(['ENROLLED', 'OFFERED']);
});

test('nobody waits twice for a topic, and the same key gives the first answer again', async () => {
  const { exhibitorId } = await make.participant(edition);
  const input = waitInput(exhibitorId, ['Zahra', 'Aïcha']);
  const ask = (given: object) => service.execute(wait, { input: given }, { as: actingFor(exhibitorId) });
  const [first, again] = [await ask(input), await ask(input)];
  expect(first.data?.waitForTopic.map(({ position }: any) => position)).toEqual([1, 2]);
  expect(again).toEqual(first);
  expect((await ask({ ...input, level: 'ADVANCED' })).errors?.[0]?.extensions?.code).toBe('IDEMPOTENCY_CONFLICT');
  expect((await ask(waitInput(exhibitorId, ['AICHA']))).errors?.[0]?.extensions).toMatchObject({
    ...{ code: 'CONFLICT', conflictsWith: [{ type: 'TopicWait', id: first.data?.waitForTopic[1].id }] },
  });
  expect((await ask(waitInput(exhibitorId, ['Rim', ' rim']))).errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  const stranger = waitInput(newId(), ['Rim']);
  expect(await service.refusal(wait, { input: stranger }, { as: organiser })).toMatchObject({ code: 'CONFLICT' });
});

test('whoever leaves waits no longer, and what was offered goes to the next', async () => {
  const { held } = await full(1);
  const [first, second] = [await waiting(), await waiting()];
  await cancel(held[0]);
  const input = { topicWaitId: first.id };
  const { leaveTopic } = await service.data(leave, { input }, { as: actingFor(first.exhibitorId) });
  expect(leaveTopic).toEqual({ id: first.id, status: 'CANCELLED', position: null, enrolment: null });
  expect(await second.read()).toMatchObject({ status: 'OFFERED' });
  expect(await service.refusal(leave, { input }, { as: organiser })).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
  const ended = (await service.told(topicWaitEnded.type)).filter(({ subject }) => subject === first.id);
  expect(ended.map(({ data }) => data.outcome)).toEqual(['CANCELLED']);
});

test('an exhibitor that withdraws waits for nothing, and what was offered to it goes to the next', async () => {
  const { held } = await full(1);
  const [first, second] = [await waiting(), await waiting()];
  await cancel(held[0]);
  await make.withdraw(first.registrationId, first.exhibitorId, edition);
  await chore();
  expect(await first.read()).toMatchObject({ status: 'CANCELLED' });
  expect(await second.read()).toMatchObject({ status: 'OFFERED' });
});

test('whoever was offered a place in a workshop that is cancelled waits on', async () => {
  const one = await waiting();
  const { workshopId } = await workshop(1);
  await chore();
  expect(await one.read()).toMatchObject({ status: 'OFFERED' });
  await service.data(cancelWorkshop, { input: { workshopId, reason: 'ill' } }, { as: organiser });
  expect(await one.read()).toMatchObject({ status: 'WAITING', position: 1 });
});

test('a place is not offered to somebody who has not completed what the workshop requires', async () => {
  const one = await waiting();
  await workshop(1, { requiresTopics: ['PRICING'] });
  await chore();
  expect(await one.read()).toMatchObject({ status: 'WAITING' });
});
