import fc from 'fast-check';
import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { RegistrationStatus, takingPart } from '../registrations/registration-status.js';
import { exhibitorsService } from '../service.js';
import { builders } from '../testing/builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;

beforeAll(async () => {
  service = await testService(exhibitorsService);
  make = builders(service);
});
afterAll(() => service.close());

const rebuild =
  'mutation ($input: RebuildInclusionInput!) { rebuildInclusion(input: $input) { participants differences edition { id inclusion { exhibitors } } } }';
const rebuilt = async (editionId: string) =>
  (await service.data(rebuild, { input: { editionId } }, { as: organiser })).rebuildInclusion;

const projection = (editionId: string) =>
  service.database.query('SELECT * FROM inclusion_participants WHERE edition_id = $1 ORDER BY exhibitor_id', [
    editionId,
  ]);

const shown = async (editionId: string) => {
  const group = 'exhibitors womenLed youthLed members women youth';
  const source = `query ($id: ID!) { edition(id: $id) { inclusion { ${group} byRegion { region ${group} } byKind { kind ${group} } byCountry { country ${group} } }
    territories { region ${group} kinds { kind exhibitors } } } }`;
  return (await service.data(source, { id: editionId })).edition;
};

const correct = (exhibitorId: string, members: object) =>
  service.execute(
    'mutation ($input: UpdateExhibitorInput!) { updateExhibitor(input: $input) { id } }',
    { input: { exhibitorId, members } },
    { as: actingFor(exhibitorId) },
  );

const origins = [
  { country: 'MA', region: 'ORIENTAL' },
  { country: 'MA', region: 'SOUSS_MASSA' },
  { country: 'SN', region: undefined },
];
const members = fc
  .integer({ min: 1, max: 40 })
  .chain((total) =>
    fc.record({ total: fc.constant(total), women: fc.nat({ max: total }), youth: fc.nat({ max: total }) }),
  );
const steps = ['approveRegistration', 'waitlistRegistration', 'confirmRegistration', 'checkInRegistration'];
const refusals = ['rejectRegistration', 'withdrawRegistration'];
const traffic = fc.array(
  fc.oneof(
    fc.record({
      step: fc.constantFrom(...steps, ...refusals),
      exhibitor: fc.nat({ max: 5 }),
      edition: fc.nat({ max: 1 }),
    }),
    fc.record({ step: fc.constant('register'), exhibitor: fc.nat({ max: 5 }), edition: fc.nat({ max: 1 }) }),
    fc.record({ step: fc.constant('correct'), exhibitor: fc.nat({ max: 5 }), members }),
  ),
  { minLength: 20, maxLength: 60 },
);

test('rebuilt from an empty projection, the figures are identical after any traffic', async () => {
  await fc.assert(
    fc.asyncProperty(traffic, async (actions) => {
      const editions = [await make.edition(), await make.edition()];
      const exhibitors = await Promise.all(
        origins.flatMap((origin) => [origin, origin]).map((origin) => make.exhibitor(origin)),
      );
      const open = new Map<string, string>();
      for (const action of actions) {
        const exhibitor = exhibitors[action.exhibitor] ?? '';
        if ('members' in action) {
          await correct(exhibitor, action.members);
          continue;
        }
        const edition = editions[action.edition] ?? '';
        const registration = open.get(edition + exhibitor);
        if (action.step === 'register') {
          const input = { idempotencyKey: newId(), editionId: edition, exhibitorId: exhibitor };
          const source =
            'mutation ($input: SubmitRegistrationInput!) { made: submitRegistration(input: $input) { id } }';
          const { data } = await service.execute(source, { input }, { as: organiser });
          open.set(edition + exhibitor, data?.made?.id ?? registration);
        } else if (registration) {
          await make.step(action.step, registration, refusals.includes(action.step) ? 'no place' : undefined);
        }
      }
      for (const edition of editions) {
        const before = [await projection(edition), await shown(edition)];
        expect(await rebuilt(edition)).toMatchObject({ participants: before[0].length, differences: 0 });
        expect([await projection(edition), await shown(edition)]).toEqual(before);
      }
    }),
    { numRuns: 6 },
  );
});

test('fifty clients who approve, correct, withdraw and rebuild at once leave the figures that a rebuild gives', async () => {
  const edition = await make.edition();
  const exhibitors = await Promise.all(Array.from({ length: 25 }, () => make.exhibitor()));
  const registrations = await Promise.all(exhibitors.map((exhibitor) => make.registration(edition, exhibitor)));
  const leaving = await Promise.all(
    exhibitors.slice(0, 5).map(async () => make.approved(edition, await make.exhibitor())),
  );
  const answers = await Promise.all([
    ...registrations.map((id) => make.step('approveRegistration', id)),
    ...exhibitors.map((id, index) => correct(id, { total: 10 + index, women: index, youth: 5 })),
    ...leaving.map((id) => make.step('withdrawRegistration', id, 'no longer possible')),
    rebuilt(edition).then(() => ({ errors: undefined })),
  ]);
  expect(answers.filter(({ errors }) => errors)).toEqual([]);
  const before = await projection(edition);
  expect(await rebuilt(edition)).toMatchObject({ participants: 25, differences: 0 });
  expect(await projection(edition)).toEqual(before);
});

test('a rebuild says how many rows had been otherwise, and mends them; a second finds none', async () => {
  const edition = await make.edition();
  const ids = await Promise.all([make.exhibitor(), make.exhibitor(), make.exhibitor()]);
  await Promise.all(ids.map((id) => make.approved(edition, id)));
  const before = await projection(edition);
  await service.database.query('DELETE FROM inclusion_participants WHERE exhibitor_id = $1', [ids[0]]);
  await service.database.query('UPDATE inclusion_participants SET women = 1 WHERE exhibitor_id = $1', [ids[1]]);
  expect(await rebuilt(edition)).toEqual({
    ...{ participants: 3, differences: 2 },
    edition: { id: edition, inclusion: { exhibitors: 3 } },
  });
  expect(await projection(edition)).toEqual(before);
  expect(await rebuilt(edition)).toMatchObject({ differences: 0 });
});

test('only the organiser rebuilds, and only an edition that there is', async () => {
  const input = { editionId: await make.edition() };
  expect(await service.refusal(rebuild, { input })).toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(await service.refusal(rebuild, { input }, { as: actingFor(newId()) })).toMatchObject({ code: 'FORBIDDEN' });
  const nowhere = { editionId: newId() };
  expect(await service.refusal(rebuild, { input: nowhere }, { as: organiser })).toMatchObject({ code: 'NOT_FOUND' });
});

test('women-led and youth-led mean in the figures what they mean of an exhibitor', async () => {
  const edition = await make.edition();
  const sizes = [
    { total: 10, women: 5, youth: 6 },
    { total: 11, women: 6, youth: 5 },
    { total: 1, women: 1, youth: 1 },
  ];
  for (const members of [...sizes, undefined]) {
    await make.approved(edition, await make.exhibitor({ members }));
  }
  const { edition: seen } = await service.data(
    'query ($id: ID!) { edition(id: $id) { exhibitors { nodes { id womenLed youthLed } } } }',
    { id: edition },
  );
  const counted = await projection(edition);
  expect(
    counted.map((row: any) => ({ id: row.exhibitor_id, womenLed: row.women_led, youthLed: row.youth_led })),
  ).toEqual(seen.exhibitors.nodes);
});

test('the projection holds those with a status that takes part, and no other', async () => {
  for (const status of Object.values(RegistrationStatus)) {
    const [{ counted }] = await service.database.query('SELECT takes_part($1) AS counted', [status]);
    expect(counted).toBe(takingPart.includes(status));
  }
});
