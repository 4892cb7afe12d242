import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
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

test('a session has its place, holds as many as its venue unless said, and is told once', async () => {
  const venueId = await make.venue({ capacity: 40 });
  const performer = await make.performer();
  const exhibitor = await make.participant(editionId);
  const { data } = await make.schedule({
    editionId,
    venueId,
    performerIds: [performer],
    exhibitorIds: [exhibitor.id],
    startsAt: '2025-01-28T23:30:00Z',
    endsAt: '2025-01-29T00:30:00Z',
  });
  expect(data?.made).toMatchObject({
    status: 'SCHEDULED',
    day: '2025-01-29',
    capacity: 40,
    venue: { id: venueId },
    performers: [{ id: performer }],
    exhibitors: [{ id: exhibitor.id }],
    edition: { id: editionId },
    workshop: null,
  });
  const told = (await service.told()).filter(({ subject }) => subject === data?.made.id);
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject({
    type: 'org.maarad.scheduling.session.scheduled.v1',
    edition: editionId,
    data: { venueId, capacity: 40, performerIds: [performer], exhibitorIds: [exhibitor.id], workshopId: null },
  });
});

test('fifty who want one slot of a venue at once: one gets it, and the others are told what is there', async () => {
  const venueId = await make.venue();
  const before = (await service.told('org.maarad.scheduling.session.scheduled.v1')).length;
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      make.schedule({ editionId, venueId, title: { fr: `Conférence ${index}` }, kind: 'CONFERENCE' }),
    ),
  );
  const winners = answers.filter(({ errors }) => !errors);
  expect(winners).toHaveLength(1);
  const { id, title } = winners[0]?.data?.made as { id: string; title: { value: string } };
  for (const answer of answers.filter(({ errors }) => errors)) {
    expect(errorOf(answer)).toEqual({
      code: 'CONFLICT',
      conflictsWith: [{ type: 'Session', id, name: { fr: title.value } }],
      resource: { kind: 'VENUE', id: venueId },
      rule: 'VENUE',
    });
  }
  expect(await service.told('org.maarad.scheduling.session.scheduled.v1')).toHaveLength(before + 1);
});

test('fifty sessions that share their people in different orders: nobody is in two at once, and no caller meets a fault', async () => {
  const performers = await Promise.all(Array.from({ length: 6 }, () => make.performer()));
  const venues = await Promise.all(Array.from({ length: 50 }, () => make.venue()));
  const answers = await Promise.all(
    venues.map((venueId, index) =>
      make.schedule({
        editionId,
        venueId,
        performerIds: [performers[index % 6], performers[(index * 5 + 1) % 6]].filter(
          (id, at, all) => all.indexOf(id) === at,
        ),
      }),
    ),
  );
  expect(answers.filter(({ errors }) => !errors).length).toBeGreaterThan(0);
  expect(new Set(answers.flatMap(({ errors }) => errors ?? []).map(({ extensions }) => extensions?.code))).toEqual(
    new Set(['CONFLICT']),
  );
  const busy = answers.flatMap(({ data }) => (data?.made.performers ?? []).map(({ id }: { id: string }) => id));
  expect(new Set(busy).size).toBe(busy.length);
});

test.each(['performer', 'exhibitor'] as const)('a %s is in one session at a time, in whatever venue', async (who) => {
  const id = who === 'performer' ? await make.performer() : (await make.participant(editionId)).id;
  const busy = { editionId, [`${who}Ids`]: [id] };
  const first = await make.session({ ...busy, venueId: await make.venue() });
  const second = await make.schedule({
    ...busy,
    venueId: await make.venue(),
    startsAt: '2025-01-28T10:59:59.999Z',
    endsAt: '2025-01-28T12:00:00Z',
  });
  expect(errorOf(second)).toMatchObject({
    code: 'CONFLICT',
    conflictsWith: [{ type: 'Session', id: first, name: { ar: 'سهرة الملحون' } }],
    resource: { kind: who.toUpperCase(), id },
  });
  expect(
    (
      await make.schedule({
        ...busy,
        venueId: await make.venue(),
        startsAt: '2025-01-28T11:00:00Z',
        endsAt: '2025-01-28T12:00:00Z',
      })
    ).errors,
  ).toBeUndefined();
});

test('every session in the way is named, the venue first', async () => {
  const [venueId, performer] = [await make.venue(), await make.performer()];
  const inVenue = await make.session({ editionId, venueId });
  const withPerformer = await make.session({ editionId, venueId: await make.venue(), performerIds: [performer] });
  expect(errorOf(await make.schedule({ editionId, venueId, performerIds: [performer] }))).toMatchObject({
    conflictsWith: [{ id: inVenue }, { id: withPerformer }],
    resource: { kind: 'VENUE', id: venueId },
  });
});

test('refuses what cannot be, names the field, and leaves nothing behind', async () => {
  const venueId = await make.venue({ capacity: 40 });
  const refusals: [object, string][] = [
    [{ endsAt: '2025-01-28T09:00:00Z' }, 'endsAt'],
    [{ endsAt: '2025-01-28T08:00:00Z' }, 'endsAt'],
    [{ startsAt: '2025-01-26T22:00:00Z' }, 'startsAt'],
    [{ startsAt: '2025-02-02T22:00:00Z', endsAt: '2025-02-02T23:00:00.001Z' }, 'endsAt'],
    [{ startsAt: '2025-02-02T23:00:00Z', endsAt: '2025-02-03T01:00:00Z' }, 'startsAt'],
    [{ capacity: 41 }, 'capacity'],
    [{ capacity: 0 }, 'capacity'],
    [{ title: {} }, 'title'],
    [{ performerIds: [venueId, venueId] }, 'performerIds'],
  ];
  for (const [input, path] of refusals) {
    expect([input, errorOf(await make.schedule({ editionId, venueId, ...input }))]).toMatchObject([
      input,
      { code: 'BAD_USER_INPUT', problems: [{ path }] },
    ]);
  }
  const { sessions } = await service.data(
    'query ($venueId: ID!) { sessions(filter: { venueId: $venueId }) { totalCount } }',
    {
      venueId,
    },
  );
  expect(sessions.totalCount).toBe(0);
});

test('an edition, a venue, a performer or an exhibitor that is not there is not found, by type and id', async () => {
  const venueId = await make.venue();
  const elsewhere = await make.participant(await make.edition());
  const gone = await make.participant(editionId);
  await gone.withdraw();
  const id = newId();
  const refusals: [object, string, string][] = [
    [{ editionId: id }, 'Edition', id],
    [{ editionId: 'nowhere' }, 'Edition', 'nowhere'],
    [{ venueId: id }, 'Venue', id],
    [{ performerIds: [id] }, 'Performer', id],
    [{ performerIds: ['nobody'] }, 'Performer', 'nobody'],
    [{ exhibitorIds: [id] }, 'Exhibitor', id],
    [{ exhibitorIds: [elsewhere.id] }, 'Exhibitor', elsewhere.id],
    [{ exhibitorIds: [gone.id] }, 'Exhibitor', gone.id],
  ];
  for (const [input, type, missing] of refusals) {
    expect(errorOf(await make.schedule({ editionId, venueId, ...input }))).toEqual({
      code: 'NOT_FOUND',
      type,
      id: missing,
    });
  }
});

test('the same key gives the first session again; with another input it is refused', async () => {
  const venueId = await make.venue();
  const idempotencyKey = newId();
  const [first, second] = await Promise.all([1, 2].map(() => make.schedule({ editionId, venueId, idempotencyKey })));
  expect(first?.errors).toBeUndefined();
  expect(second).toEqual(first);
  expect(errorOf(await make.schedule({ editionId, venueId, idempotencyKey, capacity: 5 }))).toEqual({
    code: 'IDEMPOTENCY_CONFLICT',
    key: idempotencyKey,
  });
});

test('only the organiser changes the programme', async () => {
  const sessionId = await make.session({ editionId, venueId: await make.venue() });
  const mutations: [string, string, object][] = [
    ['createVenue', 'CreateVenueInput', { idempotencyKey: 'k', name: { fr: 'x' }, kind: 'STAGE', capacity: 1 }],
    ['createPerformer', 'CreatePerformerInput', { idempotencyKey: 'k', name: { fr: 'x' }, kind: 'SPEAKER' }],
    ['moveSession', 'MoveSessionInput', { sessionId, startsAt: '2025-01-29T09:00:00Z' }],
    ['cancelSession', 'CancelSessionInput', { sessionId, reason: 'mischief' }],
    [
      'scheduleSession',
      'ScheduleSessionInput',
      {
        ...{ idempotencyKey: 'k', editionId, venueId: newId(), kind: 'CONCERT', title: { fr: 'x' } },
        ...{ startsAt: '2025-01-28T09:00:00Z', endsAt: '2025-01-28T10:00:00Z' },
      },
    ],
  ];
  for (const [mutation, type, input] of mutations) {
    const source = `mutation ($input: ${type}!) { ${mutation}(input: $input) { id } }`;
    expect(await service.refusal(source, { input })).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await service.refusal(source, { input }, { as: actingFor(newId()) })).toMatchObject({ code: 'FORBIDDEN' });
    expect(
      await service.refusal(source, { input }, { as: { id: 't', role: 'trainer', trainerId: newId() } }),
    ).toMatchObject({ code: 'FORBIDDEN' });
  }
  const { session } = await service.data(
    'query ($id: ID!) { session(id: $id) { status } }',
    { id: sessionId },
    { as: organiser },
  );
  expect(session.status).toBe('SCHEDULED');
});
