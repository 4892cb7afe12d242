import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { exhibitorsService } from '../service.js';
import { builders } from '../testing/builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let edition: string;

beforeAll(async () => {
  service = await testService(exhibitorsService);
  make = builders(service);
  edition = await make.edition();
});
afterAll(() => service.close());

const fairList = `query ($edition: ID!, $first: Int!) { edition(id: $edition) { exhibitors(first: $first) {
  totalCount nodes { id name { value } womenLed youthLed stand { code hall { code } occupant { id } } registration { status edition { id } } } } } }`;

test('the statements of a list do not grow with its length', async () => {
  const { standIds } = await make.hall(edition, 50);
  for (const standId of standIds) {
    await make.assign(standId, await make.approved(edition, await make.exhibitor()));
  }
  const ask = (first: number) =>
    service.countStatements(() => service.data(fairList, { edition, first }, { as: organiser }));
  const one = await ask(1);
  expect(await ask(50)).toBe(one);
  expect(one).toBeLessThanOrEqual(10);
});

test('a page ends where the next begins, and no page is larger than a hundred', async () => {
  const own = await make.edition();
  const ids: string[] = [];
  for (let index = 0; index < 5; index += 1) {
    const exhibitor = await make.exhibitor();
    ids.push(exhibitor);
    await make.approved(own, exhibitor);
  }
  const ask =
    'query ($edition: ID!, $first: Int!, $after: String) { edition(id: $edition) { exhibitors(first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } } }';
  const read: string[] = [];
  let after: string | null = null;
  do {
    const { edition: page } = await service.data(ask, { edition: own, first: 2, after });
    read.push(...page.exhibitors.nodes.map(({ id }: { id: string }) => id));
    after = page.exhibitors.pageInfo.hasNextPage ? page.exhibitors.pageInfo.endCursor : null;
  } while (after);
  expect(read).toEqual(ids);
  expect(await service.refusal(ask, { edition: own, first: 10_000 })).toMatchObject({
    code: 'BAD_USER_INPUT',
    problems: [{ path: 'first', rule: 'must not be greater than 100' }],
  });
  expect(await service.refusal(ask, { edition: own, first: 2, after: 'nonsense' })).toMatchObject({
    code: 'BAD_USER_INPUT',
    problems: [{ path: 'after' }],
  });
});

test('a text is served in the language asked for, else in that of the reader, else in Arabic, and says which', async () => {
  const id = await make.exhibitor({ name: { ar: 'تعاونية الورد', fr: 'Coopérative des roses' } });
  const ask =
    'query ($id: ID!) { exhibitor(id: $id) { name { value language direction en: value(language: EN) fr: value(language: FR) translations { language } } } }';
  const { exhibitor: inArabic } = await service.data(ask, { id });
  expect(inArabic.name).toEqual({
    value: 'تعاونية الورد',
    language: 'AR',
    direction: 'RTL',
    en: 'تعاونية الورد',
    fr: 'Coopérative des roses',
    translations: [{ language: 'AR' }, { language: 'FR' }],
  });
  const { exhibitor: inFrench } = await service.data(ask, { id }, { language: 'fr' as never });
  expect(inFrench.name).toMatchObject({ value: 'Coopérative des roses', language: 'FR', direction: 'LTR' });
});

test('names every field that is wrong, with the rule', async () => {
  const create = 'mutation ($input: CreateExhibitorInput!) { createExhibitor(input: $input) { id } }';
  const input = {
    idempotencyKey: 'k',
    name: { ar: ' ' },
    kind: 'ARTISAN',
    sector: 'pottery',
    country: 'MA',
    region: 'MARRAKECH_SAFI',
    contact: { person: 'X', email: 'nobody' },
  };
  const { code, problems } = await service.refusal(create, { input }, { as: organiser });
  expect(code).toBe('BAD_USER_INPUT');
  expect(problems).toEqual(
    expect.arrayContaining([
      { path: 'name', rule: 'must be given in at least one of ar, fr, en, zgh' },
      { path: 'sector', rule: 'must be a word in capitals, such as ARGAN' },
      { path: 'contact.email', rule: 'must be an e-mail address' },
    ]),
  );
});

test('women and youth are among the members, and a region is one of Morocco', async () => {
  const create = 'mutation ($input: CreateExhibitorInput!) { createExhibitor(input: $input) { id } }';
  const base = { idempotencyKey: 'k2', name: { ar: 'وفد' }, kind: 'DELEGATION', sector: 'CRAFTS' };
  expect(
    await service.refusal(
      create,
      { input: { ...base, country: 'SN', region: 'ORIENTAL', members: { total: 3, women: 4, youth: 0 } } },
      { as: organiser },
    ),
  ).toMatchObject({
    code: 'BAD_USER_INPUT',
    problems: [{ path: 'members.women' }, { path: 'region' }],
  });
});

test('the contact is for the exhibitor itself and the organiser only', async () => {
  const [mine, theirs] = [await make.exhibitor(), await make.exhibitor()];
  const ask = 'query ($id: ID!) { exhibitor(id: $id) { contact { person } } }';
  expect((await service.data(ask, { id: mine }, { as: actingFor(mine) })).exhibitor.contact).toEqual({
    person: 'Fatima',
  });
  expect((await service.data(ask, { id: mine }, { as: organiser })).exhibitor.contact).toEqual({ person: 'Fatima' });
  expect(await service.refusal(ask, { id: theirs }, { as: actingFor(mine) })).toMatchObject({ code: 'FORBIDDEN' });
  expect(await service.refusal(ask, { id: theirs })).toMatchObject({ code: 'UNAUTHENTICATED' });
});
