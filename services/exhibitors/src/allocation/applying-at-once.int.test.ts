import { testService, type TestService } from '@maarad/shared/testing';
import { exhibitorsService } from '../service.js';
import { allocationBuilders } from '../testing/allocation-builders.js';

let service: TestService;
let fair: ReturnType<typeof allocationBuilders>;

beforeAll(async () => {
  service = await testService(exhibitorsService);
  fair = allocationBuilders(service);
});
afterAll(() => service.close());

const patience = 90_000;

type Answer = Awaited<ReturnType<TestService['execute']>>;

const seatsOf = (proposal: Record<string, any>): string[] =>
  proposal.placements.nodes
    .map(({ stand, registration }: Record<string, any>) => `${stand.id} ${registration.id}`)
    .sort();
const holders = async (edition: string): Promise<string[]> =>
  (
    await service.database.query(
      `SELECT stand_id || ' ' || registration_id AS seat FROM stand_holdings WHERE edition_id = $1 ORDER BY 1`,
      [edition],
    )
  ).map(({ seat }: { seat: string }) => seat);
const told = async (edition: string): Promise<string[]> =>
  (await service.told('org.maarad.exhibitors.stand.assigned.v1'))
    .filter(({ data }) => data.editionId === edition)
    .map(({ data }) => `${data.standId} ${data.registrationId}`)
    .sort();
const codesOf = (answers: Answer[]) => [
  ...new Set(answers.map(({ errors }) => errors?.[0]?.extensions?.code ?? 'DONE')),
];

async function competing() {
  const edition = await fair.make.edition();
  const standIds = await fair.hall(
    edition,
    'A',
    Array.from({ length: 12 }, () => ({})),
  );
  const made = await fair.applicants(
    edition,
    Array.from({ length: 12 }, () => ({})),
  );
  const proposals = [await fair.proposed(edition, { seed: 1 }), await fair.proposed(edition, { seed: 2 })] as const;
  return { edition, standIds, made, proposals };
}

test(
  'fifty who apply two competing proposals at once: one is applied whole, the other not at all',
  async () => {
    const { edition, proposals } = await competing();
    const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => fair.apply(proposals[index % 2]!.id)));
    const codes = [0, 1].map((side) => codesOf(answers.filter((_, index) => index % 2 === side)));
    expect(codes.flat().sort()).toEqual(['CONFLICT', 'DONE']);
    const winner = proposals[codes[0]![0] === 'DONE' ? 0 : 1]!;
    expect(await holders(edition)).toEqual(seatsOf(winner));
    expect(await told(edition)).toEqual(seatsOf(winner));
  },
  patience,
);

test(
  'two proposals for other exhibitors and the same stands, applied by fifty at once: one whole, the other not at all',
  async () => {
    const edition = await fair.make.edition();
    await fair.hall(
      edition,
      'A',
      Array.from({ length: 8 }, () => ({})),
    );
    const first = await fair.applicants(
      edition,
      Array.from({ length: 8 }, () => ({})),
    );
    const one = await fair.proposed(edition);
    // These stay out of the second proposal, and come back before both are applied.
    const ids = first.map(({ registration }) => registration);
    const become = (status: string) =>
      service.database.query('UPDATE registrations SET status = $2 WHERE id = ANY($1)', [ids, status]);
    await become('SUBMITTED');
    await fair.applicants(
      edition,
      Array.from({ length: 8 }, () => ({})),
    );
    const two = await fair.proposed(edition);
    await become('APPROVED');
    const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => fair.apply([one, two][index % 2]!.id)));
    const codes = [0, 1].map((side) => codesOf(answers.filter((_, index) => index % 2 === side)));
    expect(codes.flat().sort()).toEqual(['CONFLICT', 'DONE']);
    expect(await holders(edition)).toEqual(seatsOf(codes[0]![0] === 'DONE' ? one : two));
    const [lost] = answers.filter(({ errors }) => errors);
    expect((lost?.errors?.[0]?.extensions?.conflictsWith as unknown[]).length).toBeGreaterThanOrEqual(8);
  },
  patience,
);

test(
  'fifty who apply, assign by hand and withdraw at once: never half of a proposal',
  async () => {
    for (let round = 0; round < 3; round += 1) {
      const { edition, standIds, made, proposals } = await competing();
      const [outsiders, leaving] = [await fair.applicants(edition, [{}, {}]), made[round]!];
      const late = (act: () => Promise<Answer>) => Promise.resolve().then(act);
      const applying = Array.from({ length: 46 }, (_, index) => late(() => fair.apply(proposals[index % 2]!.id)));
      const assigning = outsiders.map(({ registration }, index) =>
        late(() => fair.make.assign(standIds[index * round]!, registration)),
      );
      const withdrawing = late(() => fair.make.step('withdrawRegistration', leaving.registration, 'ill'));
      const moving = late(() => fair.make.assign(standIds[11]!, made[11]!.registration));
      const [answers, assigned] = await Promise.all([
        Promise.all(applying),
        Promise.all([...assigning, moving]),
        withdrawing,
      ]);
      expect(
        [...codesOf(answers), ...codesOf(assigned)].filter((code) => !['DONE', 'CONFLICT'].includes(String(code))),
      ).toEqual([]);
      const applied = proposals.filter((_, side) => answers.some(({ errors }, index) => !errors && index % 2 === side));
      expect(applied.length).toBeLessThanOrEqual(1);
      const byHand = [...outsiders, made[11]!].map(({ registration }) => registration);
      const placed = new Set(applied.flatMap(seatsOf));
      const here = await holders(edition);
      expect(here.filter((seat) => !placed.has(seat) && !byHand.some((id) => seat.endsWith(id)))).toEqual([]);
      const missing = [...placed].filter((seat) => !here.includes(seat));
      expect(missing.filter((seat) => !seat.endsWith(leaving.registration))).toEqual([]);
      expect(
        (await told(edition)).filter((seat) => !placed.has(seat) && !byHand.some((id) => seat.endsWith(id))),
      ).toEqual([]);
    }
  },
  patience,
);
