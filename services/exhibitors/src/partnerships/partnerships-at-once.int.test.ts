import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { exhibitorsService } from '../service.js';
import { builders } from '../testing/builders.js';
import { partnershipBuilders, refusalOf } from '../testing/partnership-builders.js';

let service: TestService;
let partnerships: ReturnType<typeof partnershipBuilders>;
let one: string;
let other: string;

beforeAll(async () => {
  service = await testService(exhibitorsService);
  partnerships = partnershipBuilders(service);
});
beforeEach(async () => {
  const make = builders(service);
  [one, other] = [await make.exhibitor(), await make.exhibitor()];
});
afterAll(() => service.close());

const fifty = <Answer>(ask: (index: number) => Promise<Answer>) =>
  Promise.all(Array.from({ length: 50 }, (_, index) => ask(index)));

const rows = (): Promise<{ id: string; status: string }[]> =>
  service.database.query('SELECT id, status FROM partnerships WHERE from_exhibitor_id IN ($1, $2)', [one, other]);

test('fifty clients propose the same at once, from both sides: one wins, all others get CONFLICT that names it', async () => {
  const answers = await fifty((index) =>
    index % 2 ? partnerships.propose(one, other) : partnerships.propose(other, one),
  );
  const won = answers.filter(({ errors }) => !errors);
  expect(won).toHaveLength(1);
  const id = won[0]?.data?.made.id;
  const lost = answers.filter(({ errors }) => errors).map(refusalOf);
  expect(lost).toEqual(
    Array.from({ length: 49 }, () => ({
      code: 'CONFLICT',
      conflictsWith: [{ type: 'Partnership', id }],
      status: 'PROPOSED',
    })),
  );
  expect(await rows()).toEqual([{ id, status: 'PROPOSED' }]);
});

test('fifty answers at once, agreed, declined and taken back: one stands, and it is told once where it is an agreement', async () => {
  const id = await partnerships.proposed(one, other);
  const answers = await fifty((index) =>
    index % 3 === 0
      ? partnerships.agree(id, actingFor(other))
      : index % 3 === 1
        ? partnerships.decline(id, organiser, 'no')
        : partnerships.withdraw(id, actingFor(one)),
  );
  const [won, ...more] = answers.filter(({ errors }) => !errors);
  expect(more).toEqual([]);
  const lost = answers.filter(({ errors }) => errors);
  expect(lost.every((answer) => refusalOf(answer)?.code === 'ILLEGAL_TRANSITION')).toBe(true);
  const [{ status } = { status: '' }] = await rows();
  expect(won?.data?.made.status).toBe(status);
  const told = (await service.told()).filter(({ subject }) => subject === id);
  expect(told).toHaveLength(status === 'AGREED' ? 1 : 0);
});

test('fifty who record a new outside partner at once enter it once, and one exhibitor has it as a partner once', async () => {
  const name = { fr: `Comptoir ${newId()}` };
  const partner = { name, country: 'BE', kind: 'BUYER' };
  const answers = await fifty((index) => partnerships.recordOutside(index % 2 ? one : other, { partner }));
  expect(answers.filter(({ errors }) => !errors)).toHaveLength(2);
  const lost = answers.filter(({ errors }) => errors).map(refusalOf);
  expect(lost.every((refusal) => refusal?.code === 'CONFLICT' && refusal.conflictsWith.length === 1)).toBe(true);
  expect(
    await service.database.query('SELECT 1 FROM outside_partners WHERE name = $1', [JSON.stringify(name)]),
  ).toHaveLength(1);
});

test('fifty times the same follow-up at once is one', async () => {
  const id = await partnerships.agreed(one, other);
  const idempotencyKey = newId();
  const answers = await fifty(() => partnerships.followUp(id, 'ENDED', actingFor(one), { idempotencyKey }));
  expect(new Set(answers.map(({ data }) => data?.made.id)).size).toBe(1);
  expect(answers.filter(({ errors }) => errors)).toEqual([]);
  const told = (await service.told('org.maarad.exhibitors.partnership.ended.v1')).filter(
    ({ subject }) => subject === id,
  );
  expect(told).toHaveLength(1);
});
