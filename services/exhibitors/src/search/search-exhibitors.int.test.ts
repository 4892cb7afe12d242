import { organiser, testService, type TestService } from '@maarad/shared/testing';
import { narrowToSearch, searchedWords } from '@maarad/shared/text-search';
import { exhibitorsQuery } from '../exhibitors/exhibitors-query.js';
import { exhibitorsService } from '../service.js';
import { builders } from '../testing/builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let edition: string;
const ids = new Map<string, string>();

const names = {
  argan: { ar: 'تعاونية أركان الصويرة', fr: 'Coopérative Argane Essaouira', zgh: 'ⵜⴰⵎⵙⵎⵓⵏⵜ ⵏ ⵡⴰⵔⴳⴰⵏ' },
  roses: { ar: 'جمعية ورد دادس', fr: 'Association des roses du Dadès' },
  pottery: { fr: 'Potiers de Safi', ar: 'خزافو آسفي' },
  saffron: { ar: 'زعفران تالوين' },
  tifinagh: { zgh: 'ⴰⵔⴳⴰⵏ ⵏ ⵓⴷⵔⴰⵔ' },
};

beforeAll(async () => {
  service = await testService(exhibitorsService);
  make = builders(service);
  edition = await make.edition();
  for (const [key, name] of Object.entries(names)) {
    ids.set(key, await make.exhibitor({ name, kind: key === 'roses' ? 'ASSOCIATION' : 'CRAFT_COOPERATIVE' }));
  }
});
afterAll(() => service.close());

const ask = `query ($search: String, $filter: ExhibitorFilter, $first: Int! = 20, $after: String) {
  exhibitors(search: $search, filter: $filter, first: $first, after: $after) {
    totalCount nodes { id } pageInfo { hasNextPage endCursor } } }`;
const found = async (search: string, filter?: object): Promise<string[]> => {
  const { exhibitors } = await service.data(ask, { search, filter });
  const keys = new Map([...ids].map(([key, id]) => [id, key]));
  return exhibitors.nodes.map(({ id }: { id: string }) => keys.get(id));
};

test.each([
  ['alef without its hamza', 'اركان', 'argan'],
  ['ha for ta marbuta', 'تعاونيه', 'argan'],
  ['ya for alef maqsura and tashkeel', 'جَمْعِيَّة', 'roses'],
  ['alef without its madda', 'اسفي', 'pottery'],
  ['tatweel', 'زعفـــران', 'saffron'],
  ['no accents, another case', 'COOPERATIVE', 'argan'],
  ['a beginning', 'asso', 'roses'],
  ['a typing mistake', 'assocition', 'roses'],
  ['one wrong letter in a short word', 'potiars', 'pottery'],
  ['swapped letters', 'agran', 'argan'],
  ['an Arabic name in Latin letters', 'zaafrane', 'saffron'],
  ['the beginning of an Arabic name in Latin letters', 'taaw', 'argan'],
  ['an Arabic beginning with a chat digit', 'za3f', 'saffron'],
  ['a Tifinagh name in Latin letters', 'adrar', 'tifinagh'],
  ['a Tifinagh name in Tifinagh', 'ⴰⵔⴳⴰⵏ', 'argan'],
])('finds by %s: %s', async (_how, search, key) => {
  expect(await found(search)).toContain(key);
});

test('argan finds أركان and ⴰⵔⴳⴰⵏ, the whole word before the beginning of one, and not the others', async () => {
  const keys = await found('argan');
  expect(keys.slice(0, 2)).toEqual(['tifinagh', 'argan']);
  expect(keys).not.toContain('roses');
  expect(keys).not.toContain('saffron');
});

test('every word narrows a search, and a filter narrows it too', async () => {
  expect(await found('argan essaouira')).toEqual(['argan']);
  expect(await found('argan dades')).toEqual([]);
  expect(await found('ورد', { kinds: ['CRAFT_COOPERATIVE'] })).toEqual([]);
  expect(await found('ورد', { kinds: ['ASSOCIATION'] })).toEqual(['roses']);
});

test('a search without a letter finds nothing, and one without end is refused', async () => {
  expect(await found('؟ …')).toEqual([]);
  expect(await service.refusal(ask, { search: 'a'.repeat(101) })).toMatchObject({
    code: 'BAD_USER_INPUT',
    problems: [{ path: 'search' }],
  });
});

test('a renamed exhibitor is found by its new name', async () => {
  const id = await make.exhibitor({ name: { fr: 'Vannerie du Dadès' } });
  await service.data(
    'mutation ($input: UpdateExhibitorInput!) { updateExhibitor(input: $input) { id } }',
    { input: { exhibitorId: id, name: { fr: 'Sellerie du Tafilalet' } } },
    { as: organiser },
  );
  const { exhibitors } = await service.data(ask, { search: 'sellerie' });
  expect(exhibitors.nodes).toEqual([{ id }]);
});

test('the search of an edition finds only those that take part in it', async () => {
  await make.approved(edition, ids.get('roses') as string);
  const { edition: answer } = await service.data(
    'query ($id: ID!) { edition(id: $id) { a: exhibitors(search: "roses") { totalCount } b: exhibitors(search: "argan") { totalCount } } }',
    { id: edition },
  );
  expect(answer).toEqual({ a: { totalCount: 1 }, b: { totalCount: 0 } });
});

describe('among 20,000 exhibitors', () => {
  beforeAll(async () => {
    // Built at once, the index takes far less than row by row.
    const [{ index }] = await service.database.query(`SELECT pg_get_indexdef('exhibitors_search'::regclass) AS index`);
    await service.database.query('DROP INDEX exhibitors_search');
    await service.database.query(`
      INSERT INTO exhibitors (id, name, kind, sector, country, region)
      SELECT gen_random_uuid(),
        jsonb_build_object(
          'fr', (ARRAY['Coopérative','Association','Atelier','Groupement','Maison'])[1 + g % 5] || ' '
            || (ARRAY['Tissage','Poterie','Safran','Miel','Cuir','Olive','Henné','Dattes','Couscous','Amandes','Figues'])[1 + g % 11] || ' '
            || initcap(translate(md5(g::text), '0123456789', 'ouaieyrstl')),
          'ar', (ARRAY['تعاونية','جمعية','مقاولة','مجموعة','دار'])[1 + g % 5] || ' '
            || (ARRAY['النسيج','الفخار','الزعفران','العسل','الجلد','الزيتون','الحناء','التمور','الكسكس','اللوز','التين'])[1 + g % 11]),
        'CRAFT_COOPERATIVE', 'TEXTILES', 'MA', 'ORIENTAL'
      FROM generate_series(1, 20000) AS g`);
    await service.database.query(index);
    await service.database.query('ANALYZE exhibitors');
  }, 120_000);

  test.each(['argan', 'اركان', 'potiars safi', 'ⴰⵔⴳⴰⵏ', 'taaw', 'jo'])(
    '%s is answered from the index',
    async (search) => {
      const words = await searchedWords(service.database, search);
      const [statement, parameters] = narrowToSearch(exhibitorsQuery(service.database), words).getQueryAndParameters();
      const rows = await service.database.query(`EXPLAIN (COSTS OFF) ${statement}`, parameters);
      const plan = rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n');
      expect(plan).toContain('Bitmap Index Scan on exhibitors_search');
      expect(plan).not.toContain('Seq Scan');
    },
  );

  test('the one meant is on the first page', async () => {
    expect(await found('argan essaouira')).toContain('argan');
  });

  test('pages go on where the last one ended: each exhibitor once, however many are equally close', async () => {
    const read: string[] = [];
    let after: string | null = null;
    let total = 0;
    do {
      const { exhibitors } = await service.data(ask, { search: 'atelier henne', first: 100, after });
      read.push(...exhibitors.nodes.map(({ id }: { id: string }) => id));
      total = exhibitors.totalCount;
      after = exhibitors.pageInfo.hasNextPage ? exhibitors.pageInfo.endCursor : null;
    } while (after);
    expect(new Set(read).size).toBe(read.length);
    expect(read.length).toBe(total);
    expect(total).toBeGreaterThan(300);
  });

  test('a search runs the same few statements for one as for a hundred, and refuses the cursor of another list', async () => {
    const count = (first: number) => service.countStatements(() => service.data(ask, { search: 'safran', first }));
    const one = await count(1);
    expect(await count(100)).toBe(one);
    const { exhibitors } = await service.data(ask, { first: 1 });
    expect(await service.refusal(ask, { search: 'safran', after: exhibitors.pageInfo.endCursor })).toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });
});
