import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { exhibitorsService } from '../service.js';
import { allocationBuilders, decisionOn } from '../testing/allocation-builders.js';

let service: TestService;
let fair: ReturnType<typeof allocationBuilders>;

beforeAll(async () => {
  service = await testService(exhibitorsService);
  fair = allocationBuilders(service);
});
afterAll(() => service.close());

const assignedType = 'org.maarad.exhibitors.stand.assigned.v1';
const toldOf = async (edition: string) =>
  (await service.told(assignedType)).filter(({ data }) => data.editionId === edition);
const holders = async (edition: string): Promise<string[]> =>
  (
    await service.database.query(
      `SELECT stand_id || ' ' || registration_id AS seat FROM stand_holdings WHERE edition_id = $1 ORDER BY 1`,
      [edition],
    )
  ).map(({ seat }: { seat: string }) => seat);
const seatsOf = (proposal: Record<string, any>): string[] =>
  proposal.placements.nodes
    .map(({ stand, registration }: Record<string, any>) => `${stand.id} ${registration.id}`)
    .sort();

async function proposed(exhibitors: number, stands: number) {
  const edition = await fair.make.edition();
  const standIds = await fair.hall(
    edition,
    'A',
    Array.from({ length: stands }, () => ({})),
  );
  const made = await fair.applicants(
    edition,
    Array.from({ length: exhibitors }, () => ({})),
  );
  return { edition, standIds, made, proposal: await fair.proposed(edition) };
}

test('every placement becomes an assignment for the whole edition, and is told once', async () => {
  const { edition, proposal } = await proposed(3, 2);
  const applied = await fair.done(fair.apply(proposal.id));
  expect(applied).toMatchObject({ status: 'APPLIED', decidedBy: 'organiser' });
  expect(await holders(edition)).toEqual(seatsOf(proposal));
  const told = await toldOf(edition);
  expect(told.map(({ data }) => `${data.standId} ${data.registrationId}`).sort()).toEqual(seatsOf(proposal));
  expect(told[0]?.data).toMatchObject({ hall: 'A', editionId: edition });
  const [slots] = await service.database.query('SELECT count(*)::int FROM stand_slots WHERE edition_id = $1', [
    edition,
  ]);
  expect(slots.count).toBe(2 * 14);
  const { stand } = await service.data('query ($id: ID!) { stand(id: $id) { status freeSlices { day } } }', {
    id: proposal.placements.nodes[0].stand.id,
  });
  expect(stand).toEqual({ status: 'ASSIGNED', freeSlices: [] });
});

test('applied again it stays as it is, and nothing is told again', async () => {
  const { edition, proposal } = await proposed(2, 2);
  const first = await fair.done(fair.apply(proposal.id));
  expect(await fair.done(fair.apply(proposal.id))).toEqual(first);
  expect(await toldOf(edition)).toHaveLength(2);
});

test('after it was applied, a registration remembers why it has its stand, or none', async () => {
  const { proposal, made } = await proposed(3, 2);
  const [moved] = proposal.placements.nodes;
  await fair.done(fair.move(proposal.id, moved.registration.id, proposal.placements.nodes[1].stand.id));
  const read = async (registration: string, exhibitor: string) =>
    (
      await service.data(
        'query ($id: ID!) { registration(id: $id) { stand { code } placement { rule detail stand { code } } } }',
        { id: registration },
        { as: actingFor(exhibitor) },
      )
    ).registration;
  expect((await read(made[0]!.registration, made[0]!.exhibitor)).placement).toBeNull();
  const applied = await fair.done(fair.apply(proposal.id));
  for (const { registration, exhibitor } of made) {
    const { rule, detail, stand } = decisionOn(applied, registration);
    const code = stand && { code: stand.code };
    expect(await read(registration, exhibitor)).toEqual({ stand: code, placement: { rule, detail, stand: code } });
  }
  expect(decisionOn(applied, moved.registration.id)).toMatchObject({ rule: 'BY_ORGANISER' });
});

test('when a stand was taken or a registration withdrawn or placed since, nothing is applied and CONFLICT names each', async () => {
  const { edition, proposal, made } = await proposed(5, 5);
  const [spare] = await fair.hall(edition, 'B', [{}]);
  const [taken, withdrawn, placed] = proposal.placements.nodes;
  const [outsider] = await fair.applicants(edition, [{}]);
  await fair.make.assign(taken.stand.id, outsider!.registration);
  await fair.make.step('withdrawRegistration', withdrawn.registration.id, 'ill');
  await fair.make.assign(spare!, placed.registration.id);
  const before = await holders(edition);
  const { errors } = await fair.apply(proposal.id);
  const { conflictsWith, obstacles, code } = errors?.[0]?.extensions as Record<string, any>;
  expect(code).toBe('CONFLICT');
  expect(conflictsWith).toEqual(
    expect.arrayContaining([
      { type: 'Stand', id: taken.stand.id, name: taken.stand.code },
      { type: 'Registration', id: withdrawn.registration.id, name: expect.anything() },
      { type: 'Registration', id: placed.registration.id, name: expect.anything() },
    ]),
  );
  expect(conflictsWith).toHaveLength(3);
  expect(obstacles.map(({ problem }: { problem: string }) => problem).sort()).toEqual([
    'HAS_STAND',
    'STAND_TAKEN',
    'TAKES_NO_PART',
  ]);
  expect(await holders(edition)).toEqual(before);
  expect(made).toHaveLength(5);
});

test('holds that have run out meanwhile are in nobody’s way, and are told as released', async () => {
  service.setNow(new Date('2025-01-01T09:00:00Z'));
  const { edition, proposal } = await proposed(2, 2);
  const [outsider] = await fair.applicants(edition, [{}]);
  const [first] = proposal.placements.nodes;
  await service.data(
    'mutation ($input: HoldStandInput!) { holdStand(input: $input) { id } }',
    { input: { standId: first.stand.id, registrationId: outsider!.registration, until: '2025-01-01T10:00:00Z' } },
    { as: organiser },
  );
  expect((await fair.apply(proposal.id)).errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT' });
  service.setNow(new Date('2025-01-01T11:00:00Z'));
  await fair.done(fair.apply(proposal.id));
  expect(await holders(edition)).toEqual(seatsOf(proposal));
  const released = await service.told('org.maarad.exhibitors.stand.released.v1');
  expect(released.filter(({ data }) => data.editionId === edition)).toHaveLength(1);
});

test('a stand that one placed elsewhere had held until a deadline is offered to the waitlist, as whenever a hold runs out', async () => {
  service.setNow(new Date('2025-01-01T09:00:00Z'));
  const edition = await fair.make.edition();
  const [first, second] = await fair.hall(edition, 'A', [{}, {}]);
  const [one] = await fair.applicants(edition, [{}]);
  await service.data(
    'mutation ($input: HoldStandInput!) { holdStand(input: $input) { id } }',
    { input: { standId: first, registrationId: one!.registration, until: '2025-01-01T10:00:00Z' } },
    { as: organiser },
  );
  const waiting = await fair.make.registration(edition, await fair.make.exhibitor());
  await fair.make.step('waitlistRegistration', waiting);
  service.setNow(new Date('2025-01-01T11:00:00Z'));
  const { id } = await fair.proposed(edition);
  await fair.move(id, one!.registration, second!);
  await fair.done(fair.apply(id));
  expect(await holders(edition)).toEqual([`${first} ${waiting}`, `${second} ${one!.registration}`].sort());
});

test('a proposal of nobody is applied, and gives nothing', async () => {
  const edition = await fair.make.edition();
  const { id } = await fair.proposed(edition);
  expect((await fair.done(fair.apply(id))).status).toBe('APPLIED');
});

test('a discarded proposal is not applied, an applied one not discarded; discarded again it stays as it is', async () => {
  const { proposal, edition } = await proposed(1, 1);
  const other = await fair.proposed(edition);
  const discarded = await fair.done(fair.discard(other.id));
  expect(discarded.status).toBe('DISCARDED');
  expect(await fair.done(fair.discard(other.id))).toEqual(discarded);
  const refused = async (answer: ReturnType<typeof fair.apply>) => (await answer).errors?.[0]?.extensions;
  expect(await refused(fair.apply(other.id))).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'DISCARDED' });
  await fair.done(fair.apply(proposal.id));
  expect(await refused(fair.discard(proposal.id))).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'APPLIED' });
});

test('a second proposal is for those who were left, and what the first gave stays', async () => {
  const { edition, proposal } = await proposed(3, 2);
  await fair.done(fair.apply(proposal.id));
  const given = await holders(edition);
  await fair.hall(edition, 'B', [{}]);
  const next = await fair.proposed(edition);
  expect(seatsOf(next)).toHaveLength(1);
  await fair.done(fair.apply(next.id));
  expect(await holders(edition)).toEqual([...given, ...seatsOf(next)].sort());
});

test('applying takes the same number of statements for one placement and for 170', async () => {
  const small = await proposed(2, 1);
  const one = await service.countStatements(() => fair.done(fair.apply(small.proposal.id)));
  const large = await proposed(175, 170);
  expect(large.proposal).toMatchObject({ placements: { totalCount: 170 }, refusals: { totalCount: 5 } });
  expect(await service.countStatements(() => fair.done(fair.apply(large.proposal.id)))).toBe(one);
  expect(await holders(large.edition)).toHaveLength(170);
  expect(await toldOf(large.edition)).toHaveLength(170);
}, 60_000);
