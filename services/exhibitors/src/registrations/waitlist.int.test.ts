import { organiser, testService, type TestService } from '@maarad/shared/testing';
import { exhibitorsService } from '../service.js';
import { builders } from '../testing/builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;

beforeAll(async () => {
  service = await testService(exhibitorsService);
  make = builders(service);
});
afterAll(() => service.close());

const as = { as: organiser };
const some = (count: number, edition: string) =>
  Promise.all(
    Array.from({ length: count }, async () => {
      const id = await make.registration(edition, await make.exhibitor());
      return id;
    }),
  );

async function positions(editionId: string): Promise<[string, number][]> {
  const { waitlist } = await service.data(
    'query ($id: ID!) { waitlist(editionId: $id, first: 100) { nodes { id waitlistPosition } } }',
    { id: editionId },
    as,
  );
  return waitlist.nodes.map((node: { id: string; waitlistPosition: number }) => [node.id, node.waitlistPosition]);
}

test('the waitlist keeps the order in which registrations entered it, and who leaves moves the others up', async () => {
  const edition = await make.edition();
  const [a, b, c, d] = (await some(4, edition)) as [string, string, string, string];
  for (const id of [c, a, d, b]) {
    await make.step('waitlistRegistration', id);
  }
  expect(await positions(edition)).toEqual([
    [c, 1],
    [a, 2],
    [d, 3],
    [b, 4],
  ]);
  await make.step('approveRegistration', c);
  await make.step('withdrawRegistration', d, 'no longer possible');
  expect(await positions(edition)).toEqual([
    [a, 1],
    [b, 2],
  ]);
  const { registration } = await service.data(
    'query ($id: ID!) { registration(id: $id) { waitlistPosition } }',
    { id: c },
    as,
  );
  expect(registration.waitlistPosition).toBeNull();
});

test('fifty that enter the waitlist at once have fifty places, none twice', async () => {
  const [edition, other] = [await make.edition(), await make.edition()];
  const [elsewhere] = await some(1, other);
  await make.step('waitlistRegistration', elsewhere ?? '');
  const registrations = await some(50, edition);
  const answers = await Promise.all(registrations.map((id) => make.step('waitlistRegistration', id)));
  expect(answers.filter(({ errors }) => errors)).toEqual([]);
  const places = await positions(edition);
  expect(places.map(([, position]) => position)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  expect(new Set(places.map(([id]) => id))).toEqual(new Set(registrations));
  expect(await positions(other)).toEqual([[elsewhere, 1]]);
});

test('a list of registrations costs the same number of statements whether one waits or fifty', async () => {
  const edition = await make.edition();
  const list = () =>
    service.countStatements(() =>
      service.data(
        'query ($id: ID!) { registrations(first: 100, filter: { editionId: $id }) { nodes { waitlistPosition exhibitor { id } stand { code } stands { slices { day } } } } }',
        { id: edition },
        as,
      ),
    );
  const [first, ...others] = (await some(50, edition)) as [string, ...string[]];
  await make.step('waitlistRegistration', first);
  const one = await list();
  await Promise.all(others.map((id) => make.step('waitlistRegistration', id)));
  expect(await list()).toBe(one);
});

test('the waitlist is paged, for the organiser only', async () => {
  const edition = await make.edition();
  const ids = await some(3, edition);
  for (const id of ids) {
    await make.step('waitlistRegistration', id);
  }
  const query =
    'query ($id: ID!, $after: String) { waitlist(editionId: $id, first: 2, after: $after) { nodes { id } totalCount pageInfo { endCursor hasNextPage } } }';
  const { waitlist: first } = await service.data(query, { id: edition }, as);
  expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
  const { waitlist: rest } = await service.data(query, { id: edition, after: first.pageInfo.endCursor }, as);
  expect([...first.nodes, ...rest.nodes].map(({ id }) => id)).toEqual(ids);
  expect(await service.refusal(query, { id: edition })).toMatchObject({ code: 'UNAUTHENTICATED' });
});
