import { newId } from '@maarad/shared/runtime';
import { testService, type TestService } from '@maarad/shared/testing';
import { schedulingService } from '../service.js';
import { builders } from '../testing/builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let editionId: string;

beforeAll(async () => {
  service = await testService(schedulingService);
  make = builders(service);
  editionId = await make.edition();
});
afterAll(() => service.close());

const errorOf = ({ errors }: { errors?: readonly { extensions?: object }[] }) => errors?.[0]?.extensions;
const toldOf = async (id: string) =>
  (await service.told())
    .filter(({ subject }) => subject === id)
    .map(({ type, data }) => [type.split('.').at(-2), data]);
const morning = { startsAt: '2025-01-28T09:00:00Z', endsAt: '2025-01-28T11:00:00Z' };

test('a session moves with all that it takes: where it was is free, where it is is not', async () => {
  const [here, there, performer] = [await make.venue(), await make.venue(), await make.performer()];
  const sessionId = await make.session({ editionId, venueId: here, performerIds: [performer] });
  const { data } = await make.move({
    sessionId,
    venueId: there,
    startsAt: '2025-01-29T09:00:00Z',
    endsAt: '2025-01-29T10:00:00Z',
  });
  expect(data?.made).toMatchObject({ venue: { id: there }, day: '2025-01-29', startsAt: '2025-01-29T09:00:00.000Z' });
  expect((await toldOf(sessionId)).at(-1)).toMatchObject([
    'moved',
    {
      venueId: there,
      startsAt: '2025-01-29T09:00:00.000Z',
      from: { venueId: here, startsAt: '2025-01-28T09:00:00.000Z', endsAt: '2025-01-28T11:00:00.000Z' },
    },
  ]);
  expect((await make.schedule({ editionId, venueId: here, performerIds: [performer] })).errors).toBeUndefined();
  expect(
    errorOf(
      await make.schedule({
        editionId,
        venueId: await make.venue(),
        performerIds: [performer],
        startsAt: '2025-01-29T09:30:00Z',
        endsAt: '2025-01-29T10:30:00Z',
      }),
    ),
  ).toMatchObject({ conflictsWith: [{ id: sessionId }], resource: { kind: 'PERFORMER', id: performer } });
});

test('a session may move over its own time, and a move to where it is tells nothing', async () => {
  const sessionId = await make.session({ editionId, venueId: await make.venue() });
  expect((await make.move({ sessionId, endsAt: '2025-01-28T12:00:00Z' })).errors).toBeUndefined();
  expect((await make.move({ sessionId, endsAt: '2025-01-28T12:00:00Z' })).errors).toBeUndefined();
  expect(await toldOf(sessionId)).toHaveLength(2);
});

test('a move onto another session is refused, names it, and leaves both where they were', async () => {
  const venueId = await make.venue();
  const first = await make.session({ editionId, venueId });
  const second = await make.session({ editionId, venueId, startsAt: morning.endsAt, endsAt: '2025-01-28T12:00:00Z' });
  expect(errorOf(await make.move({ sessionId: second, startsAt: '2025-01-28T10:30:00Z' }))).toMatchObject({
    code: 'CONFLICT',
    conflictsWith: [{ type: 'Session', id: first }],
    resource: { kind: 'VENUE', id: venueId },
  });
  const { session } = await service.data('query ($id: ID!) { session(id: $id) { startsAt } }', { id: second });
  expect(session.startsAt).toBe('2025-01-28T11:00:00.000Z');
  expect(
    errorOf(
      await make.schedule({ editionId, venueId, startsAt: '2025-01-28T11:30:00Z', endsAt: '2025-01-28T13:00:00Z' }),
    ),
  ).toMatchObject({
    conflictsWith: [{ id: second }],
  });
});

test('two sessions that want each other’s slot at once: both are refused or one has moved, never both in one slot', async () => {
  const [a, b] = [await make.venue(), await make.venue()];
  const [inA, inB] = [await make.session({ editionId, venueId: a }), await make.session({ editionId, venueId: b })];
  const answers = await Promise.all([
    make.move({ sessionId: inA, venueId: b }),
    make.move({ sessionId: inB, venueId: a }),
  ]);
  expect(answers.map((answer) => errorOf(answer))).toMatchObject([{ code: 'CONFLICT' }, { code: 'CONFLICT' }]);
});

test('a move keeps the rules of the programme', async () => {
  const [venueId, small] = [await make.venue({ capacity: 40 }), await make.venue({ capacity: 39 })];
  const sessionId = await make.session({ editionId, venueId });
  const refusals: [object, object][] = [
    [{ endsAt: '2025-01-28T09:00:00Z' }, { code: 'BAD_USER_INPUT', problems: [{ path: 'endsAt' }] }],
    [{ startsAt: '2025-01-26T09:00:00Z' }, { code: 'BAD_USER_INPUT', problems: [{ path: 'startsAt' }] }],
    [{ venueId: small }, { code: 'BAD_USER_INPUT', problems: [{ path: 'capacity' }] }],
    [{ venueId: 'nowhere' }, { code: 'NOT_FOUND', type: 'Venue', id: 'nowhere' }],
    [{}, { code: 'BAD_USER_INPUT', problems: [{ path: 'venueId' }] }],
  ];
  for (const [input, refusal] of refusals) {
    expect(errorOf(await make.move({ sessionId, ...input }))).toMatchObject(refusal);
  }
  const id = newId();
  expect(errorOf(await make.move({ sessionId: id, ...morning }))).toEqual({ code: 'NOT_FOUND', type: 'Session', id });
});

test('a cancelled session leaves its slot to others, once and for good', async () => {
  const [venueId, performer] = [await make.venue(), await make.performer()];
  const sessionId = await make.session({ editionId, venueId, performerIds: [performer] });
  const { data } = await make.cancel(sessionId, 'the troupe is on another stage');
  expect(data?.made).toMatchObject({ status: 'CANCELLED', performers: [{ id: performer }] });
  expect((await toldOf(sessionId)).at(-1)).toMatchObject(['cancelled', { reason: 'the troupe is on another stage' }]);
  expect((await make.schedule({ editionId, venueId, performerIds: [performer] })).errors).toBeUndefined();
  expect(errorOf(await make.cancel(sessionId))).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'CANCELLED' });
  expect(errorOf(await make.move({ sessionId, ...morning }))).toMatchObject({
    code: 'ILLEGAL_TRANSITION',
    from: 'CANCELLED',
  });
  expect(await toldOf(sessionId)).toHaveLength(2);
});
